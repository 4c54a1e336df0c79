-- A number sent to the contact of a person who lost the PIN; one at a time, and only a keyed hash of it.
create table pin_number (
    person uuid primary key references person (id),
    number_hash bytea not null,
    tries bigint not null,
    expires_at bigint not null
);
