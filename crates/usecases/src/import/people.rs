//! People in: a reception list, as CSV or XLSX. Each gets a person code and a PIN on a slip.
//!
//! Why somebody came back, and anything about offences, is never kept, nor repeated in the file of problems. People
//! who may be here already are told of, never merged.

mod columns;
mod like;
mod slip_file;

use std::path::Path;

use domain::{
    consent::{Consent, NOTICE_VERSION, Purpose},
    id::Id,
    person::{Contact, Person, PersonStatus, Profile, Sex},
    place::MunicipalityCode,
    policy::Object,
    taxonomy::LanguageCode,
    text::{Cui, PersonCode, Pin, PlainName},
};

pub use self::slip_file::SlipFile;
use self::{columns::COLUMNS, like::Seen};
use super::{
    problem::{FileProblem, Value},
    run::{Note, Report, Run, Stopped, Watch, notes_of_form, unit},
    sheet::{Limits, Row, Sheet},
};
use crate::{Ctx, Error, System, sign_in::hash};

/// People of one unit of work. Each takes a tenth of a second, for the hash of the PIN.
const TOGETHER: usize = 40;

/// What an operator says about the list.
#[derive(Clone, Debug)]
pub struct Options {
    /// Where it comes from; the same list must come from the same source each time.
    pub source: String,
    /// Whether only to check.
    pub dry: bool,
}

/// What a person needs to sign in, for the slip of paper. The PIN is nowhere else.
#[derive(Clone, Debug)]
pub struct Slip {
    /// The row of the list.
    pub row: u64,
    /// The number on the list, if there is one.
    pub folio: String,
    /// How they want to be called.
    pub alias: String,
    /// The person code.
    pub code: PersonCode,
    /// The PIN.
    pub pin: Pin,
}

/// A row that was read.
struct Draft {
    row: u64,
    folio: String,
    key: String,
    alias: PlainName,
    birth_year: i16,
    sex: Option<Sex>,
    municipality: MunicipalityCode,
    language: LanguageCode,
    contact: Option<Contact>,
    cui: Option<Cui>,
    consents: bool,
    notes: Vec<Note>,
}

/// How many rows there are, for a progress bar, and what "M" means in the column of sex.
struct Survey {
    rows: u64,
    letter_m: Option<Sex>,
}

/// How many rows a list has.
///
/// # Errors
/// [`FileProblem`] when it cannot be read.
pub fn count(path: &Path) -> Result<u64, FileProblem> {
    Ok(survey(path)?.rows)
}

fn survey(path: &Path) -> Result<Survey, FileProblem> {
    let (mut rows, mut h, mut f) = (0, false, false);
    for row in Sheet::open(path, COLUMNS, &Limits::default())?.map_while(Result::ok) {
        rows += 1;
        match row.get("sexo") {
            Some("H" | "h") => h = true,
            Some("F" | "f") => f = true,
            _ => {}
        }
    }
    // Lists have H and M (hombre, mujer) or M and F (masculino, femenino).
    let letter_m = match (h, f) {
        (true, false) => Some(Sex::Female),
        (false, true) => Some(Sex::Male),
        _ => None,
    };
    Ok(Survey { rows, letter_m })
}

/// Which of these codes are of somebody who is here: a slip whose writing was interrupted is of nobody.
///
/// # Errors
/// If the database cannot be read.
pub async fn living(sys: &System, codes: &[PersonCode]) -> Result<Vec<bool>, Error> {
    let mut tx = sys.store.read().await?;
    let mut living = Vec::with_capacity(codes.len());
    for code in codes {
        living.push(tx.person_by_code(code).await?.is_some());
    }
    Ok(living)
}

/// Registers the people of a list. Who is here already by the same source and key stays as they are.
///
/// # Errors
/// [`Stopped`] when the list cannot be read, or the database or the file of slips does not take it.
pub async fn import(
    sys: &System,
    ctx: &Ctx,
    path: &Path,
    options: &Options,
    watch: &mut dyn Watch,
) -> Result<Report, Stopped> {
    let survey = survey(path)?;
    let mut sheet = Sheet::open(path, COLUMNS, &Limits::default())?;
    let run = Run::begin(sys, ctx, options.dry, watch, (Object::Person, "people"), path).await?;
    let mut importer = Importer { run, options, seen: Seen::default(), letter_m: survey.letter_m };
    let unclaimed: Vec<String> = sheet.unclaimed().to_vec();
    for note in notes_of_form(sheet.form()) {
        importer.run.note(&note)?;
    }
    for header in &unclaimed {
        let key = if columns::is_never_kept(header) {
            "import-people-never-kept"
        } else {
            "import-column-not-kept"
        };
        importer.run.note(&Note::warn(0, header, key))?;
    }
    let (mut drafts, mut rows, mut last) = (Vec::new(), 0, 0);
    loop {
        let row = sheet.next();
        match &row {
            Some(Ok(row)) => {
                rows += 1;
                last = row.number;
                drafts.extend(importer.read(row, &unclaimed)?);
            }
            Some(Err(problem)) => {
                let note = Note { arguments: problem.args(), ..Note::refuse(last, "", problem.key()) };
                importer.run.note(&note)?;
                importer.run.report.ended = Some(problem.clone());
            }
            None => {}
        }
        let over = !matches!(row, Some(Ok(_)));
        if over || drafts.len() >= TOGETHER {
            importer.keep(std::mem::take(&mut drafts)).await?;
            importer.run.watch.done(std::mem::take(&mut rows));
        }
        if over {
            return importer.run.end().await;
        }
    }
}

struct Importer<'a> {
    run: Run<'a>,
    options: &'a Options,
    seen: Seen,
    letter_m: Option<Sex>,
}

