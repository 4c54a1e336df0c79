-- One text for SQLite and PostgreSQL: see docs/decisions/0002. Instants are whole UTC seconds, money is centavos,
-- days are text (2026-11-22), choices are the words of the domain, lists that are never searched in are JSON text.

-- Keys of subjects (people, accounts, agencies), wrapped by a key outside the database. To delete one is to shred.
create table subject_key (
    subject uuid primary key,
    wrapped bytea not null,
    created_at bigint not null
);

create table agency (
    id uuid primary key,
    kind text not null,
    status text not null,
    name text not null,
    name_folded text not null,
    nit bytea,
    nit_index bytea,
    municipality text not null,
    about_es text not null,
    about_en text not null,
    hours_es text not null,
    hours_en text not null,
    phone text,
    reason text,
    source text,
    external_key text,
    created_at bigint not null,
    version bigint not null
);
create unique index agency_nit on agency (nit_index) where nit_index is not null;
create unique index agency_external on agency (source, external_key) where external_key is not null;
create index agency_status on agency (status, id);

create table document (
    id uuid primary key,
    agency uuid not null references agency (id),
    name bytea not null,
    media_type text not null,
    size bigint not null,
    body bytea not null,
    created_at bigint not null
);
create index document_agency on document (agency);

create table agreement (
    id uuid primary key,
    agency uuid not null references agency (id),
    title text not null,
    signed_on text not null,
    expires_on text not null,
    created_at bigint not null
);
create index agreement_agency on agreement (agency);

create table account (
    id uuid primary key,
    agency uuid not null references agency (id),
    role text not null,
    name bytea not null,
    email bytea not null,
    email_index bytea not null,
    lang text not null,
    password_hash text,
    totp bytea,
    totp_step bigint not null,
    active boolean not null,
    created_at bigint not null,
    seen_at bigint,
    version bigint not null
);
create unique index account_email on account (email_index);
create index account_agency on account (agency);

create table recovery_code (
    id uuid primary key,
    account uuid not null references account (id),
    code_hash bytea not null,
    used_at bigint
);
create index recovery_code_account on recovery_code (account);

create table invitation (
    id uuid primary key,
    account uuid not null references account (id),
    token_hash bytea not null,
    created_at bigint not null,
    expires_at bigint not null,
    used_at bigint
);
create unique index invitation_token on invitation (token_hash);

create table person (
    id uuid primary key,
    code text not null,
    status text not null,
    alias bytea not null,
    birth_year bigint not null,
    sex text,
    municipality text not null,
    department text not null,
    language text not null,
    lang text not null,
    contact bytea,
    contact_owner text,
    contact_index bytea,
    cui bytea,
    cui_index bytea,
    pin_hash text not null,
    profile text not null,
    source text,
    external_key text,
    created_at bigint not null,
    version bigint not null
);
create unique index person_code on person (code);
create index person_cui on person (cui_index);
create index person_contact on person (contact_index);
create unique index person_external on person (source, external_key) where external_key is not null;
create index person_department on person (department, id);

create table experience (
    id uuid primary key,
    person uuid not null references person (id),
    words bytea not null,
    occupation text,
    months bigint not null,
    country text not null,
    created_at bigint not null
);
create index experience_person on experience (person);
create index experience_occupation on experience (occupation, person);

create table consent (
    id uuid primary key,
    person uuid not null references person (id),
    purpose text not null,
    agency uuid references agency (id),
    notice_version text not null,
    lang text not null,
    given_at bigint not null,
    expires_at bigint,
    withdrawn_at bigint
);
create index consent_person on consent (person, purpose);

create table opportunity (
    id uuid primary key,
    kind text not null,
    agency uuid not null references agency (id),
    status text not null,
    title_es text not null,
    title_en text not null,
    folded text not null,
    description_es text not null,
    description_en text not null,
    bring_es text not null,
    bring_en text not null,
    occupation text,
    municipality text not null,
    department text not null,
    address text not null,
    remote boolean not null,
    seats bigint not null,
    taken bigint not null,
    pay_min bigint,
    pay_max bigint,
    activity text,
    cost bigint not null,
    schedule text not null,
    contract text,
    hours bigint,
    starts_on text,
    closes_on text not null,
    answer_days bigint not null,
    requirements text not null,
    note text,
    source text,
    external_key text,
    created_at bigint not null,
    published_at bigint,
    version bigint not null
);
create unique index opportunity_external on opportunity (agency, source, external_key) where external_key is not null;
create index opportunity_status on opportunity (status, kind, id);
create index opportunity_agency on opportunity (agency, id);
create index opportunity_place on opportunity (status, department, id);

