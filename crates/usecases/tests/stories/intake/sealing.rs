//! Seals as a tablet does.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use domain::{id::Id, intake::Intake};
use hpke::{
    Deserializable, Kem, OpModeS, Serializable,
    aead::AesGcm256,
    kdf::HkdfSha256,
    kem::DhP256HkdfSha256,
    rand_core::{CryptoRng, Error, RngCore},
    single_shot_seal,
};
use usecases::intake::{Form, IntakeKey, Sealed};

use crate::support::World;

struct Chance;

impl CryptoRng for Chance {}
impl RngCore for Chance {
    fn next_u32(&mut self) -> u32 {
        u32::from_le_bytes(store::seal::random().unwrap())
    }
    fn next_u64(&mut self) -> u64 {
        u64::from_le_bytes(store::seal::random().unwrap())
    }
    fn fill_bytes(&mut self, bytes: &mut [u8]) {
        for byte in bytes {
            let [one] = store::seal::random().unwrap();
            *byte = one;
        }
    }
    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), Error> {
        self.fill_bytes(bytes);
        Ok(())
    }
}

/// Seals a text under `key` to this key.
pub fn seal_to(to: &IntakeKey, key: Id<Intake>, plain: &[u8]) -> Sealed {
    let public = URL_SAFE_NO_PAD.decode(&to.public).unwrap();
    let public = <DhP256HkdfSha256 as Kem>::PublicKey::from_bytes(&public).unwrap();
    let (encapsulated, sealed) = single_shot_seal::<AesGcm256, HkdfSha256, DhP256HkdfSha256, _>(
        &OpModeS::Base,
        &public,
        store::seal::INTAKE_INFO,
        plain,
        key.to_string().as_bytes(),
        &mut Chance,
    )
    .unwrap();
    let blob = [&encapsulated.to_bytes()[..], &sealed].concat();
    Sealed { key: key.to_string(), to: to.id.clone(), sealed: URL_SAFE_NO_PAD.encode(blob) }
}

/// Seals a form under `key` to the world's key.
pub fn seal(world: &World, key: Id<Intake>, form: &Form) -> Sealed {
    seal_to(&world.sys.store.keys().intake_key(), key, &serde_json::to_vec(form).unwrap())
}

/// A new record of this form.
pub fn record(world: &World, form: &Form) -> Sealed {
    seal(world, Id::new(world.now()), form)
}
