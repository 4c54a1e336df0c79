//! Sealing: one key per subject, wrapped by a key outside the database; keyed indexes to look things up by.
//!
//! `XChaCha20-Poly1305`; a blob is `version (1) | nonce (24) | ciphertext and tag`. The additional data binds the blob to
//! its column and row, so a blob moved elsewhere cannot be opened. See `docs/decisions/0003`.

mod cloak;
mod intake;

use std::fmt;

use chacha20poly1305::{
    Key, XChaCha20Poly1305, XNonce,
    aead::{Aead, KeyInit, Payload},
};
use hkdf::Hkdf;
use hmac::{Hmac, Mac};
use sha2::Sha256;
use uuid::Uuid;

pub use intake::{INTAKE_INFO, IntakeKey};

use crate::{Result, StoreError, Tx, tx::OnConflict};

const VERSION: u8 = 1;

/// The keys that never enter the database, derived from one secret of 32 bytes; those of intake may have more.
pub struct Keyring {
    wrapping: XChaCha20Poly1305,
    index: [u8; 32],
    intake: Vec<intake::Pair>,
}

impl fmt::Debug for Keyring {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Keyring(hidden)")
    }
}

/// A subject's own key, opened.
#[derive(Clone)]
pub(crate) struct SubjectKey(XChaCha20Poly1305);

impl Keyring {
    /// The keys derived from `secret` (HKDF-SHA-256).
    #[must_use]
    pub fn new(secret: &[u8; 32]) -> Self {
        let derive = Hkdf::<Sha256>::new(Some(b"sinarem"), secret);
        let part = |label: &[u8]| {
            let mut key = [0; 32];
            // 32 bytes are always within what HKDF can give.
            if derive.expand(label, &mut key).is_err() {
                key = *secret;
            }
            key
        };
        Self {
            wrapping: XChaCha20Poly1305::new(&Key::from(part(b"wrap/1"))),
            index: part(b"index/1"),
            intake: vec![intake::Pair::of(secret)],
        }
    }

    /// The keyed hash by which a value of `column` can be looked up (HMAC-SHA-256, cut to 16 bytes).
    #[must_use]
    pub fn index(&self, column: &str, value: &str) -> Vec<u8> {
        let mut mac = <Hmac<Sha256> as KeyInit>::new_from_slice(&self.index)
            .unwrap_or_else(|_| <Hmac<Sha256> as KeyInit>::new(&Default::default()));
        mac.update(column.as_bytes());
        mac.update(&[0]);
        mac.update(value.as_bytes());
        mac.finalize().into_bytes()[..16].to_vec()
    }

    /// The cipher made from a secret of the asker's own, so that the database alone, and we alone, cannot open it.
    fn cipher_of(&self, secret: &str) -> XChaCha20Poly1305 {
        let mut mac = <Hmac<Sha256> as KeyInit>::new_from_slice(&self.index)
            .unwrap_or_else(|_| <Hmac<Sha256> as KeyInit>::new(&Default::default()));
        mac.update(b"own secret/1\0");
        mac.update(secret.as_bytes());
        let key: [u8; 32] = mac.finalize().into_bytes().into();
        XChaCha20Poly1305::new(&Key::from(key))
    }

    /// Seals `plain` for `column` with a secret of the asker's own.
    pub(crate) fn seal_by(&self, secret: &str, column: &str, plain: &[u8]) -> Result<Vec<u8>> {
        seal_with(&self.cipher_of(secret), column.as_bytes(), plain)
    }

    /// Seals a whole file of this name for this installation.
    ///
    /// # Errors
    /// [`StoreError::Unreadable`] if there is no randomness, which is not expected.
    pub fn seal_file(&self, name: &str, plain: &[u8]) -> Result<Vec<u8>> {
        seal_with(&self.wrapping, format!("file/{name}").as_bytes(), plain)
    }

    /// Opens what [`Keyring::seal_file`] sealed.
    ///
    /// # Errors
    /// [`StoreError::Unreadable`] if it is damaged, of another name or of another installation.
    pub fn open_file(&self, name: &str, blob: &[u8]) -> Result<Vec<u8>> {
        open_with(&self.wrapping, format!("file/{name}").as_bytes(), blob)
    }

