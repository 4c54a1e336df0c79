-- Finding people by how their names sound, joining two records of one person, and what goes with it.

-- How the words of a name sound: keyed hashes cut to 16 bits, so that many collide; the names themselves, once opened,
-- decide.
create table person_sound (
    person uuid not null references person (id),
    sound bigint not null,
    primary key (person, sound)
);
create index person_sound_people on person_sound (sound, person);

-- With which version of the rule the sounds were written; 0: not yet. A new rule or a new key is a new version.
alter table person add column sound_version bigint not null default 0;
create index person_unsounded on person (id) where sound_version < 1;

-- The record that this one was joined to.
alter table person add column merged_into uuid;
create index person_merged on person (merged_into) where merged_into is not null;

-- Proposals to join two records of one person. `signs` are what agrees, as words; `gone_status` is what the record that is
-- joined was before.
create table merge (
    id uuid primary key,
    kept uuid not null references person (id),
    gone uuid not null references person (id),
    status text not null,
    signs text not null,
    account uuid not null references account (id),
    agency uuid not null references agency (id),
    proposed_at bigint not null,
    decided_at bigint,
    ended_at bigint,
    gone_status text,
    version bigint not null
);
create unique index merge_once on merge (gone) where status in ('proposed', 'merged');
create index merge_status on merge (status, proposed_at, id);
create index merge_kept on merge (kept);

-- Whom an officer found by a search and opened, and when last: for the count in an hour.
create table person_look (
    account uuid not null references account (id),
    person uuid not null references person (id),
    found_at bigint not null,
    opened_at bigint,
    primary key (account, person)
);
create index person_look_opened on person_look (account, opened_at);
create index person_look_found on person_look (found_at);
create index person_look_person on person_look (person);

-- When a person last looked at what became of their referrals and applications.
create table person_read (
    person uuid primary key references person (id),
    referrals_at bigint not null,
    applications_at bigint not null
);

-- As what whoever wrote a text took part; null: written before this was kept.
alter table referral_text add column party text;
-- Codes sent for a link, altogether.
alter table referral_link add column codes bigint not null default 0;
-- When an agency was last changed (HSDS `last_modified` of its services).
alter table agency add column changed_at bigint not null default 0;
update agency set changed_at = created_at;
-- Disputes that the coordination decides, also of what lies in a compartment.
drop index referral_dispute;
create index referral_dispute on referral (due_at, id) where turn = 'coordination';
-- Answers that came after their date.
create index referral_answered_late on referral (decided_at, id) where route = 'open' and decided_at > promised_at;
