//! Cloaked identifiers: one thing has another name in each place it is shown, and names of two places cannot be joined.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use chacha20poly1305::{
    XNonce,
    aead::{Aead, Payload},
};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use uuid::Uuid;

use super::Keyring;

/// Bytes of a nonce of `XChaCha20-Poly1305`.
const NONCE: usize = 24;

impl Keyring {
    /// The name of `hidden` in `context`: always the same one, meaningless in any other context, 75 letters that may
    /// stand in an address. The nonce is a keyed hash of context and identifier (synthetic, as in RFC 5297), so that
    /// no nonce is ever used for two texts.
    #[must_use]
    pub fn cloak(&self, context: &str, hidden: Uuid) -> String {
        let nonce = self.synthetic_nonce(context, hidden);
        let text = Payload { msg: hidden.as_bytes(), aad: context.as_bytes() };
        // Sixteen bytes can always be sealed; an empty name opens nothing.
        let Ok(sealed) = self.wrapping.encrypt(&XNonce::from(nonce), text) else { return String::new() };
        URL_SAFE_NO_PAD.encode([&nonce[..], &sealed].concat())
    }

    /// Whom this name of `context` means; `None` if it was not made here for this context.
    #[must_use]
    pub fn uncloak(&self, context: &str, name: &str) -> Option<Uuid> {
        let bytes = URL_SAFE_NO_PAD.decode(name).ok()?;
        let (nonce, sealed) = bytes.split_first_chunk::<NONCE>()?;
        let text = Payload { msg: sealed, aad: context.as_bytes() };
        let plain = self.wrapping.decrypt(&XNonce::from(*nonce), text).ok()?;
        Some(Uuid::from_bytes(plain.try_into().ok()?))
    }

    fn synthetic_nonce(&self, context: &str, hidden: Uuid) -> [u8; NONCE] {
        let mut nonce = [0; NONCE];
        let Ok(mut mac) = <Hmac<Sha256> as KeyInit>::new_from_slice(&self.index) else { return nonce };
        mac.update(b"cloak/1\0");
        mac.update(context.as_bytes());
        mac.update(&[0]);
        mac.update(hidden.as_bytes());
        nonce.copy_from_slice(&mac.finalize().into_bytes()[..NONCE]);
        nonce
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_means_somebody_in_one_place_only() {
        let keys = Keyring::new(&[1; 32]);
        let (one, other) = (Uuid::from_u128(1), Uuid::from_u128(2));
        let name = keys.cloak("candidate/a", one);
        assert_eq!(name.len(), 75);
        assert_eq!(name, keys.cloak("candidate/a", one), "the same each time");
        assert_ne!(name, keys.cloak("candidate/b", one), "another elsewhere");
        assert_ne!(name, keys.cloak("candidate/a", other));
        assert_eq!(keys.uncloak("candidate/a", &name), Some(one));
        assert_eq!(keys.uncloak("candidate/b", &name), None);
        assert_eq!(Keyring::new(&[2; 32]).uncloak("candidate/a", &name), None);
        for bent in ["", "x", "…", &name[1..], &name.replace(&name[30..31], "-")[..74]] {
            assert_eq!(keys.uncloak("candidate/a", bent), None, "{bent}");
        }
    }
}
