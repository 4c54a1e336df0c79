//! What matters to a person, told by cards: which of three things matters most and least, or which of two jobs they would
//! take. What follows from the answers is reckoned in `matching`; they order only what the person sees.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use crate::{person::Matter, word::UnknownWord};

/// Cards of three things, at most.
pub const THINGS_CARDS: usize = 8;
/// Cards of two jobs: as many are asked at first, and at most.
pub const JOBS_CARDS: [usize; 2] = [4, 8];

/// The form in which answers are kept; what was kept in another form is not read.
const FORM: u8 = 1;

/// A card. Written as its things, in the order of [`Matter::ALL`], with `-` between them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Card {
    /// Three things that a job can have: which matters most, and which least?
    Things([Matter; 3]),
    /// Two made-up jobs: the first is better in the first thing, the second in the second. All else is alike.
    Jobs([Matter; 2]),
}

/// What a person said to a card.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Said {
    /// Of three things.
    Matters {
        /// Matters most.
        most: Matter,
        /// Matters least.
        least: Matter,
    },
    /// They would take the job that is better in this.
    Takes(Matter),
}

/// A card that was shown, and what was said to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Kept")]
pub struct Answer {
    card: Card,
    said: Option<Said>,
}

/// An answer as it is kept, before it is checked.
#[derive(Deserialize)]
struct Kept {
    card: Card,
    said: Option<Said>,
}

/// What was said is no answer to the card.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no answer to this card")]
pub struct NoAnswer;

/// Everything a person said to cards, each card once, in the order in which they were shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "KeptAnswers")]
pub struct Answers {
    form: u8,
    cards: Vec<Answer>,
}

/// Answers as they are kept, before they are checked.
#[derive(Deserialize)]
struct KeptAnswers {
    form: u8,
    cards: Vec<Answer>,
}

impl Card {
    /// Every card of three things, in order: 20.
    #[must_use]
    pub fn all_things() -> Vec<Self> {
        let all = Matter::ALL;
        let mut cards = Vec::new();
        for (at, first) in all.iter().enumerate() {
            for (next, second) in all.iter().enumerate().skip(at + 1) {
                cards.extend(all.iter().skip(next + 1).map(|third| Self::Things([*first, *second, *third])));
            }
        }
        cards
    }

    /// Every card of two jobs, in order: 15.
    #[must_use]
    pub fn all_jobs() -> Vec<Self> {
        let all = Matter::ALL;
        let pairs = all
            .iter()
            .enumerate()
            .flat_map(|(at, first)| all.iter().skip(at + 1).map(move |second| Self::Jobs([*first, *second])));
        pairs.collect()
    }

    /// What is on it.
    #[must_use]
    pub const fn matters(&self) -> &[Matter] {
        match self {
            Self::Things(things) => things,
            Self::Jobs(things) => things,
        }
    }

    /// Whether it is one of two jobs.
    #[must_use]
    pub const fn is_jobs(&self) -> bool {
        matches!(self, Self::Jobs(_))
    }
}

impl fmt::Display for Card {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, matter) in self.matters().iter().enumerate() {
            if at > 0 {
                f.write_str("-")?;
            }
            f.write_str(matter.word())?;
        }
        Ok(())
    }
}

impl FromStr for Card {
    type Err = UnknownWord;
    fn from_str(text: &str) -> Result<Self, UnknownWord> {
        let matters: Vec<Matter> = text.split('-').map(str::parse).collect::<Result<_, _>>()?;
        let in_order = matters.windows(2).all(|pair| pair[0] < pair[1]);
        match matters.as_slice() {
            [first, second, third] if in_order => Ok(Self::Things([*first, *second, *third])),
            [first, second] if in_order => Ok(Self::Jobs([*first, *second])),
            _ => Err(UnknownWord),
        }
    }
}

impl TryFrom<String> for Card {
    type Error = UnknownWord;
    fn try_from(text: String) -> Result<Self, UnknownWord> {
        text.parse()
    }
}

impl From<Card> for String {
    fn from(card: Card) -> Self {
        card.to_string()
    }
}

impl Answer {
    /// What was said to a card; `None`: it was passed over.
    ///
    /// # Errors
    /// [`NoAnswer`] if it speaks of what is not on the card, or the same thing matters most and least.
    pub fn new(card: Card, said: Option<Said>) -> Result<Self, NoAnswer> {
        let on = |matter: &Matter| card.matters().contains(matter);
        let fits = match said {
            None => true,
            Some(Said::Matters { most, least }) => {
                !card.is_jobs() && most != least && on(&most) && on(&least)
            }
            Some(Said::Takes(matter)) => card.is_jobs() && on(&matter),
        };
        if fits { Ok(Self { card, said }) } else { Err(NoAnswer) }
    }

    /// The card.
    #[must_use]
    pub const fn card(&self) -> Card {
        self.card
    }

    /// What was said; `None`: it was passed over.
    #[must_use]
    pub const fn said(&self) -> Option<Said> {
        self.said
    }
}

impl TryFrom<Kept> for Answer {
    type Error = NoAnswer;
    fn try_from(kept: Kept) -> Result<Self, NoAnswer> {
        Self::new(kept.card, kept.said)
    }
}