    /// Opens what [`Keyring::seal_by`] sealed.
    pub(crate) fn open_by(&self, secret: &str, column: &str, blob: &[u8]) -> Result<Vec<u8>> {
        open_with(&self.cipher_of(secret), column.as_bytes(), blob)
    }
}

/// Fresh random bytes from the operating system.
///
/// # Errors
/// [`StoreError::Unreadable`] if the operating system has none, which is not expected.
pub fn random<const N: usize>() -> Result<[u8; N]> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(|_| StoreError::Unreadable("randomness"))?;
    Ok(bytes)
}

/// Whether two texts are the same, in a time that does not tell where they differ.
pub(crate) fn same(one: &[u8], other: &[u8]) -> bool {
    one.len() == other.len() && one.iter().zip(other).fold(0, |bits, (one, other)| bits | (one ^ other)) == 0
}

/// Whether `signature` (64 hexadecimal digits) is the HMAC-SHA-256 of `message` by `secret`. Compared in constant time.
#[must_use]
pub fn is_signed(secret: &[u8], message: &[u8], signature: &str) -> bool {
    let digits = signature.as_bytes().chunks(2).map(|pair| {
        let pair = std::str::from_utf8(pair).ok().filter(|pair| pair.len() == 2)?;
        u8::from_str_radix(pair, 16).ok()
    });
    let (Some(signature), Ok(mut mac)) =
        (digits.collect::<Option<Vec<u8>>>(), <Hmac<Sha256> as KeyInit>::new_from_slice(secret))
    else {
        return false;
    };
    mac.update(message);
    mac.verify_slice(&signature).is_ok()
}

/// The HMAC-SHA-256 of `message` by `secret`, as 64 hexadecimal digits.
#[must_use]
pub fn sign(secret: &[u8], message: &[u8]) -> String {
    let Ok(mut mac) = <Hmac<Sha256> as KeyInit>::new_from_slice(secret) else { return String::new() };
    mac.update(message);
    mac.finalize().into_bytes().iter().map(|byte| format!("{byte:02x}")).collect()
}

fn seal_with(cipher: &XChaCha20Poly1305, place: &[u8], plain: &[u8]) -> Result<Vec<u8>> {
    let nonce: [u8; 24] = random()?;
    let sealed = cipher
        .encrypt(&XNonce::from(nonce), Payload { msg: plain, aad: place })
        .map_err(|_| StoreError::Unreadable("seal"))?;
    let mut blob = Vec::with_capacity(25 + sealed.len());
    blob.push(VERSION);
    blob.extend_from_slice(&nonce);
    blob.extend_from_slice(&sealed);
    Ok(blob)
}

fn open_with(cipher: &XChaCha20Poly1305, place: &[u8], blob: &[u8]) -> Result<Vec<u8>> {
    let (nonce, sealed) = match blob {
        [VERSION, rest @ ..] => rest.split_first_chunk::<24>().ok_or(StoreError::Unreadable("sealed"))?,
        _ => return Err(StoreError::Unreadable("sealed")),
    };
    cipher
        .decrypt(&XNonce::from(*nonce), Payload { msg: sealed, aad: place })
        .map_err(|_| StoreError::Unreadable("sealed"))
}

/// What a blob is bound to: its column and its row.
fn place(column: &str, row: Uuid) -> Vec<u8> {
    [column.as_bytes(), &[0], row.as_bytes()].concat()
}

impl Tx {
    /// Makes the key of a new subject. Without it nothing of theirs can be sealed.
    pub(crate) async fn make_key(&mut self, subject: Uuid, at: i64) -> Result<()> {
        let key: [u8; 32] = random()?;
        let wrapped = seal_with(&self.keys().wrapping, &place("subject_key", subject), &key)?;
        exec!(
            self,
            sqlx::query("insert into subject_key (subject, wrapped, created_at) values ($1, $2, $3)")
                .bind(subject)
                .bind(wrapped)
                .bind(at)
        )
        .on_conflict("subject-key")?;
        self.opened.insert(subject, Some(SubjectKey(XChaCha20Poly1305::new(&Key::from(key)))));
        Ok(())
    }

