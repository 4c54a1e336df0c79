//! How two records may be of one person: each sign by itself, so that whoever looks is told why, and decides.

use serde::{Deserialize, Serialize};

use crate::{
    id::Id,
    person::Person,
    place::MunicipalityCode,
    policy::{Actor, Guarded, Object, Relation},
    text::{Cui, Phone, Sounded, slips, sounded},
    word::words,
};

words! {
    /// Why somebody was found, or why two records may be of one person. The strongest first.
    pub enum Sign {
        /// The code on the slip.
        Code = "code",
        /// The same DPI number.
        Document = "document",
        /// The same telephone; a household may share one.
        Phone = "phone",
        /// The same name.
        Name = "name",
        /// A name that sounds alike.
        Sound = "sound",
        /// A name that is a slip of the finger away.
        Slip = "slip",
        /// The same year of birth.
        Year = "year",
        /// A year of birth next to it.
        NearYear = "near_year",
        /// The same municipality.
        Place = "place",
    }
}

/// How two names are alike.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Alike {
    /// [`Sign::Name`], [`Sign::Sound`] or [`Sign::Slip`]: the weakest of their words.
    pub sign: Sign,
    /// How many of their words differ.
    pub apart: usize,
    /// The two words that differ most, as they were told; the same word twice where none differs.
    pub words: (String, String),
}

/// How two words are alike.
fn word(one: &Sounded, other: &Sounded) -> Option<Sign> {
    let length = one.word.chars().count().min(other.word.chars().count());
    let forgiven = match length {
        0..=3 => 0,
        4..=7 => 1,
        _ => 2,
    };
    if one.word == other.word {
        Some(Sign::Name)
    } else if one.sound == other.sound {
        Some(Sign::Sound)
    } else if slips(&one.word, &other.word) <= forgiven
        || (length > 3 && slips(&one.sound, &other.sound) <= 1)
    {
        Some(Sign::Slip)
    } else {
        None
    }
}

/// Whether two names may be one: every word of the shorter has its word in the longer, in any order, so that second names
/// may be missing; and how.
#[must_use]
pub fn alike(one: &str, other: &str) -> Option<Alike> {
    let (mut shorter, mut longer) = (sounded(one), sounded(other));
    let swapped = shorter.len() > longer.len();
    if swapped {
        std::mem::swap(&mut shorter, &mut longer);
    }
    let mut worst: Option<Alike> = None;
    let mut apart = 0;
    for known in &shorter {
        let best = longer.iter().enumerate().filter_map(|(at, other)| Some((word(known, other)?, at))).min();
        let (sign, at) = best?;
        let other = longer.swap_remove(at).word;
        apart += usize::from(sign != Sign::Name);
        if worst.as_ref().is_none_or(|so_far| so_far.sign < sign) {
            let words = if swapped { (other, known.word.clone()) } else { (known.word.clone(), other) };
            worst = Some(Alike { sign, apart, words });
        }
    }
    worst.map(|alike| Alike { apart, ..alike })
}

/// What is known of somebody who may be there already.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sketch<'a> {
    /// The name, as it was told.
    pub name: &'a str,
    /// The year of birth.
    pub birth_year: Option<i16>,
    /// The municipality's code.
    pub municipality: Option<MunicipalityCode>,
    /// The telephone.
    pub phone: Option<&'a Phone>,
    /// The DPI number.
    pub cui: Option<&'a Cui>,
}

impl<'a> Sketch<'a> {
    /// What is known of a person.
    #[must_use]
    pub fn of(person: &'a Person) -> Self {
        Self {
            name: person.alias.as_str(),
            birth_year: Some(person.birth_year),
            municipality: Some(person.municipality),
            phone: person.contact.as_ref().map(|contact| &contact.phone),
            cui: person.cui.as_ref(),
        }
    }
}

/// Somebody whose name may sound like one that is looked for: the little that decides it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heard {
    /// Their record.
    pub person: Id<Person>,
    /// The record in front, if it was joined to another; else itself.
    pub front: Id<Person>,
    /// The name as they told it.
    pub alias: String,
    /// Year of birth.
    pub birth_year: i16,
    /// Where they live.
    pub municipality: MunicipalityCode,
}

impl Heard {
    /// The little of a person, with the record that stands in front of theirs.
    #[must_use]
    pub fn of(person: &Person, front: Id<Person>) -> Self {
        Self {
            person: person.id,
            front,
            alias: person.alias.to_string(),
            birth_year: person.birth_year,
            municipality: person.municipality,
        }
    }
}

impl Guarded for Heard {
    const OBJECT: Object = Object::Person;
    fn relation(&self, actor: &Actor) -> Relation {
        if actor.person() == Some(self.person) { Relation::Own } else { Relation::Stranger }
    }
}

/// Why two records may be of one person.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Likeness {
    /// What agrees, the strongest first.
    pub signs: Vec<Sign>,
    /// How many words of their names differ.
    pub apart: usize,
    /// The words of their names that differ most.
    pub words: Option<(String, String)>,
}