impl TryFrom<KeptAnswers> for Answers {
    type Error = NoAnswer;
    fn try_from(kept: KeptAnswers) -> Result<Self, NoAnswer> {
        if kept.form != FORM {
            return Err(NoAnswer);
        }
        let mut answers = Self::default();
        for answer in kept.cards {
            answers.put(answer)?;
        }
        Ok(answers)
    }
}

impl Default for Answers {
    fn default() -> Self {
        Self { form: FORM, cards: Vec::new() }
    }
}

impl Answers {
    /// Takes in an answer. Who answers a card again changes what they said to it.
    ///
    /// # Errors
    /// [`NoAnswer`] if more cards of its kind were shown than there are to show.
    pub fn put(&mut self, answer: Answer) -> Result<(), NoAnswer> {
        if let Some(known) = self.cards.iter_mut().find(|known| known.card == answer.card) {
            *known = answer;
            return Ok(());
        }
        let most = if answer.card.is_jobs() { JOBS_CARDS[1] } else { THINGS_CARDS };
        if self.shown(answer.card.is_jobs()) >= most {
            return Err(NoAnswer);
        }
        self.cards.push(answer);
        Ok(())
    }

    /// The cards shown, with what was said to them.
    #[must_use]
    pub fn cards(&self) -> &[Answer] {
        &self.cards
    }

    /// What was said to this card, if it was shown.
    #[must_use]
    pub fn of(&self, card: Card) -> Option<&Answer> {
        self.cards.iter().find(|known| known.card == card)
    }

    /// How many cards of two jobs, or of three things, were shown.
    #[must_use]
    pub fn shown(&self, jobs: bool) -> usize {
        self.cards.iter().filter(|known| known.card.is_jobs() == jobs).count()
    }

    /// How many cards were answered and not passed over.
    #[must_use]
    pub fn answered(&self) -> usize {
        self.cards.iter().filter(|known| known.said.is_some()).count()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn things(most: Matter, least: Matter) -> Option<Said> {
        Some(Said::Matters { most, least })
    }

    #[test]
    fn every_card_is_written_and_read_again() {
        let all: Vec<Card> = Card::all_things().into_iter().chain(Card::all_jobs()).collect();
        assert_eq!((Card::all_things().len(), Card::all_jobs().len()), (20, 15));
        assert_eq!(all.iter().map(ToString::to_string).collect::<BTreeSet<_>>().len(), 35);
        for card in all {
            assert_eq!(card.to_string().parse(), Ok(card));
        }
        for wrong in ["", "pay", "near-pay", "pay-pay", "pay-near-grow-light", "pay-money", "pay-near-"] {
            assert_eq!(wrong.parse::<Card>(), Err(UnknownWord), "{wrong}");
        }
    }

    #[test]
    fn only_what_is_on_a_card_answers_it() {
        let three = Card::Things([Matter::Pay, Matter::Near, Matter::Light]);
        let two = Card::Jobs([Matter::Pay, Matter::Near]);
        assert!(Answer::new(three, things(Matter::Light, Matter::Pay)).is_ok());
        assert!(Answer::new(two, Some(Said::Takes(Matter::Near))).is_ok());
        assert!(Answer::new(two, None).is_ok());
        assert_eq!(Answer::new(three, things(Matter::Pay, Matter::Pay)), Err(NoAnswer));
        assert_eq!(Answer::new(three, things(Matter::Pay, Matter::Grow)), Err(NoAnswer));
        assert_eq!(Answer::new(three, Some(Said::Takes(Matter::Pay))), Err(NoAnswer));
        assert_eq!(Answer::new(two, Some(Said::Takes(Matter::Light))), Err(NoAnswer));
        assert_eq!(Answer::new(two, things(Matter::Pay, Matter::Near)), Err(NoAnswer));
    }

    #[test]
    fn a_card_counts_once_and_there_are_only_so_many() {
        let mut answers = Answers::default();
        let cards = Card::all_things();
        answers.put(Answer::new(cards[0], None).unwrap()).unwrap();
        assert_eq!((answers.shown(false), answers.answered()), (1, 0));
        let said = things(cards[0].matters()[1], cards[0].matters()[0]);
        answers.put(Answer::new(cards[0], said).unwrap()).unwrap();
        assert_eq!((answers.shown(false), answers.answered()), (1, 1));
        assert_eq!(answers.of(cards[0]).and_then(Answer::said), said);
        for card in &cards[1..THINGS_CARDS] {
            answers.put(Answer::new(*card, None).unwrap()).unwrap();
        }
        assert_eq!(answers.put(Answer::new(cards[THINGS_CARDS], None).unwrap()), Err(NoAnswer));
        for card in &Card::all_jobs()[..JOBS_CARDS[1]] {
            answers.put(Answer::new(*card, Some(Said::Takes(card.matters()[0]))).unwrap()).unwrap();
        }
        assert_eq!((answers.cards().len(), answers.answered()), (16, 9));
        let kept = serde_json::to_string(&answers).unwrap();
        assert_eq!(serde_json::from_str::<Answers>(&kept).unwrap(), answers);
        assert!(serde_json::from_str::<Answers>(&kept.replace("\"form\":1", "\"form\":2")).is_err());
        assert!(
            serde_json::from_str::<Answers>(&kept.replace("\"takes\":\"pay\"", "\"takes\":\"luck\""))
                .is_err()
        );
    }
}
