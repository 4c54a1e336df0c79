-- How people fare, what they answer by text message, and services that are asked whether they are still so.

-- One pulse of a person for each wave; what was said is sealed with the person's key.
create table pulse (
    id uuid primary key,
    person uuid not null references person (id),
    wave text not null,
    way text not null,
    taken_by uuid references account (id),
    body bytea not null,
    at bigint not null
);
create unique index pulse_wave on pulse (person, wave);

-- Who was told of which wave: once.
create table pulse_ask (
    person uuid not null references person (id),
    wave text not null,
    at bigint not null,
    primary key (person, wave)
);
create index person_created on person (created_at, id);

-- What should not wait. What it is about, and even which kind it is, is sealed with the person's key.
create table attention (
    id uuid primary key,
    person uuid not null references person (id),
    body bytea not null,
    state text not null,
    at bigint not null,
    changed_at bigint not null,
    changed_by uuid references account (id)
);
create index attention_person on attention (person) where state <> 'done';
create index attention_waiting on attention (at, id) where state <> 'done';

-- Whether a person has shown that their own telephone is in their hand. Keyed hashes only.
create table phone_check (
    person uuid primary key references person (id),
    phone_index bytea not null,
    number_hash bytea,
    tries bigint not null,
    expires_at bigint,
    confirmed_at bigint
);

-- Telephones that want no messages, and when one was last answered that it was not understood. Keyed hashes only.
create table phone_stop (
    phone_index bytea primary key,
    stopped_at bigint,
    unclear_at bigint
);

-- Messages that came in: each once, by a keyed hash of the gateway's identifier.
create table inbound (
    id_hash bytea primary key,
    at bigint not null
);
create index inbound_at on inbound (at);

-- What a person was asked by text message of a referral, as it stood then.
create table reply_question (
    referral uuid primary key references referral (id),
    person uuid not null references person (id),
    version bigint not null,
    asked_at bigint not null,
    answered_at bigint
);
create index reply_question_person on reply_question (person) where answered_at is null;

-- Which services were asked about since they were last confirmed: once.
create table assurance (
    service uuid not null references service (id),
    assured_on text not null,
    at bigint not null,
    primary key (service, assured_on)
);
create index service_assured on service (assured_on, agency) where status = 'active';
create index gap_place on gap (need, at);
