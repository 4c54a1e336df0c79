//! How somebody fares: told by the person in the app or by text message, or to an officer by telephone. Only the person
//! and the officers who accompany them see it, and nothing is decided by it.

use std::collections::BTreeMap;

use domain::{
    agency::Account,
    attention::{About, Attention, State},
    case::Case,
    id::Id,
    message::Notice,
    person::Person,
    policy::{Action, Object, Permit, Relation},
    pulse::{Answers, Followed, Pulse, Question, Wave, Way},
    referral::{Party, Referral},
    time::Moment,
};
use store::Tx;

use crate::{
    Ctx, Error, Problems, Result, System, case,
    message::{self, To},
};

/// The value of who would rather not say.
pub const UNSAID: &str = "none";
/// People told in one unit of work.
const BATCH: i64 = 50;
/// Who should have been told longer ago than so many days is not told any more: the app shows it anyway.
const NEWS_DAYS: i64 = 14;

/// The pulses of a person, the last one first, and the one that is open.
#[derive(Clone, Debug)]
pub struct Known {
    /// The pulses.
    pub pulses: Vec<Pulse>,
    /// Which one of the year is open now.
    pub open: Option<Wave>,
}

impl Known {
    /// Whether the open one was answered in full; by text message only its short form was.
    #[must_use]
    pub fn is_answered(&self) -> bool {
        self.pulses.iter().any(|pulse| Some(pulse.wave) == self.open && pulse.way != Way::Sms)
    }
}

/// The answers as typed: for each question the number of a choice, [`UNSAID`], or nothing.
#[derive(Clone, Debug, Default)]
pub struct Form {
    /// By question.
    pub said: BTreeMap<Question, String>,
}

/// Reads the form. What was left out was not said.
fn read(form: &Form) -> Result<Answers> {
    let mut problems = Problems::default();
    let mut said = BTreeMap::new();
    for question in Question::FULL {
        let word = form.said.get(&question).map_or("", |word| word.trim());
        let choice = match word {
            "" | UNSAID => Some(None),
            word => {
                let most = question.points().len();
                let number =
                    word.parse::<u8>().ok().filter(|number| (1..=most).contains(&usize::from(*number)));
                problems.keep(question.word(), number.ok_or("pulse-choice-unknown")).map(Some)
            }
        };
        said.extend(choice.map(|choice| (question, choice)));
    }
    problems.none()?;
    Answers::new(said).map_err(|_| Error::invalid(Question::FULL[0].word(), "pulse-empty"))
}

/// The pulses of the person who asks.
///
/// # Errors
/// [`Error::SignIn`] if it is not a person.
pub async fn own(sys: &System, ctx: &Ctx) -> Result<Known> {
    let id = ctx.person()?;
    let mut tx = sys.store.read().await?;
    let (_, followed) = ctx.unlock(Action::View, tx.followed(id, &ctx.actor, ctx.now).await?)?;
    known(&mut tx, &followed, ctx.now).await
}

async fn known(tx: &mut Tx, followed: &Followed, now: Moment) -> Result<Known> {
    let pulses = tx.pulses_of(followed.person).await?;
    Ok(Known { pulses, open: Wave::open(followed.registered_at, now) })
}

/// Keeps what the person who asks answered to the open pulse. Who answers again changes what they said.
///
/// # Errors
/// A problem with a question; conflict `pulse-not-open`; [`Error::SignIn`] if it is not a person.
pub async fn answer(sys: &System, ctx: &Ctx, form: &Form) -> Result<Known> {
    let id = ctx.person()?;
    let answers = &read(form)?;
    sys.store
        .write(move |mut tx| async move {
            let (permit, followed) =
                ctx.unlock(Action::Create, tx.followed(id, &ctx.actor, ctx.now).await?)?;
            keep(&mut tx, &permit, &followed, (Way::Screen, None), answers, ctx.now).await?;
            let known = known(&mut tx, &followed, ctx.now).await?;
            Ok(tx.done(known))
        })
        .await
}

/// In what an officer knows the person whose pulses they ask for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Via {
    /// A referral that they sent.
    Referral(Id<Referral>),
    /// A case.
    Case(Id<Case>),
}

