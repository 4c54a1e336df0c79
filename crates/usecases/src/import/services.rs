//! Services in: a directory in Open Referral HSDS 3.1 becomes agencies and services.
//!
//! A service that is given in several places becomes one entry for each. Texts are taken as they are; words of the
//! taxonomy, the name and the description tell the kind of need. What is not kept is counted.

mod entry;
mod words;

use std::{
    collections::{BTreeSet, HashMap},
    path::Path,
};

use domain::{
    agency::{Agency, AgencyKind, AgencyStatus, Bilingual, read_name},
    id::Id,
    message::Lang,
    place::MunicipalityCode,
    policy::{Action, Object, Permit, Relation},
    service::ServiceCategory,
    text::fold,
    time::Day,
};
use store::Tx;

use self::entry::{Entry, entries};
use super::{
    hsds::{self, Organization, Package},
    problem::FileProblem,
    run::{BATCH, FileCounts, Note, Report, Run, Stopped, Watch, unit},
    sheet::Limits,
    vacancies::shorten,
};
use crate::{Ctx, Error, System};

/// Most characters of what an agency says of itself.
const ABOUT: usize = 500;

/// What an operator says about the directory.
#[derive(Clone, Debug)]
pub struct Options {
    /// Where it comes from; the same each time.
    pub source: String,
    /// The municipality of entries whose own is not told, or not of this country. Without it they are refused.
    pub municipality: Option<MunicipalityCode>,
    /// The kind of need of entries whose words do not tell it. Without it they are refused.
    pub category: Option<ServiceCategory>,
    /// The day on which the operator made sure of the directory, where no later day is told.
    pub assured_on: Option<Day>,
    /// The language of the texts.
    pub texts: Lang,
    /// Whether only to check.
    pub dry: bool,
}

/// How many services a directory has.
///
/// # Errors
/// [`FileProblem`] when it cannot be read.
pub fn count(path: &Path) -> Result<u64, FileProblem> {
    Ok(hsds::read(path, &Limits::default())?.services.len() as u64)
}

/// Brings in the services of a directory and who gives them. What is there already (same source and identifier) stays
/// as it is. Agencies are verified: it is the operator who vouches for the directory.
///
/// # Errors
/// [`Stopped`] when it cannot be read, or the database does not take it.
pub async fn import(
    sys: &System,
    ctx: &Ctx,
    path: &Path,
    options: &Options,
    watch: &mut dyn Watch,
) -> Result<Report, Stopped> {
    let package = hsds::read(path, &Limits::default())?;
    let run = Run::begin(sys, ctx, options.dry, watch, (Object::Service, "services"), path).await?;
    let agency_permit = ctx.permit(Relation::Stranger, Object::Agency, Action::Import)?;
    let mut importer =
        Importer { run, options, agency_permit, agencies: HashMap::new(), new: BTreeSet::new() };
    importer.tell_package(&package)?;
    let mut report = std::mem::take(&mut importer.run.report);
    let entries = entries(&package, options, ctx, &mut report);
    importer.run.report = report;
    let mut good = Vec::new();
    for entry in entries {
        importer.run.report.rows += 1;
        match entry {
            Ok(entry) => good.push(entry),
            Err(notes) => {
                importer.run.tell(&notes)?;
                importer.run.watch.done(1);
            }
        }
    }
    for entries in good.chunks(BATCH) {
        importer.keep(entries, &package).await?;
        importer.run.watch.done(entries.len() as u64);
    }
    importer.count_alone(&package);
    if importer.run.report.rows == 0 {
        importer.run.note(&Note::warn(0, "", "import-services-none"))?;
    }
    importer.run.end().await
}

struct Importer<'a> {
    run: Run<'a>,
    options: &'a Options,
    agency_permit: Permit,
    /// Agencies by the identifier of the organisation.
    agencies: HashMap<String, Id<Agency>>,
    /// Organisations that are new here.
    new: BTreeSet<String>,
}

/// What became of an entry in its unit of work.
enum Kept {
    New,
    Known,
    Refused(&'static str),
}

/// What a unit of work has found: of each entry what became of it, agencies, and which organisations are new.
type Found = (Vec<Kept>, HashMap<String, Id<Agency>>, Vec<String>);

impl Importer<'_> {
    /// Tells what the reader found.
    fn tell_package(&mut self, package: &Package) -> Result<(), Stopped> {
        for (name, problem) in &package.unread {
            let note = Note { arguments: problem.args(), ..Note::refuse(0, name, problem.key()) };
            self.run.tell(&[note])?;
        }
        for name in &package.ignored {
            self.run.note(&Note::warn(0, name, "import-services-other-file"))?;
        }
        let mut refused = BTreeSet::new();
        for found in &package.problems {
            let column = format!("{}: {}.{}", found.file, found.table, found.field);
            let note = Note::found(found.row, column, &found.problem, &found.value);
            if note.refuses && refused.insert((&found.file, found.row, found.table)) {
                self.run.report.refused += 1;
                self.run.report.rows += 1;
            }
            self.run.note(&note)?;
        }
        self.run.report.not_kept = package.not_kept.clone();
        self.run.report.files = package
            .files
            .iter()
            .map(|(name, _)| FileCounts { name: name.clone(), ..FileCounts::default() })
            .collect();
        Ok(())
    }

