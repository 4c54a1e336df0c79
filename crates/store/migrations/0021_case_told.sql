-- That something owed in a case was told, once for each date: to whoever owes it, and later to the coordination.
create table case_told (
    person_case uuid not null references person_case (id),
    due_at bigint not null,
    late boolean not null,
    primary key (person_case, due_at, late)
);
