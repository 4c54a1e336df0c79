# Places
place-code-form = Choose a place from the list.
place-unknown = We cannot find that place. Type another municipality.
place-empty = Type the municipality.
place-several = Several have that name. Add the department.
