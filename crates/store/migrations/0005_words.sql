-- Words are looked up in an index beside the database now.
alter table opportunity drop column folded;
