//! Secrets people choose: PIN and password. Neither is ever shown, logged or serialised.

use super::{TextProblem, fold};

/// A PIN of exactly six digits that is not among the first anybody would try.
#[derive(Clone, PartialEq, Eq)]
pub struct Pin(String);

impl Pin {
    /// Reads a PIN; spaces at the ends go.
    ///
    /// Refused as trivial: one digit repeated, a run up or down (`123456`, `654321`, `890123`), two or
    /// three digits repeated (`121212`, `123123`), pairs (`112233`).
    ///
    /// # Errors
    /// `Empty`, `PinForm` or `PinTrivial`.
    pub fn parse(text: &str) -> Result<Self, TextProblem> {
        let text = text.trim();
        if text.is_empty() {
            return Err(TextProblem::Empty);
        }
        let digits: Vec<u8> = text.bytes().map(|b| b.wrapping_sub(b'0')).collect();
        if digits.len() != 6 || digits.iter().any(|digit| *digit > 9) {
            return Err(TextProblem::PinForm);
        }
        let step_by = |step: u8| digits.windows(2).all(|pair| (pair[0] + step) % 10 == pair[1]);
        let repeats = |length: usize| digits.iter().zip(&digits[length..]).all(|(a, b)| a == b);
        let pairs = digits.chunks(2).all(|pair| pair[0] == pair[1]);
        if step_by(0) || step_by(1) || step_by(9) || repeats(2) || repeats(3) || pairs {
            return Err(TextProblem::PinTrivial);
        }
        Ok(Self(text.to_owned()))
    }

    /// The six digits, for hashing.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for Pin {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Pin(…)")
    }
}

/// A password that keeps the rules: 8–128 characters (staff: at least 12), not a common one, not made of
/// the names of the system or the country. No rule on kinds of characters, no expiry (OWASP ASVS 5, 6.2).
#[derive(Clone, PartialEq, Eq)]
pub struct Password(String);

impl Password {
    /// Most characters.
    pub const MAX: usize = 128;

    /// Takes a password of somebody who looks for work: at least 8 characters, as typed.
    ///
    /// # Errors
    /// `Empty`, `PasswordShort`, `PasswordLong`, `PasswordCommon` or `PasswordContext`.
    pub fn parse(text: &str) -> Result<Self, TextProblem> {
        Self::checked(text, 8, TextProblem::PasswordShort)
    }

    /// Takes a password of somebody who works with other people's data: at least 12 characters.
    ///
    /// # Errors
    /// As [`Password::parse`], with `PasswordShortStaff`.
    pub fn parse_staff(text: &str) -> Result<Self, TextProblem> {
        Self::checked(text, 12, TextProblem::PasswordShortStaff)
    }

    fn checked(text: &str, least: usize, short: TextProblem) -> Result<Self, TextProblem> {
        let length = text.chars().count();
        if length == 0 {
            return Err(TextProblem::Empty);
        }
        if length < least {
            return Err(short);
        }
        if length > Self::MAX {
            return Err(TextProblem::PasswordLong);
        }
        let plain: String = fold(text).split(' ').collect();
        if is_common(&plain) {
            return Err(TextProblem::PasswordCommon);
        }
        let mut rest = plain.clone();
        for word in CONTEXT {
            rest = rest.replace(word, "");
        }
        if rest != plain && rest.chars().count() < 8 {
            return Err(TextProblem::PasswordContext);
        }
        Ok(Self(text.to_owned()))
    }

    /// The password as typed, for hashing.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for Password {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Password(…)")
    }
}

/// Whether a folded password is a common one, also with digits around it, twice over, or of one or two characters.
fn is_common(plain: &str) -> bool {
    let bare = plain.trim_matches(|c: char| c.is_ascii_digit());
    let half = plain.get(..plain.len() / 2).unwrap_or_default();
    let mut kinds: Vec<char> = plain.chars().collect();
    kinds.sort_unstable();
    kinds.dedup();
    let run = "01234567890123456789";
    let back = "98765432109876543210";
    kinds.len() <= 2
        || run.contains(plain)
        || back.contains(plain)
        || COMMON.contains(&plain)
        || (bare.len() >= 3 && COMMON.contains(&bare))
        || (half.repeat(2) == plain && (COMMON.contains(&half) || run.contains(half)))
}

/// Words that tell where the password is used; what is left without them must be 8 characters.
const CONTEXT: [&str; 14] = [
    "sinarem",
    "oportuguate",
    "oportu",
    "guatemala",
    "guate",
    "chapin",
    "retorno",
    "migrante",
    "reintegracion",
    "mintrab",
    "intecap",
    "conamigua",
    "migracion",
    "empleo",
];

