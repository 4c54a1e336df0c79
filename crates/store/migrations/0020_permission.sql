-- That a permission to share ends, or has ended, is told once. Found by its end.
create table consent_told (
    consent uuid not null references consent (id),
    ended boolean not null,
    primary key (consent, ended)
);
create index consent_ending on consent (expires_at) where expires_at is not null and withdrawn_at is null;
create index referral_consent_open on referral (consent) where due_at is not null;
