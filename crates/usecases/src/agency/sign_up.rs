//! An agency signs up: it waits for a coordinator, and nothing of it is public. The answer never tells whether the
//! address or the tax number is known already; a mail does, to who is told of.

use domain::{
    agency::{Account, Agency, AgencyKind, AgencyStatus, Document},
    id::Id,
    message::Notice,
    policy::{Action, Object, Permit, Relation, Role},
    text::{Email, Password, Phone, PlainName, TextProblem},
};
use store::Tx;

use super::form::{AgencyForm, Paper, Parsed, Upload, take_papers};
use crate::{
    Ctx, Error, Problems, Result, System, message,
    sign_in::{
        hash::hash_secret,
        throttle::{self, Try},
    },
};

/// What is typed to sign up.
#[derive(Clone, Default)]
pub struct SignUp {
    /// About the agency; its telephone must be told.
    pub agency: AgencyForm,
    /// Who signs it up.
    pub contact_name: String,
    /// Their address; they sign in with it.
    pub email: String,
    /// The password they choose.
    pub password: String,
    /// At most three papers.
    pub papers: Vec<Upload>,
}

/// Who signs an agency up, parsed.
struct Contact {
    name: PlainName,
    email: Email,
    password_hash: String,
}

/// Signs an agency up. The answer is the same whether it is new or known.
///
/// # Errors
/// [`Error::Invalid`] with every field that is wrong; [`Error::TooMany`] for too many from one `network`.
pub async fn sign_up(sys: &System, ctx: &Ctx, input: SignUp, network: &str) -> Result<()> {
    let permit = ctx.permit(Relation::Stranger, Object::Agency, Action::Create)?;
    let mut problems = Problems::default();
    let parsed = input.agency.parse(&AgencyKind::SIGN_UP, &mut problems);
    if input.agency.phone.trim().is_empty() {
        problems.add("phone", TextProblem::Empty.key());
    }
    let contact_name =
        problems.keep("contact_name", PlainName::parse(&input.contact_name).map_err(TextProblem::key));
    let email = problems.keep("email", Email::parse(&input.email).map_err(TextProblem::key));
    let password =
        problems.keep("password", Password::parse_staff(&input.password).map_err(TextProblem::key));
    let papers = take_papers(input.papers, Document::MOST, &mut problems)?;
    problems.none()?;
    let (Some(parsed), Some(contact_name), Some(email), Some(password)) =
        (parsed, contact_name, email, password)
    else {
        return Err(Error::Forbidden);
    };
    let name = email.as_str().to_lowercase();
    throttle::begin(sys, &Try { purpose: "agency.sign_up", name: &name, network }, ctx.now).await?;
    let contact =
        Contact { name: contact_name, email, password_hash: hash_secret(sys, password.as_str()).await? };
    // Two at once with one address or number: the second finds the first, and is answered as if it had come later.
    match keep_or_tell(sys, ctx, &permit, &parsed, &contact, &papers).await {
        Err(Error::Conflict(_)) => keep_or_tell(sys, ctx, &permit, &parsed, &contact, &papers).await,
        outcome => outcome,
    }
}

async fn keep_or_tell(
    sys: &System,
    ctx: &Ctx,
    permit: &Permit,
    parsed: &Parsed,
    contact: &Contact,
    papers: &[Paper],
) -> Result<()> {
    sys.store
        .write(move |mut tx| async move {
            let known = match &parsed.nit {
                Some(nit) => tx.agency_of_nit(nit).await?,
                None => None,
            };
            if let Some(account) = tx.account_of_email(&contact.email).await? {
                message::tell_account(&mut tx, account.id, Notice::AgencyKnown, &[], ctx.now).await?;
            } else if let Some(agency) = known {
                let address = contact.email.as_str();
                message::tell_address(
                    &mut tx,
                    agency.uuid(),
                    ctx.lang,
                    address,
                    Notice::AgencyKnown,
                    ctx.now,
                )
                .await?;
            } else {
                keep(&mut tx, ctx, permit, parsed, contact, papers).await?;
            }
            Ok::<_, Error>(tx.done(()))
        })
        .await
}

async fn keep(
    tx: &mut Tx,
    ctx: &Ctx,
    permit: &Permit,
    parsed: &Parsed,
    contact: &Contact,
    papers: &[Paper],
) -> Result<()> {
    let agency = parsed.agency(Id::new(ctx.now), AgencyStatus::Pending, ctx);
    tx.add_agency(permit, &agency, None, ctx.now).await?;
    let account = Account {
        id: Id::new(ctx.now),
        agency: agency.id,
        role: Role::FocalPoint,
        name: contact.name.to_string(),
        email: contact.email.to_string(),
        lang: ctx.lang,
        active: true,
        has_totp: false,
        created_at: ctx.now,
        seen_at: None,
        version: 1,
    };
    tx.add_account(permit, &account, Some(&contact.password_hash), ctx.now).await?;
    for paper in papers {
        keep_paper(tx, ctx, permit, agency.id, paper).await?;
    }
    message::tell_account(tx, account.id, Notice::AgencyReceived, &[], ctx.now).await
}

/// Keeps one paper of an agency.
pub(super) async fn keep_paper(
    tx: &mut Tx,
    ctx: &Ctx,
    permit: &Permit,
    agency: Id<Agency>,
    paper: &Paper,
) -> Result<()> {
    let document = Document {
        id: Id::new(ctx.now),
        agency,
        name: paper.name.clone(),
        media_type: paper.media_type,
        size: i64::try_from(paper.bytes.len()).unwrap_or(i64::MAX),
        created_at: ctx.now,
    };
    Ok(tx.add_document(permit, &document, &paper.bytes, ctx.now).await?)
}

impl Parsed {
    /// A new agency of what was typed.
    pub(super) fn agency(&self, id: Id<Agency>, status: AgencyStatus, ctx: &Ctx) -> Agency {
        Agency {
            id,
            kind: self.kind,
            status,
            name: self.name.clone(),
            nit: self.nit.clone(),
            municipality: self.municipality,
            about: self.about.clone(),
            hours: self.hours.clone(),
            phone: self.phone.clone(),
            reason: None,
            created_at: ctx.now,
            version: 1,
        }
    }

    /// The fields of which `agency` has others: field codes for the audit.
    pub(super) fn changes(&self, agency: &Agency) -> String {
        let phone = |phone: &Option<Phone>| phone.as_ref().map(ToString::to_string);
        [
            ("kind", self.kind != agency.kind),
            ("name", self.name != agency.name),
            ("nit", self.nit != agency.nit),
            ("municipality", self.municipality != agency.municipality),
            ("phone", phone(&self.phone) != phone(&agency.phone)),
            ("about", self.about != agency.about),
            ("hours", self.hours != agency.hours),
        ]
        .into_iter()
        .filter_map(|(field, changed)| changed.then_some(field))
        .collect::<Vec<_>>()
        .join(" ")
    }
}