    /// Destroys a subject's key: whatever was sealed with it can never be read again, in any copy without the key.
    pub(crate) async fn shred(&mut self, subject: Uuid) -> Result<()> {
        exec!(self, sqlx::query("delete from subject_key where subject = $1").bind(subject))?;
        self.opened.insert(subject, None);
        Ok(())
    }

    async fn subject_key(&mut self, subject: Uuid) -> Result<SubjectKey> {
        if let Some(known) = self.opened.get(&subject) {
            return known.clone().ok_or(StoreError::Unreadable("key destroyed"));
        }
        let wrapped: Option<Vec<u8>> = on!(self, c =>
            sqlx::query_scalar("select wrapped from subject_key where subject = $1").bind(subject).fetch_optional(c))?;
        let wrapped = wrapped.ok_or(StoreError::Unreadable("key destroyed"))?;
        self.learn_key(subject, &wrapped)
    }

    /// Takes a subject's key that a list has read together with its rows, so that it is not asked for row by row.
    pub(crate) fn learn_key(&mut self, subject: Uuid, wrapped: &[u8]) -> Result<SubjectKey> {
        let key = open_with(&self.keys().wrapping, &place("subject_key", subject), wrapped)?;
        let key: [u8; 32] = key.try_into().map_err(|_| StoreError::Unreadable("subject key"))?;
        let key = SubjectKey(XChaCha20Poly1305::new(&Key::from(key)));
        self.opened.insert(subject, Some(key.clone()));
        Ok(key)
    }

    /// Seals `plain` with the key of `subject`, bound to `column` ("table.column") and `row`.
    pub(crate) async fn seal(
        &mut self,
        subject: Uuid,
        column: &str,
        row: Uuid,
        plain: &[u8],
    ) -> Result<Vec<u8>> {
        let key = self.subject_key(subject).await?;
        seal_with(&key.0, &place(column, row), plain)
    }

    /// Opens what [`Tx::seal`] sealed.
    pub(crate) async fn open(
        &mut self,
        subject: Uuid,
        column: &str,
        row: Uuid,
        blob: &[u8],
    ) -> Result<Vec<u8>> {
        let key = self.subject_key(subject).await?;
        open_with(&key.0, &place(column, row), blob)
    }

    /// Opens a sealed text.
    pub(crate) async fn open_text(
        &mut self,
        subject: Uuid,
        column: &str,
        row: Uuid,
        blob: &[u8],
    ) -> Result<String> {
        String::from_utf8(self.open(subject, column, row, blob).await?)
            .map_err(|_| StoreError::Unreadable("text"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_blob_opens_only_in_its_place() {
        let cipher = XChaCha20Poly1305::new(&Key::from([7; 32]));
        let (here, there) =
            (place("person.alias", Uuid::from_u128(1)), place("person.alias", Uuid::from_u128(2)));
        let blob = seal_with(&cipher, &here, "Chepe".as_bytes()).unwrap();
        assert_eq!(open_with(&cipher, &here, &blob).unwrap(), b"Chepe");
        assert!(open_with(&cipher, &there, &blob).is_err());
        assert!(open_with(&cipher, &place("person.cui", Uuid::from_u128(1)), &blob).is_err());
        for at in 0..blob.len() {
            let mut bent = blob.clone();
            bent[at] ^= 1;
            assert!(open_with(&cipher, &here, &bent).is_err(), "byte {at}");
        }
        assert!(open_with(&cipher, &here, &blob[..10]).is_err());
    }

    #[test]
    fn an_index_depends_on_column_and_key() {
        let (one, two) = (Keyring::new(&[1; 32]), Keyring::new(&[2; 32]));
        assert_eq!(one.index("person.cui", "1"), one.index("person.cui", "1"));
        assert_ne!(one.index("person.cui", "1"), one.index("person.phone", "1"));
        assert_ne!(one.index("person.cui", "1"), two.index("person.cui", "1"));
    }
}
