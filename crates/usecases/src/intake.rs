//! Intake at a desk: one person after another, also without a network. A record has a key of the tablet's own; whatever
//! comes under it is registered once. See `docs/decisions/0011-intake.md`.

pub mod file;
mod read;
mod sealed;

use domain::{
    consent::Consent,
    id::Id,
    intake::{Intake, Kept, Outcome, folio, initials},
    person::{Experience, Person, PersonStatus, Profile},
    policy::{Action, Actor, Object, Permit, Relation},
    text::{PersonCode, PlainName},
    time::Moment,
};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
pub use store::seal::IntakeKey;

use self::read::Read;
pub use self::sealed::{MOST, Receipt, Review, Sealed, review, take_sealed};
use crate::{Ctx, Error, Result, System, sign_in::hash};

/// Codes drawn until one is free.
const DRAWS: u32 = 5;
/// Lines of a day's list at most: two desks' worth.
const LINES: i64 = 500;

/// The form, as typed: one person.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Form {
    /// The code that the tablet drew and printed; empty where the server draws it.
    pub code: String,
    /// The agency on whose page it was typed: nobody else may correct it.
    pub desk: String,
    /// The name they want to be called by, or nothing.
    pub alias: String,
    /// A year, an age or a day.
    pub birth: String,
    /// `female`, `male`, `other`, or nothing.
    pub sex: String,
    /// A code, or a name that is found.
    pub municipality: String,
    /// The word of a language.
    pub language: String,
    /// A number, or nothing.
    pub phone: String,
    /// `own` or `relative`.
    pub contact_owner: String,
    /// What they need, as words of kinds of services.
    pub needs: Vec<String>,
    /// What they worked as, in their own words, or nothing.
    pub work: String,
    /// For how many years, or nothing.
    pub years: String,
    /// Where, as two letters; nothing is the United States.
    pub country: String,
    /// The purposes they said yes to.
    pub purposes: Vec<String>,
    /// How they said it: `screen`, `voice`, `thumb` or `paper`.
    pub way: String,
    /// Who saw the thumb.
    pub witness: String,
    /// The PIN they chose, or nothing if they left a telephone for messages.
    pub pin: String,
}

/// What became of a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taken {
    /// What.
    pub outcome: Outcome,
    /// What the person signs in with: what was asked for, or another if somebody has that one. Nothing if it is not the
    /// asker's to know.
    pub code: Option<PersonCode>,
}

/// A line of the day's list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The short number.
    pub folio: String,
    /// The first letters of the name; empty if none was told.
    pub initials: String,
    /// When it was registered.
    pub at: Moment,
}

/// The public half of the key to which tablets seal.
///
/// # Errors
/// As [`day`].
pub fn key(sys: &System, ctx: &Ctx) -> Result<IntakeKey> {
    ctx.permit(Relation::Stranger, Object::Intake, Action::Create)?;
    Ok(sys.store.keys().intake_key())
}

/// How many who asks has registered today, in Guatemala.
///
/// # Errors
/// [`Error::NotFound`] if they register nobody; [`Error::SignIn`] if they are not signed in.
pub async fn count(sys: &System, ctx: &Ctx) -> Result<i64> {
    ctx.permit(Relation::Own, Object::Intake, Action::View)?;
    let Actor::Staff { account, .. } = ctx.actor else { return Err(Error::NotFound) };
    Ok(sys.store.read().await?.count_intakes_by(account, midnight(ctx.now)).await?)
}

/// Whom who asks has registered today, the last first: folio, initials and time, and no more.
///
/// # Errors
/// As [`count`].
pub async fn day(sys: &System, ctx: &Ctx) -> Result<Vec<Line>> {
    ctx.permit(Relation::Own, Object::Intake, Action::View)?;
    let Actor::Staff { account, .. } = ctx.actor else { return Err(Error::NotFound) };
    let intakes = sys.store.read().await?.intakes_by(account, midnight(ctx.now), LINES).await?;
    let line = |intake: Intake| Line {
        folio: folio(intake.key),
        initials: intake.kept.initials,
        at: intake.taken_at,
    };
    Ok(intakes.into_iter().map(line).collect())
}

/// The first second of the day in Guatemala.
fn midnight(now: Moment) -> Moment {
    let civil = now.civil();
    let since = i64::from(civil.hour()) * 3600 + i64::from(civil.minute()) * 60 + i64::from(civil.second());
    now.plus(-since)
}

/// Registers the person of a form under `key`, once: the same form again changes nothing, and another form under the
/// same key is a conflict. Nothing is kept of who is under 18.
///
/// # Errors
/// [`Error::Invalid`] with the problems of the fields; [`Error::NotFound`] if who asks registers nobody.
pub async fn take(sys: &System, ctx: &Ctx, key: Id<Intake>, form: &Form) -> Result<Taken> {
    let permit = ctx.permit(Relation::Stranger, Object::Intake, Action::Create)?;
    let registering = ctx.permit(Relation::Stranger, Object::Person, Action::Create)?;
    let content = content_of(sys, key, form)?;
    if let Some(taken) = known(sys, ctx, key, &content).await? {
        return Ok(taken);
    }
    let read = read::read(form, ctx.now.day())?;
    let pin_hash = match &read.pin {
        Some(pin) => hash::hash_pin(sys, pin).await?,
        None => String::new(),
    };
    let told = told_of(form)?;
    let mut wanted = PersonCode::parse(&form.code).ok();
    for _ in 0..DRAWS {
        let code = match wanted.take() {
            Some(code) => code,
            None => PersonCode::from_random(store::seal::random()?),
        };
        let new = New { ctx, read: &read, pin_hash: &pin_hash, content: &content, told: &told };
        match new.keep(sys, key, &code, (&permit, &registering)).await {
            // A slip was printed with that code; the desk is told the new one.
            Err(Error::Conflict("person-code-taken")) => {}
            // The same record came twice at once, and the other was faster.
            Err(Error::Conflict("intake-taken")) => {
                return known(sys, ctx, key, &content).await?.ok_or(Error::Conflict("intake-taken"));
            }
            outcome => return outcome.map(|()| Taken { outcome: Outcome::New, code: Some(code) }),
        }
    }
    Err(Error::Conflict("person-code-taken"))
}

