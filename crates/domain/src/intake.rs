//! Intake: a desk registers one person after another, also where there is no network. A record has a key that the
//! tablet made; it is registered once, however often it comes.

use serde::{Deserialize, Serialize};

use crate::{
    agency::{Account, Agency},
    consent::Way,
    id::Id,
    person::{ADULT_AGE, BirthYearProblem, Person, birth_year},
    policy::{Actor, Guarded, Object, Relation},
    service::ServiceCategory,
    text::PersonCode,
    time::{Day, Moment},
    word::words,
};

/// For how many days what was told is kept as it was taken down, to be shown if the same key comes with something else.
pub const TOLD_DAYS: i64 = 3;

/// How a person may say yes at a desk. That there was no yes is no way.
pub const WAYS: [Way; 4] = [Way::Screen, Way::Voice, Way::Thumb, Way::Paper];

words! {
    /// What became of a record.
    pub enum Outcome {
        /// The person is registered now.
        New = "new",
        /// They were registered by this record before.
        Again = "again",
        /// Something in it must be corrected.
        Invalid = "invalid",
        /// Another record with this key was registered before.
        Conflict = "conflict",
        /// It cannot be opened: damaged, or sealed to a key that is not here.
        Unreadable = "unreadable",
    }
}

/// When somebody was born, as they say it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Birth {
    /// The year.
    Year(i16),
    /// How old they are, in years.
    Age(i16),
    /// The day.
    Day(Day),
}

impl Birth {
    /// The year of birth of an adult. An age may be a year off, as a year may: whoever turns 18 this year counts as 18
    /// unless the day is known.
    ///
    /// # Errors
    /// As [`birth_year`].
    pub fn year(self, today: Day) -> Result<i16, BirthYearProblem> {
        match self {
            Self::Year(year) => birth_year(year, today),
            Self::Age(age) => birth_year(today.year() - age, today),
            Self::Day(day) if day > today => Err(BirthYearProblem::Unlikely),
            Self::Day(day) => {
                let had_birthday = (today.month(), today.day()) >= (day.month(), day.day());
                if today.year() - day.year() == ADULT_AGE && !had_birthday {
                    return Err(BirthYearProblem::UnderAge);
                }
                birth_year(day.year(), today)
            }
        }
    }
}

/// What is kept of how a person was registered, sealed with their key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    /// The first letters of what they want to be called; empty if they did not say.
    pub initials: String,
    /// What they said they need.
    pub needs: Vec<ServiceCategory>,
    /// How they said yes.
    pub way: Way,
    /// Who saw it, where that is needed; empty otherwise.
    pub witness: String,
}

/// A registration at a desk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Intake {
    /// Its key, made by the tablet.
    pub key: Id<Intake>,
    /// Who was registered.
    pub person: Id<Person>,
    /// Who registered them; `None`: out of a file, at the machine itself.
    pub account: Option<Id<Account>>,
    /// The agency of who registered them.
    pub agency: Option<Id<Agency>>,
    /// What the person signs in with.
    pub code: PersonCode,
    /// What is kept.
    pub kept: Kept,
    /// What was told, as it came, for [`TOLD_DAYS`].
    pub told: Option<String>,
    /// When.
    pub taken_at: Moment,
}

impl Guarded for Intake {
    const OBJECT: Object = Object::Intake;
    fn relation(&self, actor: &Actor) -> Relation {
        match actor {
            Actor::Staff { account, .. } if self.account == Some(*account) => Relation::Own,
            Actor::Person(id) if *id == self.person => Relation::Own,
            _ => Relation::Stranger,
        }
    }
}

/// The short number by which a desk finds a record in its list: the last six digits of the key. The rest of a key of
/// version 7 is chance, so two of a day hardly ever have the same (one of 16 million).
#[must_use]
pub fn folio(key: Id<Intake>) -> String {
    let hex = key.uuid().simple().to_string();
    hex[hex.len() - 6..].to_uppercase()
}

/// The first letters of the first two words of a name.
#[must_use]
pub fn initials(name: &str) -> String {
    let first = |word: &str| word.chars().find(|letter| letter.is_alphanumeric());
    name.split_whitespace().filter_map(first).take(2).flat_map(char::to_uppercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_birth_is_told_in_three_ways() {
        let today = Day::constant(2026, 11, 22);
        assert_eq!(Birth::Year(2008).year(today), Ok(2008));
        assert_eq!(Birth::Age(18).year(today), Ok(2008));
        assert_eq!(Birth::Age(17).year(today), Err(BirthYearProblem::UnderAge));
        assert_eq!(Birth::Age(111).year(today), Err(BirthYearProblem::Unlikely));
        assert_eq!(Birth::Day(Day::constant(2008, 11, 22)).year(today), Ok(2008), "on the very day");
        assert_eq!(Birth::Day(Day::constant(2008, 11, 23)).year(today), Err(BirthYearProblem::UnderAge));
        assert_eq!(Birth::Day(Day::constant(2027, 1, 1)).year(today), Err(BirthYearProblem::Unlikely));
        assert_eq!(Birth::Day(Day::constant(1990, 12, 31)).year(today), Ok(1990));
    }

    #[test]
    fn a_list_shows_initials_and_a_folio() {
        assert_eq!(initials("josé  ángel pérez"), "JÁ");
        assert_eq!(initials("(Chepe)"), "C");
        assert_eq!(initials(""), "");
        let key: Id<Intake> = "019ab000-0000-7000-8000-00000003fa9c".parse().unwrap();
        assert_eq!(folio(key), "03FA9C");
    }

    #[test]
    fn it_belongs_to_who_took_it_down_and_to_whom_it_is_about() {
        let now = Moment::from_seconds(1_800_000_000);
        let (account, agency, person) = (Id::new(now), Id::new(now), Id::new(now));
        let intake = Intake {
            key: Id::new(now),
            person,
            account: Some(account),
            agency: Some(agency),
            code: PersonCode::from_random([7; 8]),
            kept: Kept {
                initials: String::new(),
                needs: Vec::new(),
                way: Way::Voice,
                witness: String::new(),
            },
            told: None,
            taken_at: now,
        };
        let role = crate::policy::Role::Reception;
        assert_eq!(intake.relation(&Actor::Staff { account, agency, role }), Relation::Own);
        let other = Actor::Staff { account: Id::new(now), agency, role };
        assert_eq!(intake.relation(&other), Relation::Stranger, "a colleague is a stranger");
        assert_eq!(intake.relation(&Actor::Person(person)), Relation::Own);
        assert_eq!(intake.relation(&Actor::Anonymous), Relation::Stranger);
    }
}
