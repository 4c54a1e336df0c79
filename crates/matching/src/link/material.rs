//! A taxonomy as it was imported: what vectors are trained on, and what titles are compared with.

use domain::{message::Lang, taxonomy::OccupationCode};

/// What a concept of a taxonomy is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ConceptKind {
    /// An occupation.
    Occupation,
    /// A group of occupations.
    Group,
    /// A skill.
    Skill,
}

/// A concept with all of its words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TaxonomyConcept {
    /// Its address.
    pub address: String,
    /// What it is.
    pub kind: ConceptKind,
    /// Its group in ISCO-08, of one to four digits; nothing for a skill.
    pub group: String,
    /// Its names, the preferred one of each language first.
    pub names: Vec<(Lang, String)>,
    /// What it is, in Spanish and in English, or nothing.
    pub descriptions: [String; 2],
    /// The essential skills of an occupation, as places in the list of concepts.
    pub skills: Vec<usize>,
}

impl TaxonomyConcept {
    /// Its names in a language.
    pub(super) fn names_in(&self, lang: Lang) -> impl Iterator<Item = &str> {
        self.names.iter().filter(move |name| name.0 == lang).map(|name| name.1.as_str())
    }

    /// Its unit group, if it has one.
    #[must_use]
    pub fn unit(&self) -> Option<OccupationCode> {
        self.group.parse().ok()
    }
}
