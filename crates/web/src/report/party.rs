//! With whom a coordinator settles what is owed or disputed: the institution, its telephone, and the offer.

use domain::text::Phone;
use usecases::report::{Dispute, Unanswered};

use crate::page::Frame;

/// With whom something is to be settled, and where a coordinator finds it.
#[derive(Clone, Debug)]
pub struct Party {
    /// The agency.
    pub agency: String,
    /// Its telephone, as it is dialled and as it is read.
    pub phone: Option<(String, String)>,
    /// The page of the agency.
    pub agency_href: String,
    /// The page of the offer.
    pub offer_href: String,
    /// What the opportunity is called.
    pub title: String,
    /// Its language.
    pub title_lang: &'static str,
    /// The kind's word.
    pub kind: &'static str,
}

impl Party {
    pub(super) fn new(frame: &Frame, owed: &Unanswered) -> Self {
        Self {
            agency: owed.agency_name.clone(),
            phone: owed.agency_phone.as_ref().map(dialled),
            agency_href: frame.to(&format!("coordinacion/instituciones/{}", owed.agency)),
            offer_href: frame.to(&format!("coordinacion/ofertas/{}", owed.opportunity)),
            title: frame.t.read(&owed.title).to_owned(),
            title_lang: frame.t.lang_of(&owed.title),
            kind: owed.kind.word(),
        }
    }

    /// The same of a dispute.
    pub(super) fn of(frame: &Frame, dispute: &Dispute) -> Self {
        Self {
            agency: dispute.agency_name.clone(),
            phone: dispute.agency_phone.as_ref().map(dialled),
            agency_href: frame.to(&format!("coordinacion/instituciones/{}", dispute.agency)),
            offer_href: frame.to(&format!("coordinacion/ofertas/{}", dispute.opportunity)),
            title: frame.t.read(&dispute.title).to_owned(),
            title_lang: frame.t.lang_of(&dispute.title),
            kind: dispute.kind.word(),
        }
    }

    pub(super) fn sample(frame: &Frame) -> Self {
        Self {
            agency: "Techos Maya".to_owned(),
            phone: Phone::parse("2345 0003").ok().as_ref().map(dialled),
            agency_href: frame.to("coordinacion/instituciones/1"),
            offer_href: frame.to("coordinacion/ofertas/1"),
            title: "Techador".to_owned(),
            title_lang: "es-GT",
            kind: "vacancy",
        }
    }
}

fn dialled(phone: &Phone) -> (String, String) {
    (phone.as_str().to_owned(), phone.spaced())
}
