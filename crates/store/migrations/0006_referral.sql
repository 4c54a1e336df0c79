-- Referrals: who owes what by when stands in columns that lists and the clock read in the order of an index; what is
-- shared and what is written lies sealed with the person's key in tables beside.

-- What exactly a consent shares, and how the yes was given.
create table consent_grant (
    consent uuid primary key references consent (id),
    fields text not null,
    way text not null,
    text_hash bytea not null,
    taken_by uuid references account (id)
);

-- What a service promises to who refers. A service without a row promises what the domain says.
create table service_terms (
    service uuid primary key references service (id),
    promise_days bigint not null,
    capacity text not null,
    self_referral boolean not null,
    wants_worker boolean not null,
    route text not null,
    youngest bigint,
    oldest bigint,
    version bigint not null
);

create table referral (
    id uuid primary key,
    person uuid not null references person (id),
    service uuid not null references service (id),
    agency uuid not null references agency (id),
    category text not null,
    sender uuid references account (id),
    sender_agency uuid references agency (id),
    priority text not null,
    status text not null,
    route text not null,
    consent uuid references consent (id),
    overridden boolean not null,
    parent uuid references referral (id),
    hops bigint not null,
    promise_days bigint not null,
    accepts_waiting boolean not null,
    called_at bigint,
    created_at bigint not null,
    sent_at bigint,
    promised_at bigint,
    acknowledged_at bigint,
    decided_at bigint,
    first_contact_at bigint,
    outcome_at bigint,
    confirmed_at bigint,
    turn text not null,
    owed_since bigint,
    due_at bigint,
    ticked text,
    pause_at bigint,
    pause_since bigint,
    pause_due bigint,
    pause_ticked text,
    paused_seconds bigint not null,
    reason text,
    outcome text,
    review_on text,
    claimed_by uuid references account (id),
    version bigint not null,
    -- For the lists, the clock and the counts.
    next_at bigint,
    escalated_at bigint,
    disputed boolean not null,
    department text not null,
    sex text,
    language text not null
);
create index referral_inbox on referral (agency, turn, due_at, id);
create index referral_received on referral (agency, id);
create index referral_sender on referral (sender, due_at, id);
create index referral_person on referral (person, id);
create index referral_consent on referral (consent);
create index referral_parent on referral (parent);
create index referral_sent on referral (sent_at);
create index referral_next on referral (next_at, id) where next_at is not null;
create index referral_late on referral (escalated_at, id) where route = 'open' and escalated_at is not null;
create index referral_dispute on referral (due_at, id) where route = 'open' and turn = 'coordination';

create table referral_event (
    id uuid primary key,
    referral uuid not null references referral (id),
    version bigint not null,
    step text not null,
    from_status text not null,
    to_status text not null,
    party text not null,
    actor uuid,
    agency uuid,
    reason text,
    outcome text,
    at bigint not null
);
create unique index referral_event_version on referral_event (referral, version);

-- What the clock did: for each deadline each tick once.
create table referral_tick (
    referral uuid not null references referral (id),
    due_at bigint not null,
    tick text not null,
    at bigint not null,
    primary key (referral, due_at, tick)
);

-- What was shared when it was sent. Taken away with the consent.
create table referral_shared (
    referral uuid primary key references referral (id),
    body bytea not null,
    frozen_at bigint not null
);

-- What was written: the need, questions, answers, notes, reasons.
create table referral_text (
    id uuid primary key,
    referral uuid not null references referral (id),
    kind text not null,
    body bytea not null,
    at bigint not null
);
create index referral_text_referral on referral_text (referral, at, id);

create table referral_contact (
    id uuid primary key,
    referral uuid not null references referral (id),
    result text not null,
    account uuid not null references account (id),
    at bigint not null
);
create index referral_contact_referral on referral_contact (referral, at);

create table referral_handover (
    referral uuid primary key references referral (id),
    planned_at bigint not null,
    sender_came boolean not null,
    recipient_came boolean not null,
    person_came boolean not null,
    happened boolean
);

-- Sharing without consent: on what ground, by whom; to be reviewed by the coordination.
create table referral_override (
    referral uuid primary key references referral (id),
    consent uuid not null references consent (id),
    basis text not null,
    account uuid not null references account (id),
    at bigint not null,
    reviewed_at bigint,
    reviewed_by uuid references account (id),
    justified boolean
);
create index referral_override_open on referral_override (at, referral) where reviewed_at is null;

-- A way in for an organisation without accounts. Hashes only; the address is sealed with the organisation's key.
create table referral_link (
    referral uuid primary key references referral (id),
    address bytea not null,
    token_hash bytea not null,
    expires_at bigint not null,
    code_hash bytea,
    code_expires_at bigint,
    code_tries bigint not null,
    visit_hash bytea,
    visit_expires_at bigint
);
create unique index referral_link_token on referral_link (token_hash);
create index referral_link_visit on referral_link (visit_hash);

-- Which messages tell of which referral: one for each receiver and occasion; those that wait are taken back with it.
create table referral_message (
    referral uuid not null references referral (id),
    occasion text not null,
    subject uuid not null,
    message uuid not null,
    primary key (referral, occasion, subject)
);

-- Needs that no service met.
create table gap (
    id uuid primary key,
    need text not null,
    municipality text not null,
    reason text not null,
    person uuid references person (id),
    agency uuid not null references agency (id),
    at bigint not null
);
create index gap_at on gap (at);
create index gap_person on gap (person);