create table application (
    id uuid primary key,
    person uuid not null references person (id),
    opportunity uuid not null references opportunity (id),
    agency uuid not null references agency (id),
    kind text not null,
    status text not null,
    applied_at bigint not null,
    consent uuid references consent (id),
    owed_since bigint,
    due_at bigint,
    answered_at bigint,
    reason text,
    note text,
    heard boolean,
    confirmation text,
    confirmed_at bigint,
    explanation text,
    reminded bigint not null,
    department text not null,
    sex text,
    language text not null,
    version bigint not null
);
create unique index application_once on application (person, opportunity) where status <> 'withdrawn';
create index application_person on application (person, id);
create index application_opportunity on application (opportunity, status, id);
create index application_agency on application (agency, status, id);
create index application_due on application (status, due_at);

create table application_event (
    id uuid primary key,
    application uuid not null references application (id),
    version bigint not null,
    step text not null,
    status text not null,
    reason text,
    at bigint not null
);
create index application_event_application on application_event (application, version);

create table service (
    id uuid primary key,
    agency uuid not null references agency (id),
    category text not null,
    status text not null,
    name_es text not null,
    name_en text not null,
    folded text not null,
    description_es text not null,
    description_en text not null,
    cost_es text not null,
    cost_en text not null,
    bring_es text not null,
    bring_en text not null,
    hours_es text not null,
    hours_en text not null,
    languages text not null,
    municipality text not null,
    department text not null,
    address text not null,
    area text not null,
    phone text,
    assured_on text not null,
    source text,
    external_key text,
    created_at bigint not null,
    version bigint not null
);
create unique index service_external on service (source, external_key) where external_key is not null;
create index service_status on service (status, category, id);

create table help_line (
    id uuid primary key,
    phone text not null,
    name_es text not null,
    name_en text not null,
    what_es text not null,
    what_en text not null,
    hours_es text not null,
    hours_en text not null,
    verified_on text not null,
    valid_from text not null,
    valid_to text,
    version bigint not null
);

create table minimum_wage (
    id uuid primary key,
    valid_from text not null,
    valid_to text,
    district text not null,
    activity text not null,
    day_centavos bigint not null,
    month_centavos bigint not null,
    bonus_centavos bigint not null,
    source text not null,
    version bigint not null
);

-- Imported taxonomies (ESCO): occupations and skills with their labels.
create table concept (
    uri text primary key,
    kind text not null,
    isco text,
    title_es text not null,
    title_en text not null,
    description_es text not null,
    description_en text not null,
    version text not null
);
create table concept_label (
    id uuid primary key,
    uri text not null references concept (uri),
    lang text not null,
    label text not null
);
create unique index concept_label_once on concept_label (uri, lang, label);
create table concept_link (
    from_uri text not null,
    relation text not null,
    to_uri text not null,
    primary key (from_uri, relation, to_uri)
);

create table message (
    id uuid primary key,
    subject uuid not null,
    channel text not null,
    lang text not null,
    address bytea not null,
    text bytea not null,
    status text not null,
    created_at bigint not null,
    sent_at bigint
);
create index message_status on message (status, id);
create index message_subject on message (subject);

create table job (
    id uuid primary key,
    kind text not null,
    payload text not null,
    run_at bigint not null,
    tries bigint not null,
    leased_until bigint,
    leased_by text,
    done_at bigint,
    error text
);
create index job_due on job (run_at, id) where done_at is null;
create index job_done on job (done_at);

create table session (
    token_hash bytea primary key,
    id uuid not null,
    actor text not null,
    subject uuid not null,
    stage text not null,
    device text not null,
    created_at bigint not null,
    seen_at bigint not null,
    expires_at bigint not null
);
create index session_subject on session (subject);
create index session_expires on session (expires_at);

-- Counters of tries, by purpose and key (a keyed hash of the code, address or network).
create table attempt (
    key bytea primary key,
    failures bigint not null,
    since bigint not null,
    locked_until bigint
);

create table idempotency (
    key bytea primary key,
    request_hash bytea not null,
    body bytea,
    created_at bigint not null
);
create index idempotency_created on idempotency (created_at);

-- The audit: one chain of hashes for each of sixteen lanes, so that writers seldom wait for one another.
create table audit_head (
    lane bigint primary key,
    seq bigint not null,
    hash bytea not null
);
create table audit (
    lane bigint not null,
    seq bigint not null,
    at bigint not null,
    actor text not null,
    actor_id uuid,
    agency uuid,
    action text not null,
    object text not null,
    object_id uuid not null,
    person uuid,
    detail text not null,
    hash bytea not null,
    primary key (lane, seq)
);
create index audit_person on audit (person, at);
create index audit_object on audit (object_id, at);

-- Rows that an import has brought in, to be safe to run twice.
create table import_run (
    id uuid primary key,
    kind text not null,
    file_hash bytea not null,
    rows_read bigint not null,
    rows_kept bigint not null,
    rows_refused bigint not null,
    started_at bigint not null,
    finished_at bigint
);
