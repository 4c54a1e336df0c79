-- What should not wait: answers of the pulse come before messages, whatever their age.
alter table attention add column urgent boolean not null default true;

-- Why the coordination marked it as seen to; sealed with the person's key.
alter table attention add column closing bytea;

-- How somebody is reached in an emergency, without their yes: taken by an officer, or given by the coordination.
create table emergency (
    id uuid primary key,
    person uuid not null references person (id),
    attention uuid,
    account uuid not null references account (id),
    agency uuid not null references agency (id),
    given_by uuid,
    reason bytea,
    at bigint not null,
    until_at bigint not null,
    result text,
    reviewed_at bigint,
    reviewed_by uuid references account (id),
    justified boolean
);
create index emergency_account on emergency (account, until_at);
create index emergency_person on emergency (person, at);
create index emergency_attention on emergency (attention) where attention is not null;
create index emergency_waiting on emergency (at, id) where given_by is null and justified is null;
