//! Who offers a vacancy: an agency that is here, by tax number or name, or a new one that waits to be verified.

use std::collections::{HashMap, HashSet};

use domain::{
    agency::{Agency, AgencyKind, AgencyStatus, Bilingual},
    id::Id,
    policy::{Action, Permit},
    text::{Nit, fold},
};
use store::Tx;

use super::vacancy::Draft;
use crate::{Ctx, Error};

/// An employer as a file names it.
#[derive(Clone, Debug)]
pub(super) struct Employer {
    pub name: String,
    pub nit: Option<Nit>,
}

impl Employer {
    /// The tax number if it is told, else the folded name.
    pub fn key(&self) -> String {
        self.nit.as_ref().map_or_else(|| fold(&self.name), |nit| format!("nit {}", nit.as_str()))
    }
}

/// An agency that may offer vacancies.
#[derive(Clone, Copy, Debug)]
pub(super) struct Found {
    pub id: Id<Agency>,
    pub status: AgencyStatus,
}

/// The employers of a file that are known already.
#[derive(Default)]
pub(super) struct Employers {
    found: HashMap<String, Found>,
    new: HashSet<String>,
}

impl Employers {
    pub fn get(&self, employer: &Employer) -> Option<Found> {
        self.found.get(&employer.key()).copied()
    }

    /// Takes over what a unit of work has found, and answers how many agencies were new. What was only tried out is
    /// not there to be found again; it is counted once.
    pub fn learn(&mut self, other: Self, dry: bool) -> u64 {
        let before = self.new.len();
        self.new.extend(other.new);
        if !dry {
            self.found.extend(other.found);
        }
        (self.new.len() - before) as u64
    }

    /// Finds the agency of a draft, or makes one; the outer error is the database's, the inner a Fluent key.
    pub async fn find(
        &mut self,
        tx: &mut Tx,
        permit: &Permit,
        draft: &Draft,
        ctx: &Ctx,
    ) -> Result<Result<Found, &'static str>, Error> {
        let employer = &draft.employer;
        if let Some(found) = self.get(employer) {
            return Ok(Ok(found));
        }
        let found = match search(tx, employer, ctx).await? {
            Err(key) => return Ok(Err(key)),
            Ok(Some(found)) => found,
            Ok(None) => {
                let agency = agency(draft, ctx);
                tx.add_agency(permit, &agency, None, ctx.now).await?;
                self.new.insert(employer.key());
                Found { id: agency.id, status: agency.status }
            }
        };
        self.found.insert(employer.key(), found);
        Ok(Ok(found))
    }
}

/// By tax number; else by name, among those whose tax number does not say that they are another.
async fn search(
    tx: &mut Tx,
    employer: &Employer,
    ctx: &Ctx,
) -> Result<Result<Option<Found>, &'static str>, Error> {
    let by_nit = match &employer.nit {
        Some(nit) => tx.agency_of_nit(nit).await?,
        None => None,
    };
    let (kind, found) = if let Some(id) = by_nit {
        let (_, agency) = ctx.unlock(Action::View, tx.agency(id).await?)?;
        (agency.kind, Found { id, status: agency.status })
    } else {
        let mut named = tx.agencies_named(&fold(&employer.name)).await?;
        named.retain(|agency| {
            agency.kind == AgencyKind::Employer && (employer.nit.is_none() || !agency.has_nit)
        });
        match named.as_slice() {
            [] => return Ok(Ok(None)),
            [one] => (one.kind, Found { id: one.id, status: one.status }),
            _ => return Ok(Err("import-vacancy-employer-several")),
        }
    };
    Ok(match (kind, found.status) {
        (AgencyKind::Employer, AgencyStatus::Pending | AgencyStatus::Verified) => Ok(Some(found)),
        (AgencyKind::Employer, _) => Err("import-vacancy-employer-stopped"),
        _ => Err("import-vacancy-employer-kind"),
    })
}

/// A new employer: nothing of it is public before it is verified.
fn agency(draft: &Draft, ctx: &Ctx) -> Agency {
    Agency {
        id: Id::new(ctx.now),
        kind: AgencyKind::Employer,
        status: AgencyStatus::Pending,
        name: draft.employer.name.clone(),
        nit: draft.employer.nit.clone(),
        municipality: draft.offer.municipality,
        about: Bilingual::default(),
        hours: Bilingual::default(),
        phone: None,
        reason: None,
        created_at: ctx.now,
        version: 1,
    }
}