/// The commonest passwords of Spanish- and English-speaking lists, folded; digits around them count too.
const COMMON: [&str; 108] = [
    "password",
    "passw0rd",
    "p4ssword",
    "contrasena",
    "contrasenia",
    "clave",
    "miclave",
    "secreto",
    "secreta",
    "qwerty",
    "qwertyuiop",
    "qwerty123456",
    "asdfgh",
    "asdfghjkl",
    "zxcvbn",
    "zxcvbnm",
    "1q2w3e4r",
    "1qaz2wsx",
    "q1w2e3r4",
    "1q2w3e4r5t",
    "abc",
    "abcd",
    "abcdef",
    "abcdefgh",
    "a1b2c3d4",
    "abcd1234",
    "iloveyou",
    "teamo",
    "tequiero",
    "teamomucho",
    "amorcito",
    "miamor",
    "corazon",
    "princesa",
    "princess",
    "estrella",
    "mariposa",
    "chocolate",
    "bonita",
    "hermosa",
    "preciosa",
    "familia",
    "mifamilia",
    "mihijo",
    "mishijos",
    "mama",
    "papa",
    "mamayo",
    "amigos",
    "jesus",
    "jesucristo",
    "dios",
    "diosesamor",
    "cristo",
    "bendicion",
    "jehova",
    "angel",
    "alejandro",
    "alejandra",
    "gabriel",
    "daniel",
    "daniela",
    "carlos",
    "maria",
    "juan",
    "jose",
    "luis",
    "miguel",
    "fernando",
    "andrea",
    "jessica",
    "michelle",
    "sofia",
    "futbol",
    "football",
    "barcelona",
    "realmadrid",
    "comunicaciones",
    "municipal",
    "cremas",
    "rojos",
    "messi",
    "ronaldo",
    "admin",
    "administrador",
    "administrator",
    "root",
    "usuario",
    "user",
    "welcome",
    "bienvenido",
    "hola",
    "holahola",
    "letmein",
    "login",
    "master",
    "monkey",
    "dragon",
    "sunshine",
    "superman",
    "batman",
    "pokemon",
    "naruto",
    "test",
    "prueba",
    "cambiame",
    "changeme",
    "temporal",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pin_is_six_digits_nobody_tries_first() {
        assert_eq!(Pin::parse(" 493817 ").unwrap().as_str(), "493817");
        for trivial in ["000000", "111111", "123456", "654321", "890123", "121212", "123123", "112233"] {
            assert_eq!(Pin::parse(trivial), Err(TextProblem::PinTrivial), "{trivial}");
        }
        for form in ["49381", "4938177", "49381a", "４９３８１７", "49 3817"] {
            assert_eq!(Pin::parse(form), Err(TextProblem::PinForm), "{form}");
        }
        assert_eq!(Pin::parse(""), Err(TextProblem::Empty));
    }

    #[test]
    fn secrets_do_not_show_themselves() {
        assert_eq!(format!("{:?}", Pin::parse("493817").unwrap()), "Pin(…)");
        assert_eq!(format!("{:?}", Password::parse("tres gatos verdes").unwrap()), "Password(…)");
    }

    #[test]
    fn a_password_is_long_enough_and_not_a_known_one() {
        assert!(Password::parse("tres gatos verdes").is_ok());
        assert!(Password::parse("mnb8zq!r").is_ok());
        assert_eq!(Password::parse("mnb8zq!"), Err(TextProblem::PasswordShort));
        assert_eq!(Password::parse_staff("mnb8zq!r"), Err(TextProblem::PasswordShortStaff));
        assert!(Password::parse_staff("mnb8zq!r-4kt").is_ok());
        assert!(Password::parse(&"aé3".repeat(42)).is_ok());
        assert_eq!(Password::parse(&"aé3".repeat(43)), Err(TextProblem::PasswordLong));
        for common in [
            "Contraseña1",
            "password",
            "P4ssword2024",
            "12345678",
            "98765432",
            "aaaaaaaa",
            "QWERTY123456",
            "Te Amo 2025",
            "holahola",
            "1212121212",
        ] {
            assert_eq!(Password::parse(common), Err(TextProblem::PasswordCommon), "{common}");
        }
        for context in ["Guatemala2026", "SINAREM-1234", "OportuGuate!!", "guate guate 502"] {
            assert_eq!(Password::parse(context), Err(TextProblem::PasswordContext), "{context}");
        }
        assert!(Password::parse("Guatemala tiene volcanes").is_ok());
    }
}