impl Importer<'_> {
    /// Reads a row; one that is left out is told at once.
    fn read(&mut self, row: &Row, unclaimed: &[String]) -> Result<Option<Draft>, Stopped> {
        self.run.report.rows += 1;
        for (header, _) in row.cells().filter(|(header, _)| unclaimed.iter().any(|name| name == header)) {
            *self.run.report.not_kept.entry(header.to_owned()).or_default() += 1;
        }
        let mut notes: Vec<Note> = Vec::new();
        for found in &row.problems {
            // What a column that is not kept holds is not repeated.
            let value = if unclaimed.contains(&found.column) { "" } else { &found.value };
            notes.push(Note::found(row.number, &found.column, &found.problem, value));
        }
        let draft = columns::read(row, self.letter_m, self.run.ctx.now.day(), &mut notes);
        match draft.filter(|_| !notes.iter().any(|note| note.refuses)) {
            Some(mut draft) => {
                draft.key = self.seen.key(&draft);
                draft.notes = notes;
                Ok(Some(draft))
            }
            None => {
                self.run.tell(&notes)?;
                Ok(None)
            }
        }
    }

    /// Keeps those who are not here yet.
    async fn keep(&mut self, drafts: Vec<Draft>) -> Result<(), Stopped> {
        let mut new = Vec::new();
        let mut tx = self.run.sys.store.read().await?;
        for mut draft in drafts {
            self.seen.warn(&mut draft);
            if tx.person_of_source(&self.options.source, &draft.key).await?.is_some() {
                self.run.report.known += 1;
                continue;
            }
            like::warn(&mut tx, &mut draft).await?;
            self.run.tell(&draft.notes)?;
            new.push(draft);
        }
        drop(tx);
        let mut people = Vec::with_capacity(new.len());
        for draft in &new {
            people.push(self.person(draft)?);
        }
        let hashes = self.hashes(&people).await?;
        if !self.run.dry {
            let slips: Vec<Slip> = people
                .iter()
                .zip(&new)
                .map(|((person, pin), draft)| Slip {
                    row: draft.row,
                    folio: draft.folio.clone(),
                    alias: person.alias.as_str().to_owned(),
                    code: person.code.clone(),
                    pin: pin.clone(),
                })
                .collect();
            // Before they are kept: a slip of nobody does no harm, somebody without a slip could not come back.
            self.run.watch.slips(&slips)?;
        }
        self.write(&new, &people, &hashes).await?;
        self.run.report.kept += new.len() as u64;
        Ok(())
    }

    /// A new person of a row, with a PIN by chance.
    fn person(&self, draft: &Draft) -> Result<(Person, Pin), Stopped> {
        let now = self.run.ctx.now;
        let person = Person {
            id: Id::new(now),
            code: PersonCode::from_random(store::seal::random()?),
            status: PersonStatus::Active,
            alias: draft.alias.clone(),
            birth_year: draft.birth_year,
            sex: draft.sex,
            municipality: draft.municipality,
            language: draft.language,
            lang: self.run.ctx.lang,
            contact: draft.contact.clone(),
            cui: draft.cui.clone(),
            profile: Profile::default(),
            created_at: now,
            version: 1,
        };
        Ok((person, new_pin()?))
    }

    /// The hashes of the PINs, two at a time. Nothing is hashed for a trial.
    async fn hashes(&self, people: &[(Person, Pin)]) -> Result<Vec<String>, Stopped> {
        let sys = self.run.sys;
        let mut hashes = Vec::with_capacity(people.len());
        for pair in people.chunks(2) {
            match pair {
                _ if self.run.dry => hashes.extend(pair.iter().map(|_| String::new())),
                [(_, one), (_, other)] => {
                    let (one, other) = tokio::join!(hash::hash_pin(sys, one), hash::hash_pin(sys, other));
                    hashes.extend([one?, other?]);
                }
                pair => {
                    for (_, pin) in pair {
                        hashes.push(hash::hash_pin(sys, pin).await?);
                    }
                }
            }
        }
        Ok(hashes)
    }

    async fn write(
        &self,
        drafts: &[Draft],
        people: &[(Person, Pin)],
        hashes: &[String],
    ) -> Result<(), Stopped> {
        let (ctx, permit, source) = (self.run.ctx, &self.run.permit, self.options.source.as_str());
        unit(self.run.sys, self.run.dry, move |mut tx| async move {
            for ((draft, (person, _)), hash) in drafts.iter().zip(people).zip(hashes) {
                tx.add_person(permit, person, hash, Some((source, &draft.key)), ctx.now).await?;
                if draft.consents {
                    tx.give_consent(permit, &account_consent(person, ctx), ctx.now).await?;
                }
            }
            Ok::<_, Error>(tx.done(()))
        })
        .await?;
        Ok(())
    }
}

/// The consent to an account that was given on paper.
fn account_consent(person: &Person, ctx: &Ctx) -> Consent {
    Consent {
        id: Id::new(ctx.now),
        person: person.id,
        purpose: Purpose::Account,
        agency: None,
        notice_version: NOTICE_VERSION.to_owned(),
        lang: ctx.lang,
        given_at: ctx.now,
        expires_at: None,
        withdrawn_at: None,
    }
}

/// Six digits by chance that are not among the first anybody would try.
fn new_pin() -> Result<Pin, Error> {
    loop {
        // No zero in front: spreadsheets drop it.
        let number = 100_000 + u64::from_le_bytes(store::seal::random()?) % 900_000;
        if let Ok(pin) = Pin::parse(&number.to_string()) {
            return Ok(pin);
        }
    }
}

/// A row's number, for a message.
fn row_number(row: u64) -> Value {
    Value::Number(row)
}
