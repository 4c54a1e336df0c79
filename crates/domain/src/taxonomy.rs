//! Occupations (CIUO-08), skills and languages: the built-in lists, and their codes.
//!
//! Sources: see `seeds/README.md`. ESCO, when imported, lives in the database beside these.

use std::{collections::HashMap, fmt, str::FromStr, sync::LazyLock};

use serde::{Deserialize, Serialize};

use crate::{agency::Bilingual, word::words};

/// A unit group of CIUO-08 (ISCO-08): four digits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct OccupationCode(u16);

/// Not a code of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("unknown code")]
pub struct UnknownCode;

impl OccupationCode {
    /// The number the four digits make.
    #[must_use]
    pub const fn number(self) -> u16 {
        self.0
    }
    /// How many leading digits two codes share: 4 the same unit group, 0 nothing in common.
    #[must_use]
    pub const fn shared_digits(self, other: Self) -> u8 {
        match (self.0, other.0) {
            (a, b) if a == b => 4,
            (a, b) if a / 10 == b / 10 => 3,
            (a, b) if a / 100 == b / 100 => 2,
            (a, b) if a / 1000 == b / 1000 => 1,
            _ => 0,
        }
    }
}

impl FromStr for OccupationCode {
    type Err = UnknownCode;
    fn from_str(text: &str) -> Result<Self, UnknownCode> {
        let digits = text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
        let code =
            if digits { text.parse().map(Self).map_err(|_| UnknownCode)? } else { return Err(UnknownCode) };
        occupation(code).map(|_| code).ok_or(UnknownCode)
    }
}
impl TryFrom<String> for OccupationCode {
    type Error = UnknownCode;
    fn try_from(text: String) -> Result<Self, UnknownCode> {
        text.parse()
    }
}
impl From<OccupationCode> for String {
    fn from(code: OccupationCode) -> Self {
        code.to_string()
    }
}
impl fmt::Display for OccupationCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.0)
    }
}
impl fmt::Debug for OccupationCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// A skill's code: our own kebab word (`asphalt-shingles`), or the last part of an ESCO address (a UUID).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct SkillCode(String);

impl SkillCode {
    /// The code as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}
impl FromStr for SkillCode {
    type Err = UnknownCode;
    fn from_str(text: &str) -> Result<Self, UnknownCode> {
        let fine = (2..=64).contains(&text.len())
            && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
        if fine { Ok(Self(text.to_owned())) } else { Err(UnknownCode) }
    }
}
impl TryFrom<String> for SkillCode {
    type Error = UnknownCode;
    fn try_from(text: String) -> Result<Self, UnknownCode> {
        text.parse()
    }
}
impl From<SkillCode> for String {
    fn from(code: SkillCode) -> Self {
        code.0
    }
}
impl fmt::Display for SkillCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

words! {
    /// The languages of Guatemala (Ley de Idiomas Nacionales, Decreto 19-2003; 22 Mayan, Xinka, Garífuna), Spanish,
    /// English, and one for any other. Words are ISO 639 codes.
    pub enum LanguageCode {
        /// Español.
        Spanish = "es",
        /// English.
        English = "en",
        /// Kʼicheʼ.
        Kiche = "quc",
        /// Mam.
        Mam = "mam",
        /// Qʼeqchiʼ.
        Qeqchi = "kek",
        /// Qʼanjobʼal.
        Qanjobal = "kjb",
        /// Kaqchikel.
        Kaqchikel = "cak",
        /// Ixil.
        Ixil = "ixl",
        /// Chuj.
        Chuj = "cac",
        /// Achi.
        Achi = "acr",
        /// Akateko.
        Akateko = "knj",
        /// Poptiʼ (Jakalteko).
        Popti = "jac",
        /// Poqomchiʼ.
        Poqomchi = "poh",
        /// Tzʼutujil.
        Tzutujil = "tzj",
        /// Awakateko.
        Awakateko = "agu",
        /// Chʼortiʼ.
        Chorti = "caa",
        /// Chalchiteko.
        Chalchiteko = "qel",
        /// Itzaʼ.
        Itza = "itz",
        /// Mopan.
        Mopan = "mop",
        /// Poqomam.
        Poqomam = "poc",
        /// Sakapulteko.
        Sakapulteko = "quv",
        /// Sipakapense.
        Sipakapense = "qum",
        /// Tektiteko.
        Tektiteko = "ttc",
        /// Uspanteko.
        Uspanteko = "usp",
        /// Xinka.
        Xinka = "xin",
        /// Garífuna.
        Garifuna = "cab",
        /// Any other.
        Other = "mis",
    }
}

words! {
    /// What can be suggested while one types.
    pub enum Suggestible {
        /// A unit group of occupations.
        Occupation = "occupation",
        /// A skill.
        Skill = "skill",
        /// A municipality.
        Place = "place",
        /// A verified institution.
        Agency = "agency",
    }
}

/// A unit group of CIUO-08.
#[derive(Clone, Debug)]
pub struct Occupation {
    /// Its code.
    pub code: OccupationCode,
    /// Its title.
    pub title: Bilingual,
    /// Other words people use for it, as they say them.
    pub aliases: Vec<String>,
    /// Things and places that tell of it and are no name of it: `carretilla`, `zacate`, `Banrural`.
    pub things: Vec<String>,
    /// Words for what is done in other groups too, by whom it is done for: `ordeñar vacas` on one's own or by the day.
    pub shared: Vec<String>,
    /// Skills the work needs.
    pub essential: Vec<SkillCode>,
    /// Skills that help in it.
    pub optional: Vec<SkillCode>,
}

/// A skill of the built-in list.
#[derive(Clone, Debug)]
pub struct Skill {
    /// Its code.
    pub code: SkillCode,
    /// What it is called.
    pub title: Bilingual,
    /// Other words for it.
    pub aliases: Vec<String>,
    /// The wider skill it is part of.
    pub broader: Option<SkillCode>,
}

/// The built-in taxonomy.
#[derive(Debug)]
pub struct Taxonomy {
    occupations: Vec<Occupation>,
    by_code: HashMap<u16, usize>,
    skills: Vec<Skill>,
    by_skill: HashMap<String, usize>,
}

static BUILT_IN: LazyLock<Taxonomy> = LazyLock::new(Taxonomy::read_built_in);

/// The built-in taxonomy: 436 unit groups and our own skills.
#[must_use]
pub fn built_in() -> &'static Taxonomy {
    &BUILT_IN
}

