//! Samples of the pages of openings in an emergency.

use domain::{
    attention::{About, State as How},
    case::CallResult,
    emergency::{Emergency, OPEN_FOR},
    id::Id,
    message::Lang,
    person::{Contact, ContactOwner},
    policy::Role,
    pulse::Flag,
    text::Phone,
    time::Moment,
};
use usecases::{
    Problems,
    attention::Unseen,
    emergency::{Near, Reached, Shown, Taken, Unaccompanied},
};

use super::{
    EmergencyPage, TakeEmergencyPage,
    review::{AlonePage, ReviewPage, TakenLine},
};
use crate::{
    form::Fields,
    page::{Frame, Who},
};

const NOW: Moment = Moment::from_seconds(1_795_446_000);

fn desk(lang: Lang, title: &'static str) -> Frame {
    Frame::sample(lang, Who::Staff(Role::CaseWorker), title)
}

fn coordination(lang: Lang, title: &'static str) -> Frame {
    Frame::sample(lang, Who::Staff(Role::Coordinator), title)
}

fn emergency() -> Emergency {
    Emergency {
        id: Id::from_uuid(uuid::Uuid::from_u128(4)),
        person: Id::from_uuid(uuid::Uuid::nil()),
        attention: None,
        account: Id::from_uuid(uuid::Uuid::nil()),
        agency: Id::from_uuid(uuid::Uuid::nil()),
        given_by: None,
        at: NOW,
        until: NOW.plus(OPEN_FOR),
        result: None,
        justified: None,
    }
}

fn refused(problems: &[(&'static str, &'static str)]) -> Fields {
    let mut all = Problems::default();
    for (field, key) in problems {
        all.add(field, key);
    }
    Fields::new().with_problems(all)
}

pub(super) fn take(lang: Lang) -> Vec<(&'static str, TakeEmergencyPage)> {
    let page = |mut fields: Fields| {
        fields.set("found", uuid::Uuid::from_u128(2).to_string());
        fields.set("name", "Juan Inventado");
        TakeEmergencyPage { frame: desk(lang, "emergency-take-title"), id: "0".to_owned(), fields }
    };
    let wrong = [("reason", "emergency-reason-missing"), ("vital", "emergency-vital-missing")];
    vec![("empty", page(Fields::new())), ("refused", page(refused(&wrong)))]
}

pub(super) fn one(lang: Lang) -> Vec<(&'static str, EmergencyPage)> {
    let page = |shown: &Shown, fields| EmergencyPage::new(desk(lang, "emergency-one-title"), shown, fields);
    let contact = Phone::parse("55551234").ok();
    let reached = Reached {
        name: "Juan Inventado".to_owned(),
        contact: contact.map(|phone| Contact { phone, owner: ContactOwner::Relative }),
        municipality: domain::place::municipalities()[0].code,
        language: domain::taxonomy::LanguageCode::Spanish,
        lang: Lang::Es,
    };
    let shown =
        |about, reached, result| Shown { emergency: Emergency { result, ..emergency() }, about, reached };
    let without = Reached { contact: None, ..reached.clone() };
    vec![
        ("taken", page(&shown(None, Some(reached.clone()), None), Fields::new())),
        (
            "given",
            page(
                &shown(Some(About::Flag(Flag::GivingUp)), Some(reached), Some(CallResult::NoAnswer)),
                refused(&[("result", "referral-choice-unknown")]),
            ),
        ),
        ("without", page(&shown(None, Some(without), None), Fields::new())),
        ("over", page(&shown(None, None, Some(CallResult::Reached)), Fields::new())),
    ]
}

pub(super) fn alone(lang: Lang) -> Vec<(&'static str, AlonePage)> {
    let id = Id::from_uuid(uuid::Uuid::from_u128(5));
    let page = |given, near: Vec<Near>, fields| {
        let unseen = Unseen {
            id,
            state: How::Open,
            at: NOW.plus_days(-2),
            department: domain::place::departments()[0].code,
            followed: false,
            given,
        };
        let frame = coordination(lang, "emergency-alone-title");
        let mut page = AlonePage::new(frame, id, &Unaccompanied { unseen, near }, NOW, fields);
        "0".clone_into(&mut page.id);
        page
    };
    let near = |name: &str| Near {
        account: Id::from_uuid(uuid::Uuid::from_u128(6)),
        name: name.to_owned(),
        agency_name: "Ventanilla Inventada".to_owned(),
    };
    let wrong = [("officer", "emergency-officer-missing"), ("reason", "emergency-reason-missing")];
    vec![
        ("open", page(false, vec![near("Rosa Inventada"), near("Luis Inventado")], Fields::new())),
        ("given", page(true, vec![near("Rosa Inventada")], Fields::new())),
        ("nobody", page(false, Vec::new(), Fields::new())),
        ("refused", page(false, vec![near("Rosa Inventada")], refused(&wrong))),
    ]
}

pub(super) fn review(lang: Lang) -> Vec<(&'static str, ReviewPage)> {
    let page = |reasons: &[&str], next: Option<&str>| {
        let frame = coordination(lang, "emergency-review-title");
        let taken = |reason: &&str| Taken {
            emergency: emergency(),
            reason: (*reason).to_owned(),
            agency_name: "Ventanilla Inventada".to_owned(),
        };
        let lines = reasons.iter().map(|reason| TakenLine::new(frame.t, &taken(reason))).collect();
        ReviewPage { lines, next: next.map(str::to_owned), frame }
    };
    vec![
        ("full", page(&["Está en peligro.", ""], Some("/es/coordinacion/emergencias?vence=1&despues=x"))),
        ("empty", page(&[], None)),
    ]
}