/// Whose pulses an officer asks for: the record in front, and the one in which the officer knows the person.
async fn person_of(tx: &mut Tx, ctx: &Ctx, via: Via) -> Result<(Id<Person>, Id<Person>)> {
    let record = match via {
        Via::Referral(id) => {
            let (_, referral) = ctx.unlock(Action::View, tx.referral(id).await?)?;
            let sender = referral.party(&ctx.actor) == Some(Party::Sender);
            if sender { referral.person } else { return Err(Error::NotFound) }
        }
        Via::Case(id) => {
            let (_, case) = ctx.unlock(Action::View, tx.case(id).await?)?;
            let officer = case.party(&ctx.actor) == Some(domain::case::Party::Officer);
            if officer { case.person } else { return Err(Error::NotFound) }
        }
    };
    Ok((tx.front_of(record).await?, record))
}

/// The pulses of a person, for the officer who accompanies them. That somebody looked is written down.
///
/// # Errors
/// [`Error::NotFound`] if who asks does not accompany the person now.
pub async fn of(sys: &System, ctx: &Ctx, via: Via) -> Result<Known> {
    ctx.permit(Relation::Received, Object::Pulse, Action::View)?;
    sys.store
        .write(move |mut tx| async move {
            let (person, record) = person_of(&mut tx, ctx, via).await?;
            let (permit, followed) =
                ctx.unlock(Action::View, tx.followed(person, &ctx.actor, ctx.now).await?)?;
            let mut known = known(&mut tx, &followed, ctx.now).await?;
            // What they saw before the two were joined they still see.
            if record != person
                && let Ok((_, before)) =
                    ctx.unlock(Action::View, tx.followed(record, &ctx.actor, ctx.now).await?)
            {
                known.pulses.extend(tx.pulses_of(before.person).await?);
                known.pulses.sort_by_key(|pulse| std::cmp::Reverse(pulse.at));
            }
            tx.audit(&permit, person.uuid(), Some(person.uuid()), "pulse", ctx.now).await?;
            Ok(tx.done(known))
        })
        .await
}

/// Keeps what a person answered to an officer by telephone.
///
/// # Errors
/// A problem with a question; conflict `pulse-not-open`; [`Error::NotFound`] if who asks does not accompany the person.
pub async fn take_down(sys: &System, ctx: &Ctx, via: Via, form: &Form) -> Result<()> {
    ctx.permit(Relation::Received, Object::Pulse, Action::Create)?;
    let domain::policy::Actor::Staff { account, .. } = ctx.actor else { return Err(Error::NotFound) };
    let answers = &read(form)?;
    sys.store
        .write(move |mut tx| async move {
            let (person, _) = person_of(&mut tx, ctx, via).await?;
            let (permit, followed) =
                ctx.unlock(Action::Create, tx.followed(person, &ctx.actor, ctx.now).await?)?;
            keep(&mut tx, &permit, &followed, (Way::Phone, Some(account)), answers, ctx.now).await?;
            Ok(tx.done(()))
        })
        .await
}

/// Keeps a pulse for the open wave, and raises what should not wait.
pub(crate) async fn keep(
    tx: &mut Tx,
    permit: &Permit,
    followed: &Followed,
    (way, taken_by): (Way, Option<Id<Account>>),
    answers: &Answers,
    now: Moment,
) -> Result<()> {
    let wave = Wave::open(followed.registered_at, now).ok_or(Error::Conflict("pulse-not-open"))?;
    let person = followed.person;
    let pulse = Pulse { id: Id::new(now), person, wave, way, taken_by, answers: answers.clone(), at: now };
    tx.put_pulse(permit, &pulse).await?;
    let abouts: Vec<About> = answers.flags().into_iter().map(About::Flag).collect();
    raise(tx, permit, followed, &abouts, now).await
}

