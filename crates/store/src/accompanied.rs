//! What makes somebody an officer who accompanies a person, as conditions of SQL: one text for every list that asks.

/// Of a referral `r` with its consent `c`: it was sent with a yes that holds at `$now`, and its person is still shown.
macro_rules! sent_with_a_yes {
    ($now:literal) => {
        concat!(
            "not r.overridden and r.status in ('sent', 'accepted', 'waitlisted', 'info_requested', 'in_service',
             'completed', 'failed', 'disputed') and c.withdrawn_at is null
             and (c.expires_at is null or c.expires_at > ",
            $now,
            ")"
        )
    };
}

/// Of a case `k` with its consent `c`: it is open, and its yes holds at `$now`.
macro_rules! open_with_a_yes {
    ($now:literal) => {
        concat!("k.due_at is not null and c.withdrawn_at is null and c.expires_at > ", $now)
    };
}
