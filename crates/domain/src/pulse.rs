//! The pulse: how somebody fares, asked five times in a year. Our own questions in our own words, modelled on the three
//! dimensions of the Reintegration Handbook of the IOM (economic, social, psychosocial); not its scale and not its items.
//!
//! It is for the person and whoever accompanies them. It decides nothing: no offer, no service and no order goes by it.

mod score;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{
    agency::{Account, Agency},
    id::Id,
    person::Person,
    policy::{Actor, Guarded, Object, Relation},
    time::Moment,
    word::words,
};

pub use score::{Figures, Level, Trend};

/// The version of questions, choices and weights. What was kept in another one is kept as it is, and counts for nothing.
pub const VERSION: u8 = 1;
/// Digits of an answer by text message: one for each dimension.
pub const DIGITS: usize = 3;

words! {
    /// What is asked about.
    pub enum Dimension {
        /// Food, money, work, debts.
        Economic = "economic",
        /// Roof, papers, health, how one is treated.
        Social = "social",
        /// Somebody to talk to, mood, hope.
        Psychosocial = "psychosocial",
    }
}

words! {
    /// A question. Its words are the Fluent keys `pulse-ask-<word>`, its choices `pulse-choice-<word>-<number>`.
    pub enum Question {
        /// Whether there was enough to eat in the last seven days.
        Food = "food",
        /// Whether the money is enough for what is most needed.
        Money = "money",
        /// Whether they work or study.
        Work = "work",
        /// Whether debts weigh on them. What the debt is for is never asked.
        Debt = "debt",
        /// Whether there is a safe place to sleep.
        Roof = "roof",
        /// Whether they have the papers they need.
        Papers = "papers",
        /// Whether they can be treated when ill.
        Health = "health",
        /// How they are treated where they live.
        Neighbours = "neighbours",
        /// Whether there is somebody to talk to.
        Trust = "trust",
        /// How the last seven days were.
        Mood = "mood",
        /// Whether they believe that they can get on.
        Hope = "hope",
        /// By text message: how it goes with money, 1 to 5.
        ShortEconomic = "short_economic",
        /// By text message: how it goes with people around, 1 to 5.
        ShortSocial = "short_social",
        /// By text message: how it goes inside, 1 to 5.
        ShortPsychosocial = "short_psychosocial",
    }
}

words! {
    /// An answer that should not wait: somebody calls, and the person is shown at once who helps.
    pub enum Flag {
        /// Almost nothing to eat.
        Hunger = "hunger",
        /// No safe place to sleep.
        NoRoof = "no_roof",
        /// Thinks of giving up.
        GivingUp = "giving_up",
    }
}

words! {
    /// How a pulse was given.
    pub enum Way {
        /// By the person, on the screen.
        Screen = "screen",
        /// By telephone, to an officer.
        Phone = "phone",
        /// By text message: the three short questions.
        Sms = "sms",
    }
}

words! {
    /// When it is asked, counted from the day of registration.
    pub enum Wave {
        /// At the start.
        Start = "start",
        /// After a month: 30 days.
        Month1 = "month_1",
        /// After three months: 91 days.
        Month3 = "month_3",
        /// After half a year: 182 days.
        Month6 = "month_6",
        /// After a year: 365 days.
        Month12 = "month_12",
    }
}

/// The last wave stays open for so many days.
const LAST_OPEN_DAYS: i64 = 91;

impl Wave {
    /// Days after registration from which it is asked.
    #[must_use]
    pub const fn days(self) -> i64 {
        match self {
            Self::Start => 0,
            Self::Month1 => 30,
            Self::Month3 => 91,
            Self::Month6 => 182,
            Self::Month12 => 365,
        }
    }

    /// Days after registration at which it is told of by a message. At the start the person is there: the first message
    /// comes the day after, to who did not answer.
    #[must_use]
    pub const fn told_after_days(self) -> i64 {
        match self {
            Self::Start => 1,
            later => later.days(),
        }
    }

    /// Which one is open at `now` for who registered at `registered`; `None` before, and long after the last.
    #[must_use]
    pub fn open(registered: Moment, now: Moment) -> Option<Self> {
        let days = (now.seconds() - registered.seconds()).div_euclid(86_400);
        let last = Self::Month12.days() + LAST_OPEN_DAYS;
        Self::ALL.iter().rev().copied().find(|wave| (wave.days()..last).contains(&days))
    }
}

impl Question {
    /// The questions on the screen and by telephone, in order.
    pub const FULL: [Self; 11] = [
        Self::Food,
        Self::Money,
        Self::Work,
        Self::Debt,
        Self::Roof,
        Self::Papers,
        Self::Health,
        Self::Neighbours,
        Self::Trust,
        Self::Mood,
        Self::Hope,
    ];
    /// The questions by text message, in the order of its digits.
    pub const SHORT: [Self; DIGITS] = [Self::ShortEconomic, Self::ShortSocial, Self::ShortPsychosocial];

    /// What it is about.
    #[must_use]
    pub const fn dimension(self) -> Dimension {
        match self {
            Self::Food | Self::Money | Self::Work | Self::Debt | Self::ShortEconomic => Dimension::Economic,
            Self::Roof | Self::Papers | Self::Health | Self::Neighbours | Self::ShortSocial => {
                Dimension::Social
            }
            Self::Trust | Self::Mood | Self::Hope | Self::ShortPsychosocial => Dimension::Psychosocial,
        }
    }

    /// How much it counts within its dimension. Own choice: what one cannot live without counts double.
    #[must_use]
    pub const fn weight(self) -> i64 {
        match self {
            Self::Food | Self::Money | Self::Work | Self::Roof | Self::Mood | Self::Hope => 2,
            _ => 1,
        }
    }

