-- What was found for a person by itself: each opportunity once.
create table alert (
    person uuid not null references person (id),
    opportunity uuid not null references opportunity (id),
    found_at bigint not null,
    primary key (person, opportunity)
);
create index alert_found on alert (person, found_at);

-- When a person was last told by a message that something was found.
create table alert_told (
    person uuid primary key references person (id),
    told_at bigint not null
);