/// A keyed hash of what was told, by which a record that comes again is known.
fn content_of(sys: &System, key: Id<Intake>, form: &Form) -> Result<Vec<u8>> {
    let text = serde_json::to_vec(form).map_err(|error| Error::Internal(Box::new(error)))?;
    let digest: String = Sha256::digest(text).iter().map(|byte| format!("{byte:02x}")).collect();
    Ok(sys.store.keys().index("intake.content", &format!("{key}\n{digest}")))
}

/// What was told, without the PIN.
fn told_of(form: &Form) -> Result<String> {
    let told = Form { pin: String::new(), ..form.clone() };
    serde_json::to_string(&told).map_err(|error| Error::Internal(Box::new(error)))
}

/// What was registered under this key before, if who asks took it down and it is still kept.
///
/// # Errors
/// Faults of ours.
pub async fn first(sys: &System, ctx: &Ctx, key: Id<Intake>) -> Result<Option<Form>> {
    let found = ctx.unlock(Action::View, sys.store.read().await?.intake(key).await?).ok();
    Ok(found.and_then(|(_, intake)| serde_json::from_str(&intake.told?).ok()))
}

/// What is answered if something was registered under this key already.
async fn known(sys: &System, ctx: &Ctx, key: Id<Intake>, content: &[u8]) -> Result<Option<Taken>> {
    let mut tx = sys.store.read().await?;
    let Some(before) = tx.intake_content(key).await? else { return Ok(None) };
    if before != content {
        return Ok(Some(Taken { outcome: Outcome::Conflict, code: None }));
    }
    // Only who took it down is told the code again, for the slip.
    let code = ctx.unlock(Action::View, tx.intake(key).await?).ok().map(|(_, intake)| intake.code);
    Ok(Some(Taken { outcome: Outcome::Again, code }))
}

/// A person about to be registered.
struct New<'a> {
    ctx: &'a Ctx,
    read: &'a Read,
    pin_hash: &'a str,
    content: &'a [u8],
    told: &'a str,
}

impl New<'_> {
    fn person(&self, code: &PersonCode) -> Result<Person> {
        let Read { alias, birth_year, sex, municipality, language, contact, .. } = self.read;
        let nameless = || PlainName::parse(&code.to_string());
        Ok(Person {
            id: Id::new(self.ctx.now),
            code: code.clone(),
            status: PersonStatus::Active,
            // Who does not say a name is called by the code.
            alias: alias
                .clone()
                .map_or_else(nameless, Ok)
                .map_err(|error| Error::Internal(Box::new(error)))?,
            birth_year: *birth_year,
            sex: *sex,
            municipality: *municipality,
            language: *language,
            lang: self.ctx.lang,
            contact: contact.clone(),
            cui: None,
            profile: Profile::default(),
            created_at: self.ctx.now,
            version: 1,
        })
    }

    /// Writes person, consents, work and record in one unit of work.
    async fn keep(
        &self,
        sys: &System,
        key: Id<Intake>,
        code: &PersonCode,
        (permit, registering): (&Permit, &Permit),
    ) -> Result<()> {
        let Ctx { now, lang, .. } = *self.ctx;
        let person = &self.person(code)?;
        let intake = &self.intake(key, person);
        sys.store
            .write(move |mut tx| async move {
                tx.add_person(registering, person, self.pin_hash, None, now).await?;
                for purpose in &self.read.purposes {
                    let consent = Consent::given(person.id, *purpose, None, lang, now);
                    tx.give_consent(registering, &consent, now).await?;
                }
                if let Some(work) = &self.read.work {
                    let job = Experience {
                        id: Id::new(now),
                        person: person.id,
                        words: work.words.clone(),
                        occupation: None,
                        months: work.months,
                        country: work.country.clone(),
                        created_at: now,
                    };
                    tx.add_experience(registering, &job, now).await?;
                }
                tx.add_intake(permit, intake, self.content, now).await?;
                Ok(tx.done(()))
            })
            .await
    }

    fn intake(&self, key: Id<Intake>, person: &Person) -> Intake {
        let account = if let Actor::Staff { account, .. } = self.ctx.actor { Some(account) } else { None };
        let alias = self.read.alias.as_ref();
        Intake {
            key,
            person: person.id,
            account,
            agency: self.ctx.actor.agency(),
            code: person.code.clone(),
            kept: Kept {
                initials: alias.map_or_else(String::new, |alias| initials(alias.as_str())),
                needs: self.read.needs.clone(),
                way: self.read.way,
                witness: self.read.witness.clone(),
            },
            told: Some(self.told.to_owned()),
            taken_at: self.ctx.now,
        }
    }
}
