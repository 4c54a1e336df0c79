-- When an entry of the directory, or what it promises, was last changed (HSDS `last_modified`).
alter table service add column changed_at bigint not null default 0;
update service set changed_at = created_at;
alter table service_terms add column changed_at bigint not null default 0;
