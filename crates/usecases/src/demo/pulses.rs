//! How the people of the made-up world fare, what should not wait, and text messages that came in.

use domain::{
    attention::{About, Attention, State},
    id::Id,
    person::{ContactOwner, Person},
    policy::{Action, Actor, Object},
    pulse::{Answers, DIGITS, Pulse, Question, Wave, Way},
};
use store::Tx;

use super::{Chance, World, permit};
use crate::Result;

/// Of so many people pulses are made; the first is the one to enter as.
const ASKED: usize = 240;
/// What people write, and nobody but a person understands.
const WRITTEN: [&str; 4] =
    ["¿A qué hora es la cita?", "Ya no vivo ahí, me mudé", "Llámeme por favor", "Gracias, Dios le bendiga"];

/// Makes pulses, what waits because of them, and messages that came in.
pub(super) async fn make(world: &mut World, tx: &mut Tx) -> Result<()> {
    for at in 0..world.people.len().min(ASKED) {
        let person = world.people[at].person.clone();
        let followed = tx.followed(person.id, &Actor::System, world.now).await?;
        let (_, followed) = followed.unlock(&Actor::System, Action::View)?;
        let accompanied = !followed.officers.is_empty();
        if at > 0 && !accompanied && !world.chance.percent(35) {
            continue;
        }
        let last = pulses(world, tx, &person, at == 0).await?;
        if at == 0 && person.contact.as_ref().is_some_and(|contact| contact.owner == ContactOwner::Own) {
            let permit = permit(Object::Person, Action::Edit)?;
            for contact in person.contact.iter() {
                tx.confirm_phone(&permit, person.id, &contact.phone, world.now).await?;
            }
        }
        let flags = last.map(|last| last.answers.flags()).unwrap_or_default();
        let mut abouts: Vec<About> = flags.into_iter().map(About::Flag).collect();
        if accompanied && world.chance.percent(12) {
            abouts.push(About::Reply((*world.chance.pick(&WRITTEN)).to_owned()));
        }
        wait(world, tx, person.id, abouts).await?;
    }
    Ok(())
}

/// The pulses of one person, each a little better than the one before; answers the last one.
async fn pulses(world: &mut World, tx: &mut Tx, person: &Person, guide: bool) -> Result<Option<Pulse>> {
    let permit = permit(Object::Pulse, Action::Create)?;
    let open = Wave::open(person.created_at, world.now);
    let mut luck = world.chance.between(15, 75);
    let mut last = None;
    for wave in Wave::ALL {
        let at = person.created_at.plus_days(wave.days()).plus(world.chance.between(3_600, 300_000));
        // To the one to enter as, the open one is left to answer.
        if at > world.now || (guide && open == Some(*wave)) || (!guide && world.chance.percent(20)) {
            continue;
        }
        let short = world.chance.percent(25);
        let answers = if short { digits(&mut world.chance, luck) } else { full(&mut world.chance, luck) };
        luck = (luck + world.chance.between(-6, 16)).clamp(5, 95);
        let Some(answers) = answers else { continue };
        let way = if short { Way::Sms } else { Way::Screen };
        let id = world.chance.id(at);
        let pulse = Pulse { id, person: person.id, wave: *wave, way, taken_by: None, answers, at };
        tx.put_pulse(&permit, &pulse).await?;
        last = Some(pulse);
    }
    Ok(last)
}

fn full(chance: &mut Chance, luck: i64) -> Option<Answers> {
    let said = Question::FULL.map(|question| {
        let points = question.points();
        let wanted = (luck + chance.between(-35, 35)).clamp(0, 100);
        let near = points.iter().enumerate().min_by_key(|(_, point)| (*point - wanted).abs());
        let choice = near.and_then(|(at, _)| u8::try_from(at + 1).ok());
        (question, choice.filter(|_| !chance.percent(6)))
    });
    Answers::new(said).ok()
}

fn digits(chance: &mut Chance, luck: i64) -> Option<Answers> {
    let digit = |chance: &mut Chance| {
        let wanted = (luck + chance.between(-25, 25)).clamp(0, 100);
        u8::try_from(1 + (wanted + 12) / 25).unwrap_or(3).min(5)
    };
    let all: [u8; DIGITS] = [digit(chance), digit(chance), digit(chance)];
    Answers::of_digits(all).ok()
}

async fn wait(world: &mut World, tx: &mut Tx, person: Id<Person>, abouts: Vec<About>) -> Result<()> {
    let permit = permit(Object::Pulse, Action::Create)?;
    for about in abouts {
        let days = world.chance.between(0, 5);
        let at = world.ago(days);
        let id = world.chance.id(at);
        let attention = Attention { id, person, about, state: State::Open, at };
        tx.add_attention(&permit, &attention).await?;
    }
    Ok(())
}