impl Likeness {
    /// What agrees between a sketch and a person.
    #[must_use]
    pub fn between(sketch: &Sketch<'_>, person: &Person) -> Self {
        let mut signs = Vec::new();
        if sketch.cui.is_some() && sketch.cui == person.cui.as_ref() {
            signs.push(Sign::Document);
        }
        if sketch.phone.is_some() && sketch.phone == person.contact.as_ref().map(|contact| &contact.phone) {
            signs.push(Sign::Phone);
        }
        Self::seen(signs, sketch, (person.alias.as_str(), person.birth_year, person.municipality))
    }

    /// What agrees between a sketch and somebody's name, year and place; their numbers are not looked at.
    #[must_use]
    pub fn heard(sketch: &Sketch<'_>, heard: &Heard) -> Self {
        Self::seen(Vec::new(), sketch, (&heard.alias, heard.birth_year, heard.municipality))
    }

    fn seen(
        mut signs: Vec<Sign>,
        sketch: &Sketch<'_>,
        (name, birth_year, municipality): (&str, i16, MunicipalityCode),
    ) -> Self {
        let name = alike(sketch.name, name);
        signs.extend(name.as_ref().map(|name| name.sign));
        match sketch.birth_year.map(|year| (year - birth_year).abs()) {
            Some(0) => signs.push(Sign::Year),
            Some(1) => signs.push(Sign::NearYear),
            _ => {}
        }
        if sketch.municipality == Some(municipality) {
            signs.push(Sign::Place);
        }
        let apart = name.as_ref().map_or(0, |name| name.apart);
        Self { signs, apart, words: name.map(|name| name.words) }
    }

    fn has(&self, sign: Sign) -> bool {
        self.signs.contains(&sign)
    }

    /// Whether it is worth asking if they are one: the same number, or a name that sounds alike with the same year; a name
    /// a slip away needs the place too, and a year next to it an equal name.
    #[must_use]
    pub fn is_worth_asking(&self) -> bool {
        let named = self.has(Sign::Name) || self.has(Sign::Sound);
        self.has(Sign::Document)
            || self.has(Sign::Phone)
            || (named && self.has(Sign::Year))
            || (self.has(Sign::Name) && self.has(Sign::NearYear) && self.has(Sign::Place))
            || (self.has(Sign::Slip) && self.has(Sign::Year) && self.has(Sign::Place))
    }

    /// Orders those found: the strongest sign first, then by how few words differ and how much agrees.
    #[must_use]
    pub fn order(&self) -> (Option<Sign>, usize, std::cmp::Reverse<usize>) {
        (self.signs.first().copied(), self.apart, std::cmp::Reverse(self.signs.len()))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn sign(one: &str, other: &str) -> Option<Sign> {
        let found = alike(one, other).map(|alike| alike.sign);
        assert_eq!(found, alike(other, one).map(|alike| alike.sign), "{one} and {other} either way");
        found
    }

    #[test]
    fn names_are_told_apart_and_together() {
        assert_eq!(sign("Juan Pérez", "PEREZ JUAN"), Some(Sign::Name));
        assert_eq!(
            sign("Juan Pérez", "Juan Carlos Pérez López"),
            Some(Sign::Name),
            "second names are missing"
        );
        assert_eq!(sign("Huan Peres", "Juan Pérez"), Some(Sign::Sound));
        assert_eq!(sign("Juan Prez", "Juan Pérez"), Some(Sign::Slip));
        assert_eq!(sign("Candelaria Tzoc", "Candelaira Tz'oc"), Some(Sign::Slip));
        assert_eq!(sign("Juan Pérez", "Juan Gómez"), None);
        assert_eq!(sign("Ana Paz", "Eva Paz"), None, "short words have no slips");
        assert_eq!(sign("Juan Carlos Pérez", "Juan Alberto Pérez"), None);
        assert_eq!(sign("", "Juan"), None);
        let told = alike("Huan Pérez", "Juan Pérez").unwrap();
        assert_eq!(told.words, ("huan".to_owned(), "juan".to_owned()), "and which word it was");
        let told = alike("Juan Carlos Pérez", "Huan Pérez").unwrap();
        assert_eq!(told.words, ("juan".to_owned(), "huan".to_owned()), "in the order asked");
    }

    #[test]
    fn a_name_alone_is_not_worth_asking() {
        let likeness = |signs: &[Sign]| Likeness { signs: signs.to_vec(), ..Likeness::default() };
        for enough in [
            &[Sign::Phone][..],
            &[Sign::Document],
            &[Sign::Sound, Sign::Year],
            &[Sign::Name, Sign::NearYear, Sign::Place],
            &[Sign::Slip, Sign::Year, Sign::Place],
        ] {
            assert!(likeness(enough).is_worth_asking(), "{enough:?}");
        }
        for little in
            [&[Sign::Name, Sign::Place][..], &[Sign::Slip, Sign::Year], &[Sign::Year, Sign::Place], &[]]
        {
            assert!(!likeness(little).is_worth_asking(), "{little:?}");
        }
    }

    proptest! {
        #[test]
        fn a_name_is_like_itself_in_any_order(mut words in proptest::collection::vec("[a-z]{2,9}", 1..4)) {
            let told = words.join(" ");
            words.reverse();
            let found = alike(&told, &words.join(" ")).map(|alike| alike.sign);
            prop_assert!(found == Some(Sign::Name) || sounded(&told).is_empty());
        }
    }
}
