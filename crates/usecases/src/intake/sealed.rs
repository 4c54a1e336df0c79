//! Records as tablets keep them: sealed to our public key, opened here and nowhere else.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use domain::{
    id::Id,
    intake::{Intake, Outcome},
    policy::{Action, Object, Relation},
    text::PersonCode,
};
use serde::{Deserialize, Serialize};

use super::{Form, content_of, first, read, take};
use crate::{Ctx, Error, Problem, Result, System};

/// Records taken at once at most.
pub const MOST: usize = 120;
/// The longest a sealed record may be, in letters of base64url: three times the longest form.
const LONGEST: usize = 8 * 1024;

/// A record as a tablet keeps it, and as it stands in a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sealed {
    /// Its key, a UUID of version 7 that the tablet made.
    pub key: String,
    /// To which of our keys it was sealed.
    pub to: String,
    /// The sealed form, in base64url.
    pub sealed: String,
}

/// What became of one record. A tablet deletes a record only on the receipt for its very key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// The key, as it was sent.
    pub key: String,
    /// What became of it.
    pub outcome: Outcome,
    /// What the person signs in with, if it is another than the tablet has printed and who asks may know it.
    pub code: Option<String>,
    /// What is wrong.
    pub problems: Vec<Problem>,
}

/// A record to be corrected.
#[derive(Clone, Debug)]
pub struct Review {
    /// Its key.
    pub key: Id<Intake>,
    /// What it says.
    pub form: Form,
    /// What is wrong with it; nothing if another record has its key.
    pub problems: Vec<Problem>,
    /// What was registered under its key before, where who asks took that down too and it is still kept.
    pub first: Option<Form>,
}

/// A record's key, as tablets write it: the usual form of a UUID of version 7.
fn key_of(text: &str) -> Option<Id<Intake>> {
    let key: Id<Intake> = text.parse().ok().filter(|_| text.len() == 36)?;
    (key.uuid().get_version_num() == 7 && key.to_string() == text).then_some(key)
}

/// Opens a record; `None` if it is damaged, sealed to another key or for another record, too long, or no form.
fn open(sys: &System, record: &Sealed) -> Option<(Id<Intake>, Form)> {
    let key = key_of(&record.key)?;
    if record.sealed.len() > LONGEST {
        return None;
    }
    let blob = URL_SAFE_NO_PAD.decode(&record.sealed).ok()?;
    let plain = sys.store.keys().open_intake(&record.to, key.uuid(), &blob).ok()?;
    let text = String::from_utf8(plain).ok().filter(|text| !text.contains("\\u0000"))?;
    Some((key, serde_json::from_str(&text).ok()?))
}

/// Takes records, one after another, and answers a receipt for each, in their order. A fault of ours ends it: what was
/// taken before stays, and is answered [`Outcome::Again`] the next time.
///
/// # Errors
/// [`Error::Invalid`] if there are more than [`MOST`]; [`Error::NotFound`] if who asks registers nobody; faults of ours.
pub async fn take_sealed(sys: &System, ctx: &Ctx, records: &[Sealed]) -> Result<Vec<Receipt>> {
    ctx.permit(Relation::Stranger, Object::Intake, Action::Create)?;
    if records.len() > MOST {
        return Err(Error::invalid("records", "intake-too-many"));
    }
    let mut receipts = Vec::with_capacity(records.len());
    for record in records {
        receipts.push(take_one(sys, ctx, record).await?);
    }
    Ok(receipts)
}

/// Takes one record.
///
/// # Errors
/// Faults of ours, and the policy's.
pub(super) async fn take_one(sys: &System, ctx: &Ctx, record: &Sealed) -> Result<Receipt> {
    let mut receipt =
        Receipt { key: record.key.clone(), outcome: Outcome::Unreadable, code: None, problems: Vec::new() };
    let Some((key, form)) = open(sys, record) else { return Ok(receipt) };
    match take(sys, ctx, key, &form).await {
        Ok(taken) => {
            receipt.outcome = taken.outcome;
            // The tablet has printed the code it drew; it must know only of another one.
            let printed = PersonCode::parse(&form.code).ok();
            receipt.code =
                taken.code.filter(|code| Some(code) != printed.as_ref()).map(|code| code.to_string());
        }
        Err(Error::Invalid(problems)) => {
            receipt.outcome = Outcome::Invalid;
            receipt.problems = problems.0;
        }
        Err(error) => return Err(error),
    }
    Ok(receipt)
}

/// Opens a record that was refused, so that its desk can correct it. Nothing else can be read this way: not what is
/// registered, nor what another agency has sealed.
///
/// # Errors
/// [`Error::NotFound`] if it is fine, registered, of another agency, or cannot be opened.
pub async fn review(sys: &System, ctx: &Ctx, record: &Sealed) -> Result<Review> {
    ctx.permit(Relation::Stranger, Object::Intake, Action::Create)?;
    let agency = ctx.agency()?;
    let (key, form) = open(sys, record).ok_or(Error::NotFound)?;
    if form.desk != agency.to_string() {
        return Err(Error::NotFound);
    }
    let mut tx = sys.store.read().await?;
    match tx.intake_content(key).await? {
        Some(before) if before == content_of(sys, key, &form)? => Err(Error::NotFound),
        Some(_) => {
            drop(tx);
            let first = first(sys, ctx, key).await?;
            Ok(Review { key, form, problems: Vec::new(), first })
        }
        None => match read::read(&form, ctx.now.day()) {
            Err(Error::Invalid(problems)) => Ok(Review { key, form, problems: problems.0, first: None }),
            Err(error) => Err(error),
            Ok(_) => Err(Error::NotFound),
        },
    }
}
