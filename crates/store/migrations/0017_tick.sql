-- Two deadlines of one referral may end on the same second: a service that began on the 1st is owed thirty days, and its
-- result, told on the 17th, fourteen. Each has its own ticks: the version of the referral tells them apart.
alter table referral_tick rename to referral_tick_before;
create table referral_tick (
    referral uuid not null references referral (id),
    version bigint not null,
    due_at bigint not null,
    tick text not null,
    at bigint not null,
    primary key (referral, version, due_at, tick)
);
insert into referral_tick (referral, version, due_at, tick, at)
select referral, 0, due_at, tick, at from referral_tick_before;
drop table referral_tick_before;
