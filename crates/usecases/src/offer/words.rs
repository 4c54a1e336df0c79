//! The words of an offer: what is refused, and what is warned about until who writes says that it is meant.

use domain::{
    advert::{self, Finding, Severity},
    opportunity::Opportunity,
};

use super::OfferForm;
use crate::Problems;

/// Words found in one text of an offer, for who reviews it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Marked {
    /// The field of the form.
    pub field: &'static str,
    /// The words themselves.
    pub words: String,
    /// What is wrong with them, and how wrong.
    pub finding: Finding,
}

/// Refused words are problems beside their field. Words that are warned about are problems too, with a box to tick
/// (`acknowledged`): once it is ticked, they pass, and the coordinator sees them.
pub(super) fn check(form: &OfferForm, problems: &mut Problems) {
    let mut warned = false;
    for (field, text) in form.texts() {
        // One sentence for each kind of fault: a field shows one problem, and the next one when that is mended.
        let mut told = Vec::new();
        for finding in advert::check(text) {
            let tell = match finding.severity {
                Severity::Refused => true,
                Severity::Warned => !form.acknowledged,
            };
            if tell && !told.contains(&finding.kind) {
                told.push(finding.kind);
                warned |= finding.severity == Severity::Warned;
                let words = text.get(finding.start..finding.end).unwrap_or_default();
                problems.add_with(field, finding.kind.key(), vec![("words", words.to_owned())]);
            }
        }
    }
    if warned {
        problems.add("acknowledged", "offer-acknowledge");
    }
}

/// The words of an offer that need a look, in the order of the form.
#[must_use]
pub fn marked(opportunity: &Opportunity) -> Vec<Marked> {
    let form = OfferForm::of(opportunity);
    let mut marked = Vec::new();
    for (field, text) in form.texts() {
        marked.extend(advert::check(text).into_iter().map(|finding| Marked {
            field,
            words: text.get(finding.start..finding.end).unwrap_or_default().to_owned(),
            finding,
        }));
    }
    marked
}

impl OfferForm {
    fn texts(&self) -> [(&'static str, &str); 7] {
        [
            ("title", &self.title),
            ("description", &self.description),
            ("bring", &self.bring),
            ("address", &self.address),
            ("title_en", &self.title_en),
            ("description_en", &self.description_en),
            ("bring_en", &self.bring_en),
        ]
    }
}
