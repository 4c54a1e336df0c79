//! Hashes of PINs and passwords: Argon2id (RFC 9106), and no more at once than there are cores.

use std::{
    num::NonZero,
    sync::{Arc, LazyLock},
};

use argon2::{
    Algorithm, Argon2, Params, Version,
    password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash},
};
use domain::text::Pin;
use tokio::sync::Semaphore;

use crate::{Error, Result, System};

/// Memory in KiB and passes, for passwords and PINs: OWASP's first choice, m = 46 MiB, t = 1 (ASVS 11.4.2). A PIN has a
/// million values, so what keeps it is the limit on tries, not the cost of one. Not OWASP's second choice (19 MiB, two
/// passes) for it: having given back a block of up to 32 MiB, glibc keeps twice as much of every thread from then on
/// (mallopt(3), `M_MMAP_THRESHOLD`), which was 100 MB here.
const COST: (u32, u32) = (47_104, 1);

/// What is compared with when there is nobody of that name or code, so that the answer takes as long.
static NOBODY: LazyLock<Option<String>> = LazyLock::new(|| hash(COST, "nobody").ok());

/// As many places as there are cores: who comes later waits instead of taking memory.
#[derive(Clone)]
pub(crate) struct Slots(Arc<Semaphore>);

impl Default for Slots {
    fn default() -> Self {
        Self(Arc::new(Semaphore::new(std::thread::available_parallelism().map_or(1, NonZero::get))))
    }
}

/// Why a hash could not be made or read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum HashFault {
    /// The parameters, the randomness or the memory.
    #[error("secret not hashed")]
    NotHashed,
    /// A stored hash that is none.
    #[error("hash not understood")]
    NotUnderstood,
}

impl From<HashFault> for Error {
    fn from(fault: HashFault) -> Self {
        Self::Internal(Box::new(fault))
    }
}

fn hasher((memory, passes): (u32, u32)) -> std::result::Result<Argon2<'static>, HashFault> {
    let params = Params::new(memory, passes, 1, None).map_err(|_| HashFault::NotHashed)?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

fn hash(cost: (u32, u32), secret: &str) -> std::result::Result<String, HashFault> {
    let hash = hasher(cost)?.hash_password(secret.as_bytes()).map_err(|_| HashFault::NotHashed)?;
    Ok(hash.to_string())
}

/// Compares with the cost that is written in the hash itself.
fn verify(secret: &str, hash: &str) -> std::result::Result<bool, HashFault> {
    let hash = PasswordHash::new(hash).map_err(|_| HashFault::NotUnderstood)?;
    Ok(Argon2::default().verify_password(secret.as_bytes(), &hash).is_ok())
}

/// Runs `work` beside the threads that answer requests, when a place is free.
async fn aside<T, W>(sys: &System, work: W) -> Result<T>
where
    T: Send + 'static,
    W: FnOnce() -> std::result::Result<T, HashFault> + Send + 'static,
{
    let slots = Arc::clone(&sys.hashing.0);
    let _place = slots.acquire_owned().await.map_err(|_| HashFault::NotHashed)?;
    Ok(tokio::task::spawn_blocking(work).await.map_err(|_| HashFault::NotHashed)??)
}

/// The hash of a staff password, as a PHC string with its own random salt.
///
/// # Errors
/// [`Error::Internal`] if the machine has no memory or randomness for it.
pub async fn hash_secret(sys: &System, secret: &str) -> Result<String> {
    let secret = secret.to_owned();
    aside(sys, move || hash(COST, &secret)).await
}

/// The hash of a person's PIN, as a PHC string with its own random salt.
///
/// # Errors
/// As [`hash_secret`].
pub async fn hash_pin(sys: &System, pin: &Pin) -> Result<String> {
    hash_secret(sys, pin.as_str()).await
}

/// Whether `secret` is what `hash` was made of, be it a password or a PIN.
///
/// # Errors
/// [`Error::Internal`] if the stored hash cannot be read.
pub async fn verify_secret(sys: &System, secret: &str, hash: &str) -> Result<bool> {
    let (secret, hash) = (secret.to_owned(), hash.to_owned());
    aside(sys, move || verify(&secret, &hash)).await
}

/// Does the work of [`verify_secret`] for somebody who is not there, and says no.
///
/// # Errors
/// As [`hash_secret`].
pub async fn verify_nobody(sys: &System, secret: &str) -> Result<bool> {
    let secret = secret.to_owned();
    aside(sys, move || {
        let hash = NOBODY.as_ref().ok_or(HashFault::NotHashed)?;
        verify(&secret, hash).map(|_| false)
    })
    .await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_tells_its_cost_and_knows_its_secret() {
        let one = hash(COST, "482915").unwrap();
        assert!(one.starts_with("$argon2id$v=19$m=47104,t=1,p=1$"), "{one}");
        assert_ne!(one, hash(COST, "482915").unwrap());
        // The cost of another day is read from the hash itself.
        for hash in [one, hash((19_456, 2), "482915").unwrap()] {
            assert_eq!(verify("482915", &hash), Ok(true));
            assert_eq!(verify("482916", &hash), Ok(false));
        }
        assert_eq!(verify("482915", "nothing"), Err(HashFault::NotUnderstood));
    }
}