    /// Counts organisations and places that have no service: they are not kept.
    fn count_alone(&mut self, package: &Package) {
        let organizations = package.organizations.iter().filter(|one| {
            let own = |service: &hsds::Service| {
                let program =
                    package.programs.iter().find(|program| Some(&program.id) == service.program.as_ref());
                service.organization.as_ref().or(program.and_then(|program| program.organization.as_ref()))
                    == Some(&one.id)
            };
            !package.services.iter().any(own)
        });
        let places = package
            .locations
            .iter()
            .filter(|one| !package.service_at_locations.iter().any(|at| at.location == one.id));
        for (name, count) in [
            ("organization (without service)", organizations.count()),
            ("location (without service)", places.count()),
        ] {
            if count > 0 {
                self.run.report.not_kept.insert(name.to_owned(), count as u64);
            }
        }
    }

    async fn keep(&mut self, entries: &[Entry], package: &Package) -> Result<(), Stopped> {
        let (options, permit, agency_permit) = (self.options, &self.run.permit, &self.agency_permit);
        let (ctx, known) = (self.run.ctx, &self.agencies);
        let (kept, agencies, new): Found = unit(self.run.sys, self.run.dry, move |mut tx| async move {
            let (mut kept, mut agencies, mut new) = (Vec::new(), known.clone(), Vec::new());
            for entry in entries {
                if tx.has_service_of(&options.source, &entry.key).await? {
                    kept.push(Kept::Known);
                    continue;
                }
                if !agencies.contains_key(&entry.organization) {
                    let organization = package.organizations.iter().find(|one| one.id == entry.organization);
                    match find(&mut tx, organization, entry, options).await? {
                        Err(key) => {
                            kept.push(Kept::Refused(key));
                            continue;
                        }
                        Ok(Some(agency)) => {
                            agencies.insert(entry.organization.clone(), agency);
                        }
                        Ok(None) => {
                            let agency = agency_of(organization, entry, package, options, ctx);
                            let external = Some((options.source.as_str(), entry.organization.as_str()));
                            tx.add_agency(agency_permit, &agency, external, ctx.now).await?;
                            new.push(entry.organization.clone());
                            agencies.insert(entry.organization.clone(), agency.id);
                        }
                    }
                }
                let service = domain::service::Service {
                    agency: agencies[&entry.organization],
                    ..entry.service.clone()
                };
                tx.add_service(permit, &service, Some((&options.source, &entry.key)), ctx.now).await?;
                kept.push(Kept::New);
            }
            Ok::<_, Error>(tx.done((kept, agencies, new)))
        })
        .await?;
        if !self.run.dry {
            self.agencies = agencies;
        }
        for organization in new {
            self.run.report.agencies += u64::from(self.new.insert(organization));
        }
        self.tell(entries, kept)
    }

    /// Counts what was kept, and tells what was not and why.
    fn tell(&mut self, entries: &[Entry], kept: Vec<Kept>) -> Result<(), Stopped> {
        for (entry, kept) in entries.iter().zip(kept) {
            match kept {
                Kept::New => {
                    self.run.report.kept += 1;
                    self.run.tell(&entry.notes)?;
                }
                Kept::Known => self.run.report.known += 1,
                Kept::Refused(key) => {
                    let note = Note::refuse(entry.row, "organization.name", key).of(&entry.service.name.es);
                    self.run.tell(&[note])?;
                }
            }
        }
        Ok(())
    }
}

/// The agency of an organisation: brought in before, or the only one of its name. The inner error is a Fluent key.
async fn find(
    tx: &mut Tx,
    organization: Option<&Organization>,
    entry: &Entry,
    options: &Options,
) -> Result<Result<Option<Id<Agency>>, &'static str>, Error> {
    if let Some(id) = tx.agency_of_source(&options.source, &entry.organization).await? {
        return Ok(Ok(Some(id)));
    }
    let Some(organization) = organization else { return Ok(Err("import-services-no-organization")) };
    if read_name(&organization.name).is_err() {
        return Ok(Err("import-services-no-organization"));
    }
    let named = tx.agencies_named(&fold(&organization.name)).await?;
    Ok(match named.as_slice() {
        [] => Ok(None),
        [one] if one.status == AgencyStatus::Verified => Ok(Some(one.id)),
        [_] => Err("import-services-agency-stopped"),
        _ => Err("import-services-agency-several"),
    })
}

/// A new agency out of an organisation.
fn agency_of(
    organization: Option<&Organization>,
    entry: &Entry,
    package: &Package,
    options: &Options,
    ctx: &Ctx,
) -> Agency {
    let name = organization.and_then(|one| read_name(&one.name).ok());
    let about = organization.and_then(|one| one.description.clone()).unwrap_or_default();
    let about = if about.chars().count() > ABOUT { shorten(&about, ABOUT) } else { about };
    let phone = package
        .phones
        .iter()
        .filter(|phone| phone.owner.organization.as_deref() == Some(&entry.organization))
        .find_map(|phone| words::phone(&phone.number));
    Agency {
        id: Id::new(ctx.now),
        kind: AgencyKind::Office,
        status: AgencyStatus::Verified,
        name: name.unwrap_or_default(),
        nit: None,
        municipality: entry.service.municipality,
        about: words::bilingual(about, options.texts),
        hours: Bilingual::default(),
        phone,
        reason: None,
        created_at: ctx.now,
        version: 1,
    }
}
