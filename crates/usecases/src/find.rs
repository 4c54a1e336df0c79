//! Find first: an officer looks for somebody by code, number or name before registering them; and what is alike is shown
//! before somebody new is kept. Whoever is shown is told of it, in the same unit of work; an officer who opens very many
//! is noticed.

use domain::{
    agency::Account,
    find::{Heard, Likeness, Sign, Sketch},
    id::Id,
    message::Notice,
    person::Person,
    place::MunicipalityCode,
    policy::{Action, Actor, Object, Permit, Relation, Role},
    text::{Cui, PersonCode, Phone, sounded},
    time::Moment,
};
use store::{Tx, person::Sounding};

use crate::{
    Ctx, Error, Result, System, message,
    person::{Registration, register::read_birth_year},
    place,
};

/// Searches of one officer in an hour; whoever needs more waits.
const SEARCHES: i64 = 120;
/// Looks for who is there already, before registering, in an hour: twice what a full reception registers.
const CHECKS: i64 = 240;
/// People opened by one officer in an hour before the coordination is told.
const OPENED: i64 = 50;
/// People opened by one officer in an hour, at most.
const MOST_OPENED: i64 = 100;
/// An hour in seconds.
const HOUR: i64 = 3600;
/// What was found can be opened for so long, in seconds: a day at a desk.
const FOUND_WORKS: i64 = 12 * HOUR;
/// People opened by the program to judge a name.
const LOOKED_AT: i64 = 60;
/// People shown.
const SHOWN: usize = 10;

/// Somebody who was found: the little by which people are told apart, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Who. Of several records that were joined, the one in front.
    pub person: Id<Person>,
    /// The name as they told it.
    pub name: String,
    /// Year of birth.
    pub birth_year: i16,
    /// Where they live.
    pub municipality: MunicipalityCode,
    /// Why they were found.
    pub likeness: Likeness,
}

/// What an officer found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// The likeliest first.
    pub hits: Vec<Hit>,
    /// Whether there are more than are shown: say more.
    pub more: bool,
}

/// The officer who asks.
fn officer(ctx: &Ctx) -> Result<Id<Account>> {
    match ctx.actor {
        Actor::Staff { account, role: Role::CaseWorker, .. } => Ok(account),
        Actor::Anonymous => Err(Error::SignIn),
        _ => Err(Error::NotFound),
    }
}

/// What was typed into the one box: everything that it may be.
#[derive(Debug, Default)]
struct Typed {
    code: Option<PersonCode>,
    phone: Option<Phone>,
    cui: Option<Cui>,
    name: String,
    year: Option<i16>,
}

impl Typed {
    fn read(text: &str) -> Self {
        let is_year = |word: &str| word.len() == 4 && (word.starts_with("19") || word.starts_with("20"));
        let mut words: Vec<&str> = text.split_whitespace().collect();
        let at =
            words.iter().position(|word| is_year(word) && word.bytes().all(|byte| byte.is_ascii_digit()));
        let year = at.filter(|_| words.len() > 1).and_then(|at| words.remove(at).parse().ok());
        let has_digits = words.iter().any(|word| word.bytes().any(|byte| byte.is_ascii_digit()));
        Self {
            code: PersonCode::parse(text).ok(),
            phone: Phone::parse(text).ok(),
            cui: Cui::parse(text).ok(),
            name: if has_digits { String::new() } else { words.join(" ") },
            year,
        }
    }

    fn is_empty(&self) -> bool {
        let numbered = self.code.is_some() || self.phone.is_some() || self.cui.is_some();
        !numbered && sounded(&self.name).is_empty()
    }
}

