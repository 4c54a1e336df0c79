-- Jobs wait in rows of their own: 0 the clock, 1 messages, 2 messages that somebody waits for at this moment.
alter table job add column lane bigint not null default 0;
update job set lane = 1 where kind = 'send_message';
drop index job_due;
create index job_due on job (lane, run_at, id) where done_at is null;
-- Messages by age; what should not wait, and what was asked, by person, when an account is deleted.
create index message_age on message (created_at);
create index attention_of on attention (person);
create index reply_question_of on reply_question (person);
-- Who has a role and may sign in.
create index account_role on account (role, id) where active;
-- When an organisation was asked about a service once more.
alter table assurance add column again_at bigint;
