//! Limits on tries of a secret, counted in the database, so that several processes count together.
//!
//! A try is counted before the secret is looked at: many at once find no gap. A right secret takes the count back.
//! Whether the name exists makes no difference.

use std::net::IpAddr;

use domain::time::Moment;
use store::{StoreError, attempt::Attempts};

use crate::{Error, Result, System};

/// Wrong tries for one name before each lock.
const PER_NAME: i64 = 5;
/// Wrong tries from one network address before each lock: a reception desk shares one address.
const PER_NETWORK: i64 = 50;
/// Seconds of the first, the second, and every later lock.
const LOCKS: [i64; 3] = [60, 15 * 60, 3600];
/// Seconds after the last try after which all is forgotten.
const MEMORY: i64 = 24 * 3600;

/// What is tried: a secret of somebody, from somewhere.
#[derive(Clone, Copy, Debug)]
pub struct Try<'a> {
    /// For what, such as `person.pin`: the counts of different purposes do not touch.
    pub purpose: &'static str,
    /// Whose secret: a code, an e-mail, as typed and parsed. Only a keyed hash of it is kept.
    pub name: &'a str,
    /// The network address that asks. Only a keyed hash of it is kept.
    pub network: &'a str,
}

impl Try<'_> {
    fn name_key(&self, sys: &System) -> Vec<u8> {
        sys.store.keys().index("attempt.name", &format!("{}\n{}", self.purpose, self.name))
    }

    fn network_key(&self, sys: &System) -> Vec<u8> {
        sys.store
            .keys()
            .index("attempt.network", &format!("{}\n{}", self.purpose, neighbourhood(self.network)))
    }
}

/// The address itself, or of IPv6 the first 64 bits, for one subscriber has all the rest.
fn neighbourhood(network: &str) -> String {
    match network.parse() {
        Ok(IpAddr::V6(address)) if address.to_ipv4_mapped().is_none() => {
            let [a, b, c, d, ..] = address.segments();
            format!("{a:x}:{b:x}:{c:x}:{d:x}::/64")
        }
        Ok(IpAddr::V6(address)) => {
            address.to_ipv4_mapped().map_or_else(String::new, |address| address.to_string())
        }
        _ => network.to_owned(),
    }
}

/// The counts after one more try at `now`; `each` tries lead to a lock.
///
/// # Errors
/// The seconds to wait, if it is locked.
fn counted(attempts: Attempts, each: i64, now: Moment) -> std::result::Result<Attempts, i64> {
    if let Some(until) = attempts.locked_until.filter(|until| now < *until) {
        return Err(until.seconds() - now.seconds());
    }
    let fresh = attempts.since.is_none_or(|since| since.plus(MEMORY) <= now);
    let failures = if fresh { 1 } else { attempts.failures + 1 };
    let locked_until = (failures % each == 0).then(|| {
        let lock = usize::try_from(failures / each - 1).unwrap_or(0).min(LOCKS.len() - 1);
        now.plus(LOCKS[lock])
    });
    Ok(Attempts { failures, since: Some(now), locked_until })
}

/// Counts a try, before the secret is looked at.
///
/// # Errors
/// [`Error::TooMany`] with the seconds to wait.
pub async fn begin(sys: &System, try_: &Try<'_>, now: Moment) -> Result<()> {
    let keys = [(try_.name_key(sys), PER_NAME), (try_.network_key(sys), PER_NETWORK)];
    let keys = &keys;
    sys.store
        .write(move |mut tx| async move {
            for (key, each) in keys {
                let attempts = tx.attempts(key).await?;
                let attempts = counted(attempts, *each, now).map_err(Error::TooMany)?;
                tx.put_attempts(key, attempts, now).await?;
            }
            Ok(tx.done(()))
        })
        .await
}

/// Notes that the secret was right: the name's count is forgotten, the network's is as before the try.
///
/// # Errors
/// If the database does not take it.
pub async fn passed(sys: &System, try_: &Try<'_>) -> Result<()> {
    let (name, network) = (&try_.name_key(sys), &try_.network_key(sys));
    sys.store
        .write(move |mut tx| async move {
            tx.forget_attempts(name).await?;
            tx.refund_attempt(network).await?;
            Ok::<_, StoreError>(tx.done(()))
        })
        .await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn locks_grow_and_are_forgotten_after_a_day() {
        let mut now = Moment::from_seconds(1_000_000);
        let mut attempts = Attempts::default();
        let mut waits = Vec::new();
        for _ in 0..20 {
            attempts = match counted(attempts, PER_NAME, now) {
                Ok(attempts) => attempts,
                Err(wait) => {
                    waits.push(wait);
                    assert_eq!(counted(attempts, PER_NAME, now.plus(wait - 1)), Err(1));
                    now = now.plus(wait);
                    counted(attempts, PER_NAME, now).unwrap()
                }
            };
        }
        assert_eq!(waits, [60, 900, 3600]);
        assert_eq!(counted(attempts, PER_NAME, now), Err(3600));
        assert_eq!(counted(attempts, PER_NAME, now.plus(MEMORY)).unwrap().failures, 1);
    }

    #[test]
    fn one_subscriber_is_one_network() {
        assert_eq!(neighbourhood("2001:db8:1:2:3:4:5:6"), neighbourhood("2001:db8:1:2::1"));
        assert_ne!(neighbourhood("2001:db8:1:2::1"), neighbourhood("2001:db8:1:3::1"));
        assert_eq!(neighbourhood("::ffff:190.56.1.2"), "190.56.1.2");
    }
}
