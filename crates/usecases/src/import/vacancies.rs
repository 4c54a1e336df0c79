//! Vacancies in: a table (CSV, XLSX) or schema.org `JobPosting` in JSON-LD.
//!
//! Each is read into the form of an offer and checked by the form's rules. What is only warned about there is a
//! warning here, for the coordinator looks at every imported vacancy before it is public.

mod employer;
mod pay;
mod posting;
mod schooling;
mod table;
mod vacancy;

use std::{
    collections::{HashMap, HashSet},
    fs::File,
    hash::BuildHasher,
    io::Read,
    path::Path,
    sync::Arc,
};

use domain::{
    agency::{Agency, AgencyStatus},
    id::Id,
    opportunity::Status,
    policy::{Action, Object, Permit, Relation},
    taxonomy::OccupationCode,
    text::fold,
    wage::WageTable,
};
use matching::link::Linker;

pub(super) use self::vacancy::shorten;
use self::{
    employer::{Employers, Found},
    vacancy::{Draft, Vacancy},
};
use super::{
    jsonld::Postings,
    problem::{FileProblem, RowProblem},
    run::{BATCH, Note, Report, Run, Stopped, Watch, notes_of_encoding, notes_of_form, unit},
    sheet::{Limits, Sheet},
};
use crate::{Ctx, Error, System, alert};

/// What an operator says about the file.
#[derive(Clone, Debug)]
pub struct Options {
    /// Where it comes from; the same each time.
    pub source: String,
    /// Whether vacancies of verified agencies are shown at once. The operator has looked at them.
    pub publish: bool,
    /// Whether only to check.
    pub dry: bool,
}

/// An open file of vacancies.
enum Source {
    Table(Box<Sheet>),
    Postings(Box<Postings>),
}

impl Source {
    fn open(path: &Path) -> Result<Self, FileProblem> {
        let limits = Limits::default();
        if is_json(path)? {
            Ok(Self::Postings(Box::new(Postings::open(path, &limits)?)))
        } else {
            Ok(Self::Table(Box::new(Sheet::open(path, table::COLUMNS, &limits)?)))
        }
    }

    /// What is to be told of how it is read.
    fn notes(&self) -> Vec<Note> {
        match self {
            Self::Table(sheet) => notes_of_form(sheet.form()),
            Self::Postings(postings) => notes_of_encoding(postings.encoding()),
        }
    }

    fn next(&mut self, report: &mut Report) -> Option<Result<Vacancy, FileProblem>> {
        Some(match self {
            Self::Table(sheet) => {
                let unclaimed: Vec<String> = sheet.unclaimed().to_vec();
                sheet.next()?.map(|row| {
                    for (header, _) in
                        row.cells().filter(|(header, _)| unclaimed.iter().any(|name| name == header))
                    {
                        *report.not_kept.entry(header.to_owned()).or_default() += 1;
                    }
                    table::read(&row)
                })
            }
            Self::Postings(postings) => postings.next()?.map(|posting| {
                for name in &posting.not_kept {
                    *report.not_kept.entry(name.clone()).or_default() += 1;
                }
                posting::read(posting)
            }),
        })
    }
}

/// Whether the first letter is of JSON, or the name says so.
fn is_json(path: &Path) -> Result<bool, FileProblem> {
    let named = path.extension().is_some_and(|name| {
        ["json", "jsonld", "jsonl", "ndjson"].iter().any(|json| name.eq_ignore_ascii_case(json))
    });
    let mut start = [0; 64];
    let length = File::open(path)?.read(&mut start)?;
    let text = String::from_utf8_lossy(&start[..length]).into_owned();
    Ok(named || text.trim_start_matches('\u{feff}').trim_start().starts_with(['{', '[']))
}

/// How many vacancies a file has.
///
/// # Errors
/// [`FileProblem`] when it cannot be read.
pub fn count(path: &Path) -> Result<u64, FileProblem> {
    Ok(match Source::open(path)? {
        Source::Table(sheet) => sheet.map_while(Result::ok).count(),
        Source::Postings(postings) => postings.map_while(Result::ok).count(),
    } as u64)
}

