//! Forms with files: the same fields, and the files that came with them.

use axum::{
    extract::{DefaultBodyLimit, FromRequest, Multipart, Request, multipart::MultipartError},
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use domain::agency::MediaType;
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

/// Answers with a file that is kept, to be saved and never run or shown in the page's name.
pub(crate) fn answer(name: &str, media_type: MediaType, body: Vec<u8>) -> Response {
    (
        [
            (header::CONTENT_TYPE, HeaderValue::from_static(media_type.word())),
            (header::CONTENT_DISPOSITION, disposition(name)),
            (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
            (header::CONTENT_SECURITY_POLICY, HeaderValue::from_static("default-src 'none'; sandbox")),
            (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
        ],
        body,
    )
        .into_response()
}

/// `attachment` with a plain name for old programs and the real one for the others (RFC 6266).
fn disposition(name: &str) -> HeaderValue {
    let plain: String = name
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() || ".-_ ()".contains(c) { c } else { '_' })
        .collect();
    let mut real = String::new();
    for byte in name.bytes() {
        if byte.is_ascii_alphanumeric() || b".-_".contains(&byte) {
            real.push(char::from(byte));
        } else {
            real.push_str(&format!("%{byte:02X}"));
        }
    }
    HeaderValue::from_str(&format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{real}"))
        .unwrap_or_else(|_| HeaderValue::from_static("attachment"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_cannot_leave_its_header() {
        let header = disposition("Patente \"año\"\r\n 2026.pdf");
        assert_eq!(
            header.to_str().unwrap(),
            "attachment; filename=\"Patente _a_o___ 2026.pdf\"; \
             filename*=UTF-8''Patente%20%22a%C3%B1o%22%0D%0A%202026.pdf"
        );
    }
}
