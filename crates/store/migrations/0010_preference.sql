-- What a person said to cards about what matters to them, sealed with their key. Only they read it.

create table preference (
    person uuid primary key references person (id),
    answers bytea not null,
    changed_at bigint not null,
    version bigint not null
);