/// Brings in the vacancies of a file. One that is there already (same employer, source and key) stays as it is.
///
/// # Errors
/// [`Stopped`] when the file cannot be read, or the database does not take it.
pub async fn import(
    sys: &System,
    ctx: &Ctx,
    path: &Path,
    options: &Options,
    watch: &mut dyn Watch,
) -> Result<Report, Stopped> {
    let mut source = Source::open(path)?;
    let run = Run::begin(sys, ctx, options.dry, watch, (Object::Opportunity, "vacancies"), path).await?;
    let mut importer = Importer {
        run,
        options,
        agency_permit: ctx.permit(Relation::Stranger, Object::Agency, Action::Import)?,
        wages: sys.store.read().await?.wage_table().await?,
        linker: sys.linker(),
        occupations: HashMap::new(),
        employers: Employers::default(),
        seen: HashSet::new(),
    };
    for note in source.notes() {
        importer.run.note(&note)?;
    }
    let (mut drafts, mut rows, mut last) = (Vec::new(), 0, 0);
    loop {
        let next = source.next(&mut importer.run.report);
        let over = !matches!(next, Some(Ok(_)));
        match next {
            Some(Ok(vacancy)) => {
                rows += 1;
                last = vacancy.row;
                drafts.extend(importer.read(vacancy)?);
            }
            Some(Err(problem)) => {
                let note = Note { arguments: problem.args(), ..Note::refuse(last, "", problem.key()) };
                importer.run.note(&note)?;
                importer.run.report.ended = Some(problem);
            }
            None => {}
        }
        if over || drafts.len() >= BATCH {
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
    agency_permit: Permit,
    wages: WageTable,
    linker: Arc<Linker>,
    /// What titles mean, so that each is asked for once.
    occupations: HashMap<String, Option<OccupationCode>>,
    employers: Employers,
    /// Hashes of employer and key.
    seen: HashSet<u64>,
}

/// What became of a vacancy in its unit of work.
enum Kept {
    New,
    Known,
    Refused(Note),
}

impl Importer<'_> {
    /// Reads a vacancy; one that is left out is told at once.
    fn read(&mut self, mut vacancy: Vacancy) -> Result<Option<Draft>, Stopped> {
        self.run.report.rows += 1;
        if vacancy.form.occupation.is_empty() && !vacancy.form.title.is_empty() {
            let title = vacancy.form.title.clone();
            match self.occupation(&title) {
                Some(code) => vacancy.form.occupation = code.to_string(),
                None => {
                    let note =
                        Note::warn(vacancy.row, vacancy.column("occupation"), "import-vacancy-occupation");
                    vacancy.notes.push(note.of(&title));
                }
            }
        }
        let (row, column) = (vacancy.row, vacancy.column("identifier"));
        match vacancy.draft(&self.wages, self.run.ctx) {
            Ok(draft) => {
                let key = self.seen.hasher().hash_one((draft.employer.key(), &draft.key));
                if self.seen.insert(key) {
                    return Ok(Some(draft));
                }
                let note = Note::found(
                    row,
                    column,
                    &RowProblem::DuplicateId,
                    draft.identifier.as_deref().unwrap_or(""),
                );
                self.run.tell(&[note])?;
            }
            Err(notes) => {
                self.run.tell(&notes)?;
            }
        }
        Ok(None)
    }

    /// The occupation that a title means, if that is sure.
    fn occupation(&mut self, title: &str) -> Option<OccupationCode> {
        let linker = &self.linker;
        *self.occupations.entry(fold(title)).or_insert_with(|| {
            let linked = linker.occupations(title, 3);
            linked.suggestions.first().filter(|_| linked.sure).map(|first| first.code)
        })
    }

    async fn keep(&mut self, drafts: Vec<Draft>) -> Result<(), Stopped> {
        let (options, permit, agency_permit) = (self.options, &self.run.permit, &self.agency_permit);
        let (ctx, dry, known, all) = (self.run.ctx, self.run.dry, &self.employers, &drafts);
        let (kept, employers) = unit(self.run.sys, dry, move |mut tx| async move {
            let mut employers = Employers::default();
            let (mut kept, mut shown) = (Vec::with_capacity(all.len()), Vec::new());
            for draft in all {
                let found = match known.get(&draft.employer) {
                    Some(found) => Ok(found),
                    None => employers.find(&mut tx, agency_permit, draft, ctx).await?,
                };
                kept.push(match found {
                    Err(key) => Kept::Refused(
                        Note::refuse(draft.row, draft.employer_column, key).of(&draft.employer.name),
                    ),
                    Ok(found) => {
                        let key = draft.key.as_str();
                        if tx.has_opportunity_of(found.id, &options.source, key).await? {
                            Kept::Known
                        } else {
                            let offer = offer_of(draft, found, options, ctx);
                            let external = Some((options.source.as_str(), key));
                            tx.add_opportunity(permit, &offer, external, ctx.now).await?;
                            if offer.status == Status::Published {
                                shown.push(offer.id);
                            }
                            Kept::New
                        }
                    }
                });
            }
            alert::announce(&mut tx, shown, ctx.now).await?;
            Ok::<_, Error>(tx.done((kept, employers)))
        })
        .await?;
        for (draft, kept) in drafts.iter().zip(kept) {
            match kept {
                Kept::New => {
                    self.run.report.kept += 1;
                    self.run.tell(&draft.notes)?;
                }
                Kept::Known => self.run.report.known += 1,
                Kept::Refused(note) => {
                    self.run.tell(&[note])?;
                }
            }
        }
        self.run.report.agencies += self.employers.learn(employers, dry);
        Ok(())
    }
}

/// The vacancy as its employer's: waits for review, unless the operator says that it may be shown.
fn offer_of(draft: &Draft, found: Found, options: &Options, ctx: &Ctx) -> domain::opportunity::Opportunity {
    let mut offer = draft.offer.clone();
    let agency: Id<Agency> = found.id;
    offer.agency = agency;
    if options.publish && found.status == AgencyStatus::Verified {
        offer.status = Status::Published;
        offer.published_at = Some(ctx.now);
    }
    offer
}