/// Notes what should not wait, unless the same waits already, and tells the officers who accompany the person, or the
/// coordination where nobody does.
pub(crate) async fn raise(
    tx: &mut Tx,
    permit: &Permit,
    followed: &Followed,
    abouts: &[About],
    now: Moment,
) -> Result<()> {
    if abouts.is_empty() {
        return Ok(());
    }
    let waiting = tx.attentions_of(followed.person).await?;
    let mut raised = false;
    for about in abouts.iter().filter(|about| !waiting.iter().any(|known| known.about == **about)) {
        let attention = Attention {
            id: Id::new(now),
            person: followed.person,
            about: about.clone(),
            state: State::Open,
            at: now,
        };
        tx.add_attention(permit, &attention).await?;
        raised = true;
    }
    let told = followed.officers.iter().filter(|_| raised);
    for (account, _) in told {
        message::tell(tx, &To::Account(*account), Notice::AttentionRaised, &[], now).await?;
    }
    if raised && followed.officers.is_empty() {
        message::tell_coordination(tx, Notice::AttentionAlone, &[], now).await?;
    }
    if raised && abouts.iter().any(|about| matches!(about, About::Flag(_))) {
        case::call_today(tx, permit, followed.person, now).await?;
    }
    Ok(())
}

/// Tells everybody whose pulse has come due, once for each, if they want messages. Answers how many were due.
///
/// # Errors
/// [`Error::NotFound`] unless the clock asks; if the database cannot be reached. Who cannot be told is passed over until the
/// next night.
pub async fn ask_due(sys: &System, ctx: &Ctx) -> Result<usize> {
    ctx.permit(Relation::Stranger, Object::Pulse, Action::Create)?;
    let mut count = 0;
    for wave in Wave::ALL {
        let to = ctx.now.plus_days(-wave.told_after_days());
        let from = to.plus_days(-NEWS_DAYS);
        let mut after = None;
        loop {
            let people = sys.store.read().await?.people_to_ask(*wave, (from, to), after, BATCH).await?;
            let Some(last) = people.last().copied() else { break };
            count += people.len();
            ask_each(sys, ctx, *wave, &people).await;
            after = Some(last);
        }
    }
    Ok(count)
}

/// Tells these together; if that fails, each alone, so that one who cannot be told holds up nobody else.
async fn ask_each(sys: &System, ctx: &Ctx, wave: Wave, people: &[Id<Person>]) {
    let Err(mut fault) = ask(sys, ctx, wave, people).await else { return };
    let mut count = 0;
    for person in people {
        if let Err(error) = ask(sys, ctx, wave, &[*person]).await {
            (fault, count) = (error, count + 1);
        }
    }
    if count > 0 {
        tracing::error!(count, error = &fault as &dyn std::error::Error, "not asked how they fare");
    }
}

async fn ask(sys: &System, ctx: &Ctx, wave: Wave, people: &[Id<Person>]) -> Result<()> {
    sys.store
        .write(move |mut tx| async move {
            for person in people {
                if tx.note_pulse_ask(*person, wave, ctx.now).await? {
                    message::tell_person(&mut tx, *person, Notice::PersonPulseReply, &[], ctx.now).await?;
                }
            }
            Ok(tx.done(()))
        })
        .await
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(said: &[(Question, &str)]) -> Form {
        Form { said: said.iter().map(|(question, word)| (*question, (*word).to_owned())).collect() }
    }

    #[test]
    fn what_is_left_out_was_not_said() {
        let answers = read(&form(&[(Question::Food, "2"), (Question::Debt, UNSAID)])).unwrap();
        assert_eq!(answers.of(Question::Food), Some(2));
        assert_eq!(answers.said().count(), Question::FULL.len());
        assert_eq!(answers.said().filter(|(_, choice)| choice.is_some()).count(), 1);
    }

    #[test]
    fn what_is_wrong_is_said_beside_its_question() {
        let problem = |said: &[(Question, &str)]| match read(&form(said)) {
            Err(Error::Invalid(problems)) => problems.0.iter().map(|one| (one.field, one.key)).collect(),
            other => panic!("{other:?}"),
        };
        let none: Vec<(&str, &str)> = problem(&[]);
        assert_eq!(none, [("food", "pulse-empty")]);
        assert_eq!(
            problem(&[(Question::Debt, "4"), (Question::Roof, "0")]),
            [("debt", "pulse-choice-unknown"), ("roof", "pulse-choice-unknown")]
        );
        // A short question is not asked on the screen.
        assert_eq!(problem(&[(Question::ShortSocial, "3")]), [("food", "pulse-empty")]);
    }
}