/// Looks for people: by the code on their slip, their telephone, their DPI number, or their name as it sounds, with a year
/// of birth beside it if it is known. What was found is told to whom it is about.
///
/// # Errors
/// A problem with `words` if nothing can be looked for; [`Error::TooMany`] after 120 searches in an hour;
/// [`Error::NotFound`] if it is not an officer.
pub async fn find(sys: &System, ctx: &Ctx, words: &str) -> Result<Found> {
    let account = officer(ctx)?;
    let permit = &ctx.permit(Relation::Stranger, Object::Person, Action::Find)?;
    let typed = &Typed::read(words);
    if typed.is_empty() {
        return Err(Error::invalid("words", "find-words-missing"));
    }
    count(sys, ctx, account, ("attempt.find", SEARCHES)).await?;
    sys.store
        .write(move |mut tx| async move {
            let mut hits = Vec::new();
            numbered(&mut tx, ctx, typed, &mut hits).await?;
            named(&mut tx, ctx, &typed.name, typed.year.map(|year| (year - 1, year + 1)), &mut hits).await?;
            end(tx, ctx, permit, account, hits).await
        })
        .await
}

/// Ends a search: the likeliest few, each told to whom it is about.
async fn end(
    mut tx: Tx,
    ctx: &Ctx,
    permit: &Permit,
    account: Id<Account>,
    mut hits: Vec<Hit>,
) -> Result<store::Done<Found>> {
    hits.sort_by_key(|hit| (hit.likeness.order(), std::cmp::Reverse(hit.person)));
    let more = hits.len() > SHOWN;
    hits.truncate(SHOWN);
    // One search is one thing in the audit, with a line for each person.
    let search = Id::<Found>::new(ctx.now).uuid();
    for hit in &hits {
        let signs: Vec<&str> = hit.likeness.signs.iter().map(|sign| sign.word()).collect();
        tx.audit(permit, search, Some(hit.person.uuid()), &signs.join(" "), ctx.now).await?;
    }
    let people: Vec<Id<Person>> = hits.iter().map(|hit| hit.person).collect();
    tx.note_found(account, &people, ctx.now).await?;
    if hits.is_empty() {
        tx.audit(permit, account.uuid(), None, "nothing", ctx.now).await?;
    }
    Ok(tx.done(Found { hits, more }))
}

/// Those who have this code or number.
async fn numbered(tx: &mut Tx, ctx: &Ctx, typed: &Typed, hits: &mut Vec<Hit>) -> Result<()> {
    let mut found: Vec<(Id<Person>, Option<Sign>)> = Vec::new();
    if let Some(code) = &typed.code
        && let Some((person, _)) = tx.person_by_code(code).await?
    {
        found.push((person, Some(Sign::Code)));
    }
    let alike = tx.people_like(typed.cui.as_ref(), typed.phone.as_ref(), None).await?;
    found.extend(alike.into_iter().map(|person| (person, None)));
    for (person, sign) in found {
        // A row without a person any more is passed over.
        let Ok((_, known)) = ctx.unlock(Action::Find, tx.person(person).await?) else { continue };
        let sketch = Sketch { phone: typed.phone.as_ref(), cui: typed.cui.as_ref(), ..Sketch::default() };
        let mut likeness = Likeness::between(&sketch, &known);
        likeness.signs.splice(0..0, sign);
        note(Heard::of(&known, tx.front_of(known.id).await?), likeness, hits);
    }
    Ok(())
}

/// Those whose name is alike. The index finds too many; the names decide.
async fn named(
    tx: &mut Tx,
    ctx: &Ctx,
    name: &str,
    born: Option<(i16, i16)>,
    hits: &mut Vec<Hit>,
) -> Result<()> {
    let year = born.map(|(first, _)| first + 1);
    let sketch = Sketch { name, birth_year: year, ..Sketch::default() };
    for locked in tx.people_sounding(Sounding { name, born, limit: LOOKED_AT }).await? {
        let (_, known) = ctx.unlock(Action::Find, locked)?;
        let likeness = Likeness::heard(&sketch, &known);
        if likeness.words.is_some() {
            note(known, likeness, hits);
        }
    }
    Ok(())
}

