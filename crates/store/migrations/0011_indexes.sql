-- Jobs that are not done, by kind; alerts by age.
create index job_kind on job (kind) where done_at is null;
create index alert_age on alert (found_at);