    /// What each choice counts, from 0 to 100, in the order in which they are shown: the best first, for the short ones
    /// the digit less one.
    #[must_use]
    pub const fn points(self) -> &'static [i64] {
        match self {
            Self::Food | Self::Money | Self::Work | Self::Neighbours | Self::Mood => &[100, 67, 33, 0],
            Self::Roof | Self::Hope => &[100, 60, 25, 0],
            Self::Debt | Self::Papers | Self::Health | Self::Trust => &[100, 50, 0],
            Self::ShortEconomic | Self::ShortSocial | Self::ShortPsychosocial => &[0, 25, 50, 75, 100],
        }
    }

    /// What this choice (from 1) raises at once, if anything.
    #[must_use]
    pub const fn flag(self, choice: u8) -> Option<Flag> {
        match (self, choice) {
            (Self::Food, 4) => Some(Flag::Hunger),
            (Self::Roof, 3 | 4) => Some(Flag::NoRoof),
            (Self::Hope, 4) => Some(Flag::GivingUp),
            _ => None,
        }
    }
}

/// What was said is no choice of the question, or nothing was said at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no answer")]
pub struct NoAnswer;

/// What somebody said: for each question asked the number of a choice (from 1), or `None`: they would rather not say.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Kept")]
pub struct Answers {
    version: u8,
    said: BTreeMap<Question, Option<u8>>,
}

/// Answers as they are kept, before they are checked.
#[derive(Deserialize)]
struct Kept {
    version: u8,
    said: BTreeMap<String, Option<u8>>,
}

impl TryFrom<Kept> for Answers {
    type Error = NoAnswer;
    fn try_from(kept: Kept) -> Result<Self, NoAnswer> {
        let known = |(word, choice): (String, Option<u8>)| Some((Question::from_word(&word)?, choice));
        if kept.version != VERSION {
            return Ok(Self {
                version: kept.version,
                said: kept.said.into_iter().filter_map(known).collect(),
            });
        }
        let count = kept.said.len();
        let said: Vec<_> = kept.said.into_iter().filter_map(known).collect();
        if said.len() == count { Self::new(said) } else { Err(NoAnswer) }
    }
}

impl Answers {
    /// What was said, checked.
    ///
    /// # Errors
    /// [`NoAnswer`] if a number is no choice of its question, or no question was answered.
    pub fn new(said: impl IntoIterator<Item = (Question, Option<u8>)>) -> Result<Self, NoAnswer> {
        let said: BTreeMap<_, _> = said.into_iter().collect();
        let fits = |(question, choice): (&Question, &Option<u8>)| {
            choice.is_none_or(|choice| (1..=question.points().len()).contains(&usize::from(choice)))
        };
        if said.iter().all(fits) && said.values().any(Option::is_some) {
            Ok(Self { version: VERSION, said })
        } else {
            Err(NoAnswer)
        }
    }

    /// The answer of a text message: a digit from 1 to 5 for each dimension, 0 for who would rather not say.
    ///
    /// # Errors
    /// [`NoAnswer`] if a digit is greater than 5, or all are 0.
    pub fn of_digits(digits: [u8; DIGITS]) -> Result<Self, NoAnswer> {
        Self::new(Question::SHORT.into_iter().zip(digits.map(|digit| (digit > 0).then_some(digit))))
    }

    /// Whether they answer the questions of now, with the choices of now.
    #[must_use]
    pub const fn is_current(&self) -> bool {
        self.version == VERSION
    }

    /// Each question that was asked, with the number of the choice; none if they answer the questions of another version.
    pub fn said(&self) -> impl Iterator<Item = (Question, Option<u8>)> + '_ {
        let said = self.said.iter().filter(|_| self.is_current());
        said.map(|(question, choice)| (*question, *choice))
    }

    /// The number that was chosen; `None` if it was not asked, or not said.
    #[must_use]
    pub fn of(&self, question: Question) -> Option<u8> {
        self.said.get(&question).filter(|_| self.is_current()).copied().flatten()
    }

    /// What should not wait, each once.
    #[must_use]
    pub fn flags(&self) -> Vec<Flag> {
        self.said().filter_map(|(question, choice)| question.flag(choice?)).collect()
    }
}

/// One pulse of a person: one for each wave.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pulse {
    /// Its identifier.
    pub id: Id<Pulse>,
    /// Of whom.
    pub person: Id<Person>,
    /// Which one of the year.
    pub wave: Wave,
    /// How it was given.
    pub way: Way,
    /// Who took it down; `None`: the person.
    pub taken_by: Option<Id<Account>>,
    /// What was said; sealed in the database.
    pub answers: Answers,
    /// When.
    pub at: Moment,
}

/// Whose pulses they are, and who accompanies them: officers with a referral of theirs that was sent with a consent that
/// holds and is not over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Followed {
    /// The person.
    pub person: Id<Person>,
    /// When they registered.
    pub registered_at: Moment,
    /// Officers who accompany them now, each with their agency: whom to tell, at most so many as the store reads.
    pub officers: Vec<(Id<Account>, Id<Agency>)>,
    /// The officer who asks, if they accompany the person now.
    pub asking: Option<(Id<Account>, Id<Agency>)>,
}

impl Guarded for Followed {
    const OBJECT: Object = Object::Pulse;
    fn relation(&self, actor: &Actor) -> Relation {
        let accompanies = |officer: &(Id<Account>, Id<Agency>)| match actor {
            Actor::Staff { account, agency, .. } => *officer == (*account, *agency),
            _ => false,
        };
        if actor.person() == Some(self.person) {
            Relation::Own
        } else if self.asking.as_ref().is_some_and(accompanies) {
            Relation::Received
        } else {
            Relation::Stranger
        }
    }
}

#[cfg(test)]
mod tests;
