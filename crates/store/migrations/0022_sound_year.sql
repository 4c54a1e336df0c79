-- The year of birth beside how a name sounds: who looks for both reads no rows of people that are not alike.
alter table person_sound add column birth_year bigint not null default 0;
update person_sound set birth_year = (select p.birth_year from person p where p.id = person_sound.person);
create index person_sound_years on person_sound (sound, birth_year, person);