/// The unit group of this code.
#[must_use]
pub fn occupation(code: OccupationCode) -> Option<&'static Occupation> {
    BUILT_IN.by_code.get(&code.0).map(|at| &BUILT_IN.occupations[*at])
}

/// The built-in skill of this code.
#[must_use]
pub fn skill(code: &SkillCode) -> Option<&'static Skill> {
    BUILT_IN.by_skill.get(&code.0).map(|at| &BUILT_IN.skills[*at])
}

impl Taxonomy {
    /// Every unit group, in the order of codes.
    #[must_use]
    pub fn occupations(&self) -> &[Occupation] {
        &self.occupations
    }
    /// Every built-in skill.
    #[must_use]
    pub fn skills(&self) -> &[Skill] {
        &self.skills
    }

    /// Reads the files that are compiled in. A test reads them all, so a broken line cannot be released.
    fn read_built_in() -> Self {
        let mut occupations: Vec<Occupation> = lines(include_str!("../../../seeds/occupations.csv"))
            .filter_map(|cells| {
                Some(Occupation {
                    code: OccupationCode(cells.first()?.parse().ok()?),
                    title: Bilingual::new(cells.get(1)?, cells.get(2)?),
                    aliases: Vec::new(),
                    things: Vec::new(),
                    shared: Vec::new(),
                    essential: Vec::new(),
                    optional: Vec::new(),
                })
            })
            .collect();
        occupations.sort_by_key(|occupation| occupation.code);
        let by_code: HashMap<u16, usize> =
            occupations.iter().enumerate().map(|(at, occupation)| (occupation.code.0, at)).collect();
        for cells in lines(include_str!("../../../seeds/occupation_aliases.csv")) {
            if let [code, words, register, ..] = cells.as_slice()
                && let Some(at) = code.parse::<u16>().ok().and_then(|code| by_code.get(&code))
            {
                let occupation = &mut occupations[*at];
                let list = match register.as_str() {
                    "thing" => &mut occupation.things,
                    "shared" => &mut occupation.shared,
                    _ => &mut occupation.aliases,
                };
                list.push(words.clone());
            }
        }
        for cells in lines(include_str!("../../../seeds/occupation_skills.csv")) {
            if let [code, skill, relation, ..] = cells.as_slice()
                && let Some(at) = code.parse::<u16>().ok().and_then(|code| by_code.get(&code))
                && let Ok(skill) = skill.parse()
            {
                let list = if relation == "essential" {
                    &mut occupations[*at].essential
                } else {
                    &mut occupations[*at].optional
                };
                list.push(skill);
            }
        }
        let skills: Vec<Skill> = lines(include_str!("../../../seeds/skills.csv"))
            .filter_map(|cells| {
                Some(Skill {
                    code: cells.first()?.parse().ok()?,
                    title: Bilingual::new(cells.get(1)?, cells.get(2)?),
                    aliases: cells
                        .get(3)?
                        .split('|')
                        .filter(|alias| !alias.is_empty())
                        .map(str::to_owned)
                        .collect(),
                    broader: cells.get(4).and_then(|code| code.parse().ok()),
                })
            })
            .collect();
        let by_skill = skills.iter().enumerate().map(|(at, skill)| (skill.code.0.clone(), at)).collect();
        Self { occupations, by_code, skills, by_skill }
    }
}

/// The rows of a built-in comma-separated file, without its header. Quotes as in RFC 4180, no line breaks in cells.
pub(crate) fn lines(text: &'static str) -> impl Iterator<Item = Vec<String>> {
    text.lines().skip(1).filter(|line| !line.is_empty()).map(cells)
}

fn cells(line: &str) -> Vec<String> {
    let mut cells = vec![String::new()];
    let mut quoted = false;
    let mut rest = line.chars().peekable();
    while let Some(letter) = rest.next() {
        match letter {
            '"' if quoted && rest.peek() == Some(&'"') => {
                rest.next();
                if let Some(cell) = cells.last_mut() {
                    cell.push('"');
                }
            }
            '"' => quoted = !quoted,
            ',' if !quoted => cells.push(String::new()),
            other => {
                if let Some(cell) = cells.last_mut() {
                    cell.push(other);
                }
            }
        }
    }
    cells
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_lists_are_whole() {
        let taxonomy = built_in();
        assert_eq!(taxonomy.occupations().len(), 436);
        assert!(taxonomy.skills().len() >= 400, "{}", taxonomy.skills().len());
        let spoken =
            taxonomy.occupations().iter().filter(|occupation| !occupation.aliases.is_empty()).count();
        assert!(spoken >= 150, "{spoken}");
        for occupation in taxonomy.occupations() {
            for code in occupation.essential.iter().chain(&occupation.optional) {
                assert!(skill(code).is_some(), "{code}");
            }
        }
    }

    #[test]
    fn cells_may_be_quoted() {
        assert_eq!(cells("a,\"b, \"\"c\"\"\",d"), ["a", "b, \"c\"", "d"]);
    }
}
