//! The key pair of intake: tablets seal to the public half, and only we open (RFC 9180).
//!
//! DHKEM(P-256, HKDF-SHA256), HKDF-SHA256, AES-256-GCM, base mode. A blob is `encapsulated key (65) | ciphertext and tag`;
//! the record's key, as text, is its additional data, so that no blob can be passed off as another record. Each pair is
//! derived from a secret of 32 bytes and known by the first eight hexadecimal digits of the SHA-256 of its public half.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use hkdf::Hkdf;
use hpke::{
    Deserializable, Kem, OpModeR, Serializable, aead::AesGcm256, kdf::HkdfSha256, kem::DhP256HkdfSha256,
    single_shot_open,
};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::Keyring;
use crate::{Result, StoreError};

/// What a blob is for; the tablet says the same.
pub const INTAKE_INFO: &[u8] = b"sinarem intake/1";
/// Bytes of an encapsulated key: an uncompressed point of P-256.
const ENCAPSULATED: usize = 65;

/// A pair of keys.
pub(super) struct Pair {
    id: String,
    public: Vec<u8>,
    private: <DhP256HkdfSha256 as Kem>::PrivateKey,
}

impl Pair {
    /// The pair that this secret gives, always the same.
    pub(super) fn of(secret: &[u8; 32]) -> Self {
        let mut seed = [0; 32];
        // 32 bytes are always within what HKDF can give.
        if Hkdf::<Sha256>::new(Some(b"sinarem"), secret).expand(b"intake/1", &mut seed).is_err() {
            seed = *secret;
        }
        let (private, public) = DhP256HkdfSha256::derive_keypair(&seed);
        let public = public.to_bytes().to_vec();
        let id = Sha256::digest(&public).iter().take(4).map(|byte| format!("{byte:02x}")).collect();
        Self { id, public, private }
    }
}

/// What a tablet needs to seal a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IntakeKey {
    /// By which the right private half is found again.
    pub id: String,
    /// An uncompressed point of P-256, in base64url.
    pub public: String,
}

impl Keyring {
    /// The same keys, with these secrets for intake: the last one is sealed to from now on, all of them still open.
    #[must_use]
    pub fn with_intake(mut self, secrets: &[[u8; 32]]) -> Self {
        self.intake.extend(secrets.iter().map(Pair::of));
        self
    }

    /// The public half to which tablets seal now.
    #[must_use]
    pub fn intake_key(&self) -> IntakeKey {
        self.intake.last().map_or_else(
            || IntakeKey { id: String::new(), public: String::new() },
            |pair| IntakeKey { id: pair.id.clone(), public: URL_SAFE_NO_PAD.encode(&pair.public) },
        )
    }

    /// Opens a record that was sealed to the key `id` under the key `record`.
    ///
    /// # Errors
    /// [`StoreError::Unreadable`] if there is no such key, or the blob is damaged or of another record.
    pub fn open_intake(&self, id: &str, record: Uuid, blob: &[u8]) -> Result<Vec<u8>> {
        let pair =
            self.intake.iter().find(|pair| pair.id == id).ok_or(StoreError::Unreadable("intake key"))?;
        let (encapsulated, sealed) =
            blob.split_at_checked(ENCAPSULATED).ok_or(StoreError::Unreadable("intake"))?;
        let encapsulated = <DhP256HkdfSha256 as Kem>::EncappedKey::from_bytes(encapsulated)
            .map_err(|_| StoreError::Unreadable("intake"))?;
        let aad = record.to_string();
        single_shot_open::<AesGcm256, HkdfSha256, DhP256HkdfSha256>(
            &OpModeR::Base,
            &pair.private,
            &encapsulated,
            INTAKE_INFO,
            sealed,
            aad.as_bytes(),
        )
        .map_err(|_| StoreError::Unreadable("intake"))
    }
}

#[cfg(test)]
mod tests {
    use hpke::{
        OpModeS,
        rand_core::{CryptoRng, Error, RngCore},
        single_shot_seal,
    };

    use super::*;

    struct Chance;

    impl CryptoRng for Chance {}
    impl RngCore for Chance {
        fn next_u32(&mut self) -> u32 {
            u32::from_le_bytes(crate::seal::random().unwrap())
        }
        fn next_u64(&mut self) -> u64 {
            u64::from_le_bytes(crate::seal::random().unwrap())
        }
        fn fill_bytes(&mut self, bytes: &mut [u8]) {
            getrandom::fill(bytes).unwrap();
        }
        fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> std::result::Result<(), Error> {
            self.fill_bytes(bytes);
            Ok(())
        }
    }

    const RECORD: Uuid = Uuid::from_u128(0x019a_b000_0000_7000_8000_0000_0000_0001);

    fn sealed(to: &IntakeKey, record: Uuid, info: &[u8], plain: &[u8]) -> Vec<u8> {
        let public = URL_SAFE_NO_PAD.decode(&to.public).unwrap();
        let public = <DhP256HkdfSha256 as Kem>::PublicKey::from_bytes(&public).unwrap();
        let (encapsulated, sealed) = single_shot_seal::<AesGcm256, HkdfSha256, DhP256HkdfSha256, _>(
            &OpModeS::Base,
            &public,
            info,
            plain,
            record.to_string().as_bytes(),
            &mut Chance,
        )
        .unwrap();
        [&encapsulated.to_bytes()[..], &sealed].concat()
    }

    #[test]
    fn what_is_sealed_to_us_opens_in_its_place_only() {
        let keys = Keyring::new(&[1; 32]);
        let key = keys.intake_key();
        let blob = sealed(&key, RECORD, INTAKE_INFO, "José".as_bytes());
        assert_eq!(blob.len(), 65 + 16 + 5, "81 bytes more than what is told");
        assert_eq!(keys.open_intake(&key.id, RECORD, &blob).unwrap(), "José".as_bytes());
        assert!(keys.open_intake(&key.id, Uuid::from_u128(2), &blob).is_err(), "another record");
        assert!(keys.open_intake("00000000", RECORD, &blob).is_err(), "no such key");
        let other = sealed(&key, RECORD, b"something else", "José".as_bytes());
        assert!(keys.open_intake(&key.id, RECORD, &other).is_err(), "for another use");
        for at in 0..blob.len() {
            let mut bent = blob.clone();
            bent[at] ^= 1;
            assert!(keys.open_intake(&key.id, RECORD, &bent).is_err(), "byte {at}");
        }
        for length in [0, 1, 64, 65, 66, blob.len() - 1] {
            assert!(keys.open_intake(&key.id, RECORD, &blob[..length]).is_err(), "{length} bytes");
        }
    }

    #[test]
    fn an_older_key_still_opens_and_a_strange_one_never() {
        let before = Keyring::new(&[1; 32]);
        let old = before.intake_key();
        let blob = sealed(&old, RECORD, INTAKE_INFO, b"x");
        let after = Keyring::new(&[1; 32]).with_intake(&[[2; 32]]);
        let new = after.intake_key();
        assert_ne!(old, new, "tablets seal to the newest");
        assert_eq!(after.open_intake(&old.id, RECORD, &blob).unwrap(), b"x");
        assert!(after.open_intake(&new.id, RECORD, &blob).is_err(), "told to be of the other key");
        assert!(before.open_intake(&new.id, RECORD, &sealed(&new, RECORD, INTAKE_INFO, b"x")).is_err());
        assert_eq!(Keyring::new(&[1; 32]).intake_key(), old, "the same after a start");
        assert_ne!(Keyring::new(&[3; 32]).intake_key(), old);
    }
}