/// Adds somebody who was found; of records that were joined, the one in front, once, with the stronger reason.
fn note(known: Heard, likeness: Likeness, hits: &mut Vec<Hit>) {
    let Heard { front: person, alias: name, birth_year, municipality, .. } = known;
    match hits.iter_mut().find(|hit| hit.person == person) {
        Some(hit) if likeness.order() < hit.likeness.order() => hit.likeness = likeness,
        Some(_) => {}
        None => hits.push(Hit { person, name, birth_year, municipality, likeness }),
    }
}

/// Who may be there already of somebody whom an officer is about to register, each with why; it hinders nothing. Fields
/// that cannot be read are passed over: registering tells of them.
///
/// # Errors
/// As [`find`], without problems.
pub async fn alike(sys: &System, ctx: &Ctx, form: &Registration) -> Result<Found> {
    let account = officer(ctx)?;
    let permit = &ctx.permit(Relation::Stranger, Object::Person, Action::Find)?;
    let (phone, cui) = (&Phone::parse(&form.phone).ok(), &Cui::parse(&form.cui).ok());
    let birth_year = read_birth_year(&form.birth_year, ctx.now.day()).ok();
    let municipality = place::choose(&form.municipality).ok();
    count(sys, ctx, account, ("attempt.alike", CHECKS)).await?;
    sys.store
        .write(move |mut tx| async move {
            let sketch = Sketch {
                name: &form.alias,
                birth_year,
                municipality,
                phone: phone.as_ref(),
                cui: cui.as_ref(),
            };
            let mut hits = Vec::new();
            for person in tx.people_like(cui.as_ref(), phone.as_ref(), None).await? {
                let Ok((_, known)) = ctx.unlock(Action::Find, tx.person(person).await?) else { continue };
                let likeness = Likeness::between(&sketch, &known);
                if likeness.is_worth_asking() {
                    note(Heard::of(&known, tx.front_of(known.id).await?), likeness, &mut hits);
                }
            }
            if let Some(year) = birth_year {
                let asked =
                    Sounding { name: &form.alias, born: Some((year - 1, year + 1)), limit: LOOKED_AT };
                for locked in tx.people_sounding(asked).await? {
                    let (_, known) = ctx.unlock(Action::Find, locked)?;
                    let likeness = Likeness::heard(&sketch, &known);
                    if likeness.is_worth_asking() {
                        note(known, likeness, &mut hits);
                    }
                }
            }
            end(tx, ctx, permit, account, hits).await
        })
        .await
}

/// Opens somebody who was found, to go on with them: refer them, or propose that two records are one. It shows no more
/// than the search did. An officer who opens more than 50 people in an hour is noticed by the coordination; after 100 they
/// wait.
///
/// # Errors
/// [`Error::NotFound`] if who asks did not find them in the last hours; [`Error::TooMany`].
pub async fn open(sys: &System, ctx: &Ctx, person: Id<Person>) -> Result<Hit> {
    let account = officer(ctx)?;
    sys.store
        .write(move |mut tx| async move {
            let hit = open_in(&mut tx, ctx, account, person).await?;
            Ok(tx.done(hit))
        })
        .await
}

/// The same, within a unit of work.
pub(crate) async fn open_in(tx: &mut Tx, ctx: &Ctx, account: Id<Account>, person: Id<Person>) -> Result<Hit> {
    let (permit, known) = ctx.unlock(Action::Find, tx.person(person).await?)?;
    let hour = ctx.now.plus(-HOUR);
    let noted = tx.note_opened(account, person, (ctx.now.plus(-FOUND_WORKS), hour), ctx.now).await?;
    let (count, new) = noted.ok_or(Error::NotFound)?;
    if count > MOST_OPENED {
        return Err(Error::TooMany(HOUR));
    }
    if new && count == OPENED + 1 {
        alarm(tx, ctx).await?;
    }
    tx.audit(&permit, person.uuid(), Some(person.uuid()), "opened", ctx.now).await?;
    Ok(Hit {
        person,
        name: known.alias.to_string(),
        birth_year: known.birth_year,
        municipality: known.municipality,
        likeness: Likeness::default(),
    })
}

