//! Forms with files: the same fields, and the files that came with them.

use axum::{
    extract::{DefaultBodyLimit, FromRequest, Multipart, Request, multipart::MultipartError},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use usecases::agency::Upload;

use crate::form::Fields;

/// Three papers of 5 MB and the fields beside them.
const LIMIT: usize = 3 * 5 * 1024 * 1024 + 256 * 1024;
/// Parts of one form at most.
const PARTS: usize = 40;
/// A field that is no file is never longer.
const FIELD: usize = 20_000;

/// A form with files.
pub struct Sent {
    /// The fields.
    pub fields: Fields,
    /// The files, in the order of the form.
    pub files: Vec<Upload>,
}

fn refused(error: &MultipartError) -> Response {
    error.status().into_response()
}

impl<S: Send + Sync> FromRequest<S> for Sent {
    type Rejection = Response;

    async fn from_request(mut request: Request, state: &S) -> Result<Self, Response> {
        DefaultBodyLimit::max(LIMIT).apply(&mut request);
        let mut parts = Multipart::from_request(request, state)
            .await
            .map_err(|_| StatusCode::UNSUPPORTED_MEDIA_TYPE.into_response())?;
        let mut sent = Self { fields: Fields::new(), files: Vec::new() };
        for _ in 0..PARTS {
            let Some(part) = parts.next_field().await.map_err(|error| refused(&error))? else {
                return Ok(sent);
            };
            let name = part.name().unwrap_or_default().to_owned();
            let file = part.file_name().map(str::to_owned);
            let bytes = part.bytes().await.map_err(|error| refused(&error))?;
            match file {
                Some(name) => sent.files.push(Upload { name, bytes: bytes.to_vec() }),
                None if bytes.len() > FIELD => return Err(StatusCode::PAYLOAD_TOO_LARGE.into_response()),
                None => {
                    let text = String::from_utf8_lossy(&bytes).replace("\r\n", "\n").replace('\0', "");
                    sent.fields.set(&name, text);
                }
            }
        }
        Err(StatusCode::BAD_REQUEST.into_response())
    }
}
