//! Sealed records of a desk's tablet.

use axum::extract::State;
use serde::{Deserialize, Serialize};
use usecases::intake::{self, Receipt, Sealed};
use utoipa::ToSchema;

use super::{
    body::Json,
    once::IdempotencyKey,
    problem::{FieldProblem, Refusals},
    word::IntakeOutcome,
};
use crate::{App, error::Failure, i18n::T, session::As};

/// A record, sealed by the tablet (HPKE, RFC 9180: DHKEM(P-256, HKDF-SHA256), HKDF-SHA256, AES-256-GCM, base mode).
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RecordIn {
    /// A UUID of version 7 that the tablet made; also the additional data of the seal.
    key: String,
    /// To which of our keys it is sealed.
    to: String,
    /// Encapsulated key and ciphertext, in base64url.
    sealed: String,
}

/// Records, at most 120.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RecordsIn {
    /// Each is registered once, however often it is sent.
    records: Vec<RecordIn>,
}

/// What became of a record.
#[derive(Serialize, ToSchema)]
pub struct ReceiptOut {
    /// Its key.
    key: String,
    /// Only at `new` and `again` may the tablet forget it.
    outcome: IntakeOutcome,
    /// The person's code, if it is not the one that the tablet drew: somebody else has that one.
    code: Option<String>,
    /// What is wrong, at `invalid`.
    problems: Vec<FieldProblem>,
}

/// What became of each, in the order of the records.
#[derive(Serialize, ToSchema)]
pub struct ReceiptsOut {
    /// The receipts.
    receipts: Vec<ReceiptOut>,
}

fn receipt(t: T, receipt: Receipt) -> ReceiptOut {
    ReceiptOut {
        key: receipt.key,
        outcome: IntakeOutcome(receipt.outcome),
        code: receipt.code,
        problems: receipt.problems.iter().map(|problem| FieldProblem::new(t, problem)).collect(),
    }
}

/// Registers the people of sealed records, each once.
///
/// # Errors
/// As [`Failure`] tells.
#[utoipa::path(post, path = "/api/v1/intake", tag = "intake", params(IdempotencyKey), request_body = RecordsIn,
    responses((status = 200, description = "What became of each record.", body = ReceiptsOut), Refusals),
    security(("session" = [])))]
pub async fn take(
    State(app): State<App>,
    who: As,
    Json(sent): Json<RecordsIn>,
) -> Result<Json<ReceiptsOut>, Failure> {
    let records = sent.records.into_iter();
    let records: Vec<_> = records.map(|RecordIn { key, to, sealed }| Sealed { key, to, sealed }).collect();
    let receipts = intake::take_sealed(&app.sys, &who.ctx, &records).await?;
    let t = T::new(who.ctx.lang);
    Ok(Json(ReceiptsOut { receipts: receipts.into_iter().map(|one| receipt(t, one)).collect() }))
}