/// Somebody whom the officer who asks opened in the last hours, for what they do next; nothing of them is answered.
pub(crate) async fn opened(tx: &mut Tx, ctx: &Ctx, person: Id<Person>) -> Result<Person> {
    let account = officer(ctx)?;
    if !tx.was_opened(account, person, ctx.now.plus(-FOUND_WORKS)).await? {
        return Err(Error::NotFound);
    }
    let (_, person) = tx.person(person).await?.unlock(&Actor::System, Action::View)?;
    Ok(person)
}

/// Tells the coordination that somebody of an agency opens very many people.
async fn alarm(tx: &mut Tx, ctx: &Ctx) -> Result<()> {
    let agency = tx.agency_name(ctx.agency()?).await?.unwrap_or_default();
    let arguments = [("agency", agency), ("count", OPENED.to_string())];
    message::tell_coordination(tx, Notice::PeopleOpened, &arguments, ctx.now).await
}

/// Counts a search of an officer, in windows of an hour.
async fn count(
    sys: &System,
    ctx: &Ctx,
    account: Id<Account>,
    (what, most): (&'static str, i64),
) -> Result<()> {
    let key = &sys.store.keys().index(what, &account.to_string());
    let now = ctx.now;
    sys.store
        .write(move |mut tx| async move {
            let before = tx.attempts(key).await?;
            let began = before.since.filter(|since| now < since.plus(HOUR));
            let failures = if began.is_some() { before.failures + 1 } else { 1 };
            if failures > most {
                let ends = began.map_or(now, |since| since.plus(HOUR));
                return Err(Error::TooMany(ends.seconds() - now.seconds()));
            }
            let after = store::attempt::Attempts { failures, since: began.or(Some(now)), locked_until: None };
            tx.put_attempts(key, after, now).await?;
            Ok(tx.done(()))
        })
        .await
}

/// Writes how names sound that were written before the rule. What cannot be read is passed over. Called by a job.
///
/// # Errors
/// If the database does not take it.
pub async fn keep_up(sys: &System) -> Result<()> {
    const BATCH: i64 = 200;
    loop {
        let (count, unreadable) = sys
            .store
            .write(move |mut tx| async move {
                let sounded = tx.sound_people(BATCH).await?;
                Ok::<_, Error>(tx.done(sounded))
            })
            .await?;
        if unreadable > 0 {
            tracing::error!(count = unreadable, "people who cannot be read are not found by name");
        }
        if i64::try_from(count).unwrap_or(0) < BATCH {
            return Ok(());
        }
    }
}

/// Forgets who was found long ago.
pub(crate) async fn forget(tx: &mut Tx, now: Moment) -> Result<()> {
    tx.sweep_looks(now.plus(-2 * FOUND_WORKS)).await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_box_takes_codes_numbers_and_names() {
        let name = Typed::read("  Juan   Pérez 1990 ");
        assert_eq!((name.name.as_str(), name.year), ("Juan Pérez", Some(1990)));
        assert!(name.phone.is_none() && name.cui.is_none() && name.code.is_none());
        assert!(Typed::read("5512-3456").phone.is_some());
        assert!(Typed::read("1234 56789 0101").cui.is_some());
        assert_eq!(Typed::read("1234 56789 0101").name, "");
        let code = PersonCode::from_random([3; 8]);
        assert_eq!(Typed::read(&code.to_string().to_lowercase()).code, Some(code));
        for nothing in ["", "  ", "¡!", "1990", "12"] {
            assert!(Typed::read(nothing).is_empty(), "{nothing}");
        }
    }
}
