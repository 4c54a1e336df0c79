-- Cases: who accompanies whom, and by when something is owed. All words lie sealed with the person's key beside.

create table person_case (
    id uuid primary key,
    person uuid not null references person (id),
    agency uuid not null references agency (id),
    officer uuid not null references account (id),
    consent uuid not null references consent (id),
    status text not null,
    opened_at bigint not null,
    plan_on text not null,
    plan_agreed_at bigint,
    contact_at bigint,
    task_on text,
    review_on text,
    offered_to uuid references agency (id),
    offered_consent uuid references consent (id),
    offered_at bigint,
    closed_at bigint,
    ending text,
    due_at bigint,
    version bigint not null
);
create unique index person_case_once on person_case (person, agency) where status <> 'closed';
create index person_case_load on person_case (officer, due_at, id) where due_at is not null;
create index person_case_over on person_case (officer, id) where status = 'closed';
create index person_case_offered on person_case (offered_to, id) where offered_to is not null;
create index person_case_late on person_case (due_at, id) where due_at is not null;
create index person_case_person on person_case (person, id);
create index person_case_consent on person_case (consent);
create index person_case_offered_consent on person_case (offered_consent) where offered_consent is not null;

-- What happened, one line after the other: notes, calls, needs as they were told, steps. Never changed.
create table case_entry (
    id uuid primary key,
    person_case uuid not null references person_case (id),
    kind text not null,
    detail text not null,
    body bytea,
    account uuid,
    at bigint not null
);
create index case_entry_case on case_entry (person_case, at, id);

-- What may make somebody need protection: the last word on it, for the one officer.
create table case_screen (
    person_case uuid primary key references person_case (id),
    body bytea not null,
    at bigint not null
);

create table case_goal (
    id uuid primary key,
    person_case uuid not null references person_case (id),
    category text not null,
    body bytea not null,
    by_on text,
    status text not null,
    created_at bigint not null
);
create index case_goal_case on case_goal (person_case, id);

create table case_task (
    id uuid primary key,
    person_case uuid not null references person_case (id),
    kind text not null,
    owner text not null,
    body bytea not null,
    due_on text not null,
    done_at bigint,
    created_at bigint not null
);
create index case_task_case on case_task (person_case, id);
create index case_task_next on case_task (person_case, due_on) where done_at is null;

create table case_paper (
    id uuid primary key,
    person_case uuid not null references person_case (id),
    name bytea not null,
    media_type text not null,
    size bigint not null,
    body bytea not null,
    created_at bigint not null
);
create index case_paper_case on case_paper (person_case, id);
