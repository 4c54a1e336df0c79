-- What should not wait: answers of the pulse come before messages, whatever their age.
alter table attention add column urgent boolean not null default true;
