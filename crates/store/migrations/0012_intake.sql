-- Registrations at a desk. The key is the tablet's own: what comes twice is registered once. `content` is a keyed hash of
-- what was told; `kept` and `told` are sealed with the person's key, and `told` is dropped after some days.
create table intake (
    key uuid primary key,
    person uuid not null references person (id),
    account uuid,
    agency uuid,
    content bytea not null,
    kept bytea not null,
    told bytea,
    taken_at bigint not null
);
create index intake_account on intake (account, taken_at);
create index intake_person on intake (person);
create index intake_told on intake (taken_at) where told is not null;
