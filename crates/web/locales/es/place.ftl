# Lugares
place-code-form = Elija un lugar de la lista.
place-unknown = No encontramos ese lugar. Elija uno de la lista.
