//! What matters to a person, told card by card. Only the person sees it, and only their own list goes by it.

use domain::{
    person::Matter,
    policy::Action,
    preference::{Answer, Answers, Card, JOBS_CARDS, Said, THINGS_CARDS},
};
use matching::preference::next_card;

pub use matching::{
    Preference,
    preference::{KM_ON_CARDS, pay_on_cards},
};

use crate::{Ctx, Error, Problems, Result, System};

/// What a person said so far, what follows from it, and what would be asked next.
#[derive(Clone, Debug)]
pub struct Known {
    /// What they said.
    pub answers: Answers,
    /// What follows; `None` if nothing was answered.
    pub preference: Option<Preference>,
    /// The next card; `None` when enough was asked.
    pub next: Option<Card>,
    /// The pay of the two jobs of a card, in centavos.
    pub pay_centavos: [i64; 2],
}

impl Known {
    /// How it stands with these answers of whoever wants this pay.
    #[must_use]
    pub fn new(answers: Answers, wanted_centavos: Option<i64>) -> Self {
        Self {
            preference: Preference::of(&answers),
            next: next_card(&answers),
            pay_centavos: pay_on_cards(wanted_centavos),
            answers,
        }
    }

    /// Which card the next one is, and of how many of its kind.
    #[must_use]
    pub fn progress(&self) -> (usize, usize) {
        let jobs = self.next.is_some_and(|card| card.is_jobs());
        let number = self.answers.shown(jobs) + 1;
        let most = match (jobs, number > JOBS_CARDS[0]) {
            (false, _) => THINGS_CARDS,
            (true, further) => JOBS_CARDS[usize::from(further)],
        };
        (number, most)
    }

    /// Whether a round of cards has just ended: then what follows is shown before more is asked.
    #[must_use]
    pub fn is_pause(&self) -> bool {
        let (things, jobs) = (self.answers.shown(false), self.answers.shown(true));
        self.next.is_none() || things == THINGS_CARDS && (jobs == 0 || jobs == JOBS_CARDS[0])
    }
}

/// What was said to a card, as typed.
#[derive(Clone, Debug, Default)]
pub struct Form {
    /// The card's word.
    pub card: String,
    /// Of three things: which matters most.
    pub most: String,
    /// Of three things: which matters least.
    pub least: String,
    /// Of two jobs: the thing in which the one they would take is better.
    pub takes: String,
    /// Whether the card is passed over.
    pub pass: bool,
}

/// What the person who asks said so far.
///
/// # Errors
/// [`Error::SignIn`] if it is not a person.
pub async fn known(sys: &System, ctx: &Ctx) -> Result<Known> {
    let id = ctx.person()?;
    let mut tx = sys.store.read().await?;
    let (_, person) = ctx.unlock(Action::View, tx.person(id).await?)?;
    let (answers, _) = tx.answers_of(id).await?;
    Ok(Known::new(answers, person.profile.pay_wanted_centavos))
}

/// Reads an answer.
fn read(form: &Form) -> Result<Answer> {
    let card: Card = form.card.parse().map_err(|_| Error::NotFound)?;
    if form.pass {
        return Answer::new(card, None).map_err(|_| Error::NotFound);
    }
    let mut problems = Problems::default();
    let mut choice = |field, word: &str, key| {
        let on = Matter::from_word(word.trim()).filter(|matter| card.matters().contains(matter));
        problems.keep(field, on.ok_or(key))
    };
    let said = if card.is_jobs() {
        choice("takes", &form.takes, "preference-takes-empty").map(Said::Takes)
    } else {
        let most = choice("most", &form.most, "preference-most-empty");
        let least = choice("least", &form.least, "preference-least-empty");
        most.zip(least).map(|(most, least)| Said::Matters { most, least })
    };
    match said {
        Some(said) => Answer::new(card, Some(said)).map_err(|_| Error::invalid("least", "preference-same")),
        None => Err(Error::Invalid(problems)),
    }
}

/// Keeps what the person who asks said to a card, and answers how it stands now. Who answers a card again changes what
/// they said to it.
///
/// # Errors
/// Problems with `most`, `least` or `takes`; [`Error::NotFound`] if there is no such card, or no room for one more.
pub async fn answer(sys: &System, ctx: &Ctx, form: &Form) -> Result<Known> {
    let id = ctx.person()?;
    let answer = read(form)?;
    let (answers, wanted) = sys
        .store
        .write(move |mut tx| async move {
            let (permit, person) = ctx.unlock(Action::Edit, tx.person(id).await?)?;
            let (mut answers, version) = tx.answers_of(id).await?;
            answers.put(answer).map_err(|_| Error::NotFound)?;
            tx.put_answers(&permit, id, &answers, version, ctx.now).await?;
            Ok::<_, Error>(tx.done((answers, person.profile.pay_wanted_centavos)))
        })
        .await?;
    Ok(Known::new(answers, wanted))
}

/// Forgets what the person who asks said to cards.
///
/// # Errors
/// [`Error::SignIn`] if it is not a person.
pub async fn forget(sys: &System, ctx: &Ctx) -> Result<()> {
    let id = ctx.person()?;
    sys.store
        .write(move |mut tx| async move {
            let (permit, _) = ctx.unlock(Action::Edit, tx.person(id).await?)?;
            tx.delete_answers(&permit, id, ctx.now).await?;
            Ok::<_, Error>(tx.done(()))
        })
        .await
}
