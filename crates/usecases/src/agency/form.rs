//! What is typed about an agency, and the papers that are sent with it.

use domain::{
    agency::{Agency, AgencyKind, Bilingual, MediaType, PaperProblem, read_name},
    place::{MunicipalityCode, PlaceProblem},
    text::{LongText, Nit, Phone, ShortText, TextProblem},
};

use crate::{Problems, Result};

/// What is typed about an agency. Every field as typed.
#[derive(Clone, Debug, Default)]
pub struct AgencyForm {
    /// The word of its kind.
    pub kind: String,
    /// Its name.
    pub name: String,
    /// Its tax number; may be empty for an office.
    pub nit: String,
    /// The code of the municipality of its main office.
    pub municipality: String,
    /// Its public telephone; may be empty.
    pub phone: String,
    /// What it is, in Spanish; may be empty.
    pub about_es: String,
    /// What it is, in English; may be empty.
    pub about_en: String,
    /// Opening hours in Spanish; may be empty.
    pub hours_es: String,
    /// Opening hours in English; may be empty.
    pub hours_en: String,
}

/// A file as it was sent.
#[derive(Clone, Default)]
pub struct Upload {
    /// Its name.
    pub name: String,
    /// What is in it.
    pub bytes: Vec<u8>,
}

/// A file that was taken.
pub(super) struct Paper {
    pub(super) name: String,
    pub(super) media_type: MediaType,
    pub(super) bytes: Vec<u8>,
}

/// What every kind of agency has, parsed.
pub(super) struct Parsed {
    pub(super) kind: AgencyKind,
    pub(super) name: String,
    pub(super) nit: Option<Nit>,
    pub(super) municipality: MunicipalityCode,
    pub(super) phone: Option<Phone>,
    pub(super) about: Bilingual,
    pub(super) hours: Bilingual,
}

impl AgencyForm {
    /// The form of an agency that is there.
    #[must_use]
    pub fn of(agency: &Agency) -> Self {
        Self {
            kind: agency.kind.word().to_owned(),
            name: agency.name.clone(),
            nit: agency.nit.as_ref().map(ToString::to_string).unwrap_or_default(),
            municipality: agency.municipality.to_string(),
            phone: agency.phone.as_ref().map(Phone::spaced).unwrap_or_default(),
            about_es: agency.about.es.clone(),
            about_en: agency.about.en.clone(),
            hours_es: agency.hours.es.clone(),
            hours_en: agency.hours.en.clone(),
        }
    }

    /// Reads every field; what is wrong is noted. `None` if anything that must be there is not.
    pub(super) fn parse(&self, kinds: &[AgencyKind], problems: &mut Problems) -> Option<Parsed> {
        let kind = AgencyKind::from_word(&self.kind).filter(|kind| kinds.contains(kind));
        let kind = problems.keep("kind", kind.ok_or("agency-kind-choose"));
        let name = problems.keep("name", read_name(&self.name).map_err(TextProblem::key));
        let needs_nit = kind.is_none_or(AgencyKind::needs_nit);
        let nit = if self.nit.trim().is_empty() && !needs_nit {
            Some(None)
        } else {
            problems.keep("nit", Nit::parse(&self.nit).map_err(TextProblem::key)).map(Some)
        };
        let municipality = problems.keep(
            "municipality",
            MunicipalityCode::parse(self.municipality.trim()).map_err(PlaceProblem::key),
        );
        let phone = optional(&self.phone, problems, "phone", Phone::parse);
        let about_es = optional(&self.about_es, problems, "about_es", LongText::<1000>::parse);
        let about_en = optional(&self.about_en, problems, "about_en", LongText::<1000>::parse);
        let hours_es = optional(&self.hours_es, problems, "hours_es", ShortText::<200>::parse);
        let hours_en = optional(&self.hours_en, problems, "hours_en", ShortText::<200>::parse);
        let text = |text: Option<LongText<1000>>| text.map(String::from).unwrap_or_default();
        let line = |text: Option<ShortText<200>>| text.map(String::from).unwrap_or_default();
        Some(Parsed {
            kind: kind?,
            name: name?,
            nit: nit?,
            municipality: municipality?,
            phone: phone?,
            about: Bilingual::new(text(about_es?), text(about_en?)),
            hours: Bilingual::new(line(hours_es?), line(hours_en?)),
        })
    }
}

/// Reads a field that may be empty: `Some(None)` if it is, `None` if it is wrong.
fn optional<T>(
    text: &str,
    problems: &mut Problems,
    field: &'static str,
    parse: impl Fn(&str) -> std::result::Result<T, TextProblem>,
) -> Option<Option<T>> {
    if text.trim().is_empty() {
        return Some(None);
    }
    problems.keep(field, parse(text).map_err(TextProblem::key)).map(Some)
}

impl Upload {
    /// Reads a file: an honest name, its kind by its first bytes, and what is in it without what a photo tells besides
    /// the picture.
    pub(crate) fn read(self) -> std::result::Result<(String, MediaType, Vec<u8>), PaperProblem> {
        let Paper { name, media_type, bytes } = self.take()?;
        Ok((name, media_type, bytes))
    }

    /// Takes a file: its kind by its first bytes, without what a photo tells besides the picture.
    pub(super) fn take(self) -> std::result::Result<Paper, PaperProblem> {
        let (media_type, bytes) = MediaType::take(self.bytes)?;
        Ok(Paper { name: file_name(&self.name, media_type), media_type, bytes })
    }
}

/// The name without folders, hidden characters or a false ending; at most 100 characters.
fn file_name(name: &str, media_type: MediaType) -> String {
    let base = name.rsplit(['/', '\\']).next().unwrap_or("");
    let stem = base.rsplit_once('.').map_or(base, |(stem, _)| stem);
    let plain: String = stem
        .chars()
        .map(|c| if c.is_alphanumeric() || matches!(c, ' ' | '-' | '_' | '.' | '(' | ')') { c } else { '_' })
        .take(100)
        .collect();
    let plain = plain.trim_matches(['.', ' ']);
    let stem = if plain.is_empty() { "documento" } else { plain };
    format!("{stem}.{}", media_type.extension())
}

/// Takes the files that were sent, or notes the first thing that is wrong with them.
pub(super) fn take_papers(uploads: Vec<Upload>, most: usize, problems: &mut Problems) -> Result<Vec<Paper>> {
    // A file field left empty is sent as a nameless empty file.
    let uploads: Vec<Upload> =
        uploads.into_iter().filter(|upload| !(upload.name.is_empty() && upload.bytes.is_empty())).collect();
    if uploads.len() > most {
        problems.add("papers", "agency-paper-many");
        return Ok(Vec::new());
    }
    let mut papers = Vec::with_capacity(uploads.len());
    for upload in uploads {
        match upload.take() {
            Ok(paper) => papers.push(paper),
            Err(problem) => {
                problems.add("papers", problem.key());
                break;
            }
        }
    }
    Ok(papers)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_keeps_an_honest_name() {
        for (name, kept) in [
            ("RTU 2026.pdf", "RTU 2026.pdf"),
            ("C:\\papeles\\patente.exe", "patente.pdf"),
            ("../../etc/passwd", "passwd.pdf"),
            ("a\r\nSet-Cookie: x.pdf", "a__Set-Cookie_ x.pdf"),
            ("", "documento.pdf"),
            ("...", "documento.pdf"),
        ] {
            assert_eq!(file_name(name, MediaType::Pdf), kept);
        }
    }
}
