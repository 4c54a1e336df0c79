-- Vectors trained on an imported taxonomy, in parts. The version is the instant of the training; older ones are removed.
create table link_model (
    version bigint not null,
    part bigint not null,
    body bytea not null,
    primary key (version, part)
);
