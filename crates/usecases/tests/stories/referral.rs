//! Referrals: sent with consent, answered in time, confirmed by the person.

mod access;
mod alone;
mod clock;
mod handed_on;
pub mod link;
mod officer;
mod restricted;
mod told;

use std::collections::BTreeMap;

use domain::{
    agency::{Account, Agreement, Bilingual},
    consent::{Field, Way},
    id::Id,
    message::{Lang, Notice},
    policy::{Action, Actor, Object, Role},
    referral::{Referral, ReferralEvent, Status, Terms},
    service::{Service, ServiceArea, ServiceCategory, ServiceStatus},
};
use usecases::{
    Ctx, Error, Page, person,
    referral::{self, Answering, Asked, Consenting, Drafting, Reporting, Sending, Taken, Walked},
};

use crate::{
    cast::{self, permit},
    support::World,
};

/// An officer of a new office that sends referrals.
pub async fn officer(world: &World, name: &str) -> Ctx {
    let focal = world.agency("office", name).await;
    add_officer(world, &focal).await
}

/// Another officer of the agency of `of`.
pub async fn add_officer(world: &World, of: &Ctx) -> Ctx {
    let agency = of.agency().unwrap();
    account(world, agency, Role::CaseWorker).await
}

/// A coordinator with an account, who can be written to.
pub async fn coordinator(world: &World) -> Ctx {
    let focal = world.agency("coordination", "Coordinación").await;
    account(world, focal.agency().unwrap(), Role::Coordinator).await
}

/// The identifier of an account as its database writes it in SQL.
pub fn account_key(world: &World, of: &Ctx) -> String {
    match of.actor {
        Actor::Staff { account, .. } => world.key(account),
        _ => panic!("staff"),
    }
}

async fn account(world: &World, agency: Id<domain::agency::Agency>, role: Role) -> Ctx {
    let now = world.now();
    let account = Account {
        id: Id::new(now),
        agency,
        role,
        name: "Rosa Ixchel".to_owned(),
        email: format!("{}@{role}.ejemplo.gt", Id::<Account>::new(now)),
        lang: Lang::Es,
        active: true,
        has_totp: true,
        created_at: now,
        seen_at: None,
        version: 1,
    };
    let account = &account;
    world
        .write(move |mut tx| async move {
            tx.add_account(&permit(Object::Account, Action::Create), account, None, now).await?;
            Ok(tx.done(()))
        })
        .await;
    world.ctx(Actor::Staff { account: account.id, agency, role })
}

/// A service of the agency of `of`, with an agreement in force and these terms.
pub async fn service_with(world: &World, of: &Ctx, change: impl Fn(&mut Service, &mut Terms)) -> Id<Service> {
    let now = world.now();
    let mut service = Service {
        id: Id::new(now),
        agency: of.agency().unwrap(),
        category: ServiceCategory::Employment,
        status: ServiceStatus::Active,
        name: Bilingual::new("Bolsa de trabajo", "Job centre"),
        description: Bilingual::default(),
        cost: Bilingual::default(),
        bring: Bilingual::default(),
        hours: Bilingual::default(),
        languages: vec!["es".parse().unwrap()],
        municipality: "0101".parse().unwrap(),
        address: String::new(),
        area: ServiceArea::National,
        phone: None,
        assured_on: now.day(),
        created_at: now,
        version: 1,
    };
    let mut terms = Terms { promise_days: 5, version: 1, ..Terms::of(service.id) };
    change(&mut service, &mut terms);
    let agreement = Agreement {
        id: Id::new(now),
        agency: service.agency,
        title: "Convenio".to_owned(),
        signed_on: now.day(),
        expires_on: now.plus_days(700).day(),
    };
    let (service, terms, agreement) = (&service, &terms, &agreement);
    world
        .write(move |mut tx| async move {
            tx.add_service(&permit(Object::Service, Action::Create), service, None, now).await?;
            tx.put_terms(&permit(Object::Service, Action::Edit), terms, now).await?;
            tx.add_agreement(&permit(Object::Agency, Action::Edit), agreement, now).await?;
            Ok(tx.done(()))
        })
        .await;
    service.id
}

/// A plain service of the agency of `of`.
pub async fn service(world: &World, of: &Ctx) -> Id<Service> {
    service_with(world, of, |_, _| {}).await
}

/// An officer, an organisation with a plain service, and a person who needs it.
pub async fn parties(world: &World) -> (Ctx, Ctx, Id<Service>, Ctx) {
    let officer = officer(world, "Ventanilla").await;
    let office = world.agency("office", "Bolsa").await;
    let service = service(world, &office).await;
    (officer, office, service, cast::person(world, "Chepe").await)
}

/// The code on a person's slip.
pub async fn code(world: &World, person: &Ctx) -> String {
    person::me(&world.sys, person).await.unwrap().code.as_str().to_owned()
}

/// The person's yes to these fields.
pub fn yes(fields: &[Field]) -> Taken {
    Taken {
        fields: fields.to_vec(),
        way: Way::Voice,
        lang: Lang::Es,
        text_version: "2026-11".to_owned(),
        text_hash: vec![7; 32],
    }
}

/// A sending with the person's yes to name, telephone and need.
pub fn with_consent() -> Sending {
    let consent = Consenting::Now(yes(&[Field::Name, Field::Contact, Field::Need, Field::Work]));
    Sending { consent, accepts_waiting: false, link_to: String::new() }
}

/// A step asked for now, based on the version that stands.
pub async fn asked(world: &World, id: Id<Referral>) -> Asked {
    let version = look(world, id).await.version;
    Asked { referral: id, version, event: Id::<ReferralEvent>::new(world.now()) }
}

/// The referral as it stands.
pub async fn look(world: &World, id: Id<Referral>) -> Referral {
    let locked = world.sys.store.read().await.unwrap().referral(id).await.unwrap();
    locked.unlock(&Actor::System, Action::View).unwrap().1
}

/// A draft of a normal referral.
pub async fn draft(world: &World, officer: &Ctx, person: &Ctx, service: Id<Service>) -> Id<Referral> {
    draft_as(world, officer, person, service, "normal", false).await
}

/// A draft of this priority, with or without signs of trafficking.
pub async fn draft_as(
    world: &World,
    officer: &Ctx,
    person: &Ctx,
    service: Id<Service>,
    priority: &str,
    trafficking_signs: bool,
) -> Id<Referral> {
    let id = Id::new(world.now());
    let input = Drafting {
        found: None,
        id,
        code: code(world, person).await,
        service,
        priority: priority.to_owned(),
        trafficking_signs,
        need: "Busca trabajo de techador.".to_owned(),
    };
    let first = referral::draft(&world.sys, officer, &input).await.unwrap();
    assert!(matches!(first, Walked::Done(_)));
    let again = referral::draft(&world.sys, officer, &input).await.unwrap();
    assert!(matches!(again, Walked::Already(_)), "sent twice it is one");
    id
}

/// A referral that was sent.
pub async fn sent(world: &World, officer: &Ctx, person: &Ctx, service: Id<Service>) -> Id<Referral> {
    let id = draft(world, officer, person, service).await;
    let asked = asked(world, id).await;
    let walked = referral::send(&world.sys, officer, &asked, &with_consent()).await.unwrap();
    assert!(matches!(walked, Walked::Done(_)), "{walked:?}");
    id
}

/// The organisation answers.
pub async fn answer(world: &World, by: &Ctx, id: Id<Referral>, answer: &str) -> usecases::Result<Walked> {
    let input = Answering {
        answer: answer.to_owned(),
        reason: if answer == "decline" { "no_capacity".to_owned() } else { String::new() },
        review_on: if answer == "waitlist" {
            world.now().plus_days(20).day().to_string()
        } else {
            String::new()
        },
        words: "Venga el lunes a las 8.".to_owned(),
    };
    referral::answer(&world.sys, &world.again(by), &asked(world, id).await, &input).await
}

/// The organisation reports that it helped.
pub async fn helped(world: &World, by: &Ctx, id: Id<Referral>) {
    let by = world.again(by);
    referral::begin(&world.sys, &by, &asked(world, id).await, None).await.unwrap();
    let input = Reporting { result: "complete".into(), outcome: "helped_fully".into(), words: String::new() };
    referral::report(&world.sys, &by, &asked(world, id).await, &input).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_referral_is_answered_and_the_person_confirms_it() {
    cast::on_both(|world| async move {
        let sys = &world.sys;
        let (officer, office, service, chepe) = parties(&world).await;
        let code = code(&world, &chepe).await;
        let checked = referral::check(sys, &officer, &code, service, false).await.unwrap();
        assert!(checked.fit.barriers.is_empty() && checked.fit.reaches && checked.fit.speaks);
        assert_eq!(checked.answer_by.day().to_string(), "2026-11-30");
        assert!(checked.consent_until.is_none(), "the person must be asked");

        let id = sent(&world, &officer, &chepe, service).await;
        assert_eq!(world.told(&office.actor).await, [Notice::ReferralArrived]);
        assert_eq!(world.told(&chepe.actor).await, [Notice::PersonPromised]);
        let page = Page { after: None, limit: 20 };
        let inbox = referral::inbox(sys, &office, false, page).await.unwrap();
        assert_eq!(inbox.len(), 1);
        assert_eq!(inbox[0].sent_by, referral::SentBy::Agency("Ventanilla".to_owned()));

        let opened = referral::show(sys, &office, id).await.unwrap();
        let shared: Vec<Field> = opened.shared.keys().copied().collect();
        assert_eq!(shared, [Field::Name, Field::Contact, Field::Work, Field::Need], "what was agreed to");
        assert_eq!(opened.shared[&Field::Name], "Chepe");
        assert_eq!(opened.shared[&Field::Need], "Busca trabajo de techador.");
        assert!(look(&world, id).await.acknowledged_at.is_some());
        let seen = person::seen(sys, &chepe).await.unwrap();
        assert!(seen.iter().any(|line| line.detail == "name contact work need"), "who saw my data");

        answer(&world, &office, id, "accept").await.unwrap();
        world.clock.advance(3600);
        helped(&world, &office, id).await;
        let mine = referral::mine(sys, &world.again(&chepe), Page { after: None, limit: 5 }).await.unwrap();
        assert_eq!(mine[0].referral.status, Status::Completed);
        referral::confirm(sys, &world.again(&chepe), &asked(&world, id).await).await.unwrap();
        let done = look(&world, id).await;
        assert_eq!((done.status, done.answered_in_time(world.now())), (Status::Closed, Some(true)));
        assert!(referral::show(sys, &office, id).await.unwrap().shared.is_empty(), "over: nothing is read");
        assert!(referral::inbox(sys, &office, false, page).await.unwrap().is_empty());
        let audit = sys.store.read().await.unwrap().audit_check().await.unwrap();
        assert!(audit.is_ok());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_sent_without_a_consent_that_names_the_organisation() {
    cast::on_both(|world| async move {
        let sys = &world.sys;
        let officer = officer(&world, "Ventanilla").await;
        let (one, other) = (world.agency("office", "Una").await, world.agency("office", "Otra").await);
        let (first, second) = (service(&world, &one).await, service(&world, &other).await);
        let chepe = cast::person(&world, "Chepe").await;
        sent(&world, &officer, &chepe, first).await;
        let known = Sending { consent: Consenting::Known, ..with_consent() };
        // The consent for one organisation is none for another, and holds for another referral to the same.
        let elsewhere = draft(&world, &officer, &chepe, second).await;
        let refused = referral::send(sys, &officer, &asked(&world, elsewhere).await, &known).await;
        assert!(matches!(refused, Err(Error::Conflict("referral-consent-needed"))), "{refused:?}");
        let again = draft(&world, &officer, &chepe, first).await;
        referral::send(sys, &officer, &asked(&world, again).await, &known).await.unwrap();
        // After 90 days it has ended.
        let later = draft(&world, &officer, &chepe, first).await;
        world.clock.advance_days(91);
        let late = referral::send(sys, &world.again(&officer), &asked(&world, later).await, &known).await;
        assert!(matches!(late, Err(Error::Conflict("referral-consent-needed"))), "{late:?}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_consent_taken_back_cuts_everything_in_the_same_unit_of_work() {
    cast::on_both(|world| async move {
        let sys = &world.sys;
        let (officer, office, service, chepe) = parties(&world).await;
        let id = sent(&world, &officer, &chepe, service).await;
        assert!(!referral::show(sys, &office, id).await.unwrap().shared.is_empty());
        let consent = look(&world, id).await.consent.unwrap();
        usecases::consent::withdraw(sys, &chepe, consent).await.unwrap();
        assert!(referral::show(sys, &office, id).await.unwrap().shared.is_empty());
        assert_eq!(look(&world, id).await.status, Status::Withdrawn);
        // What waited to be sent is taken back; what is told now is that nothing may be kept.
        assert_eq!(world.told(&office.actor).await, [Notice::ReferralStopped]);
        assert_eq!(world.told(&officer.actor).await, [Notice::ReferralStopped]);
        let kept = world.sys.store.read().await.unwrap().shared(&look(&world, id).await).await.unwrap();
        assert_eq!(kept, BTreeMap::new());
        let audit = person::seen(sys, &chepe).await.unwrap();
        assert!(audit.iter().any(|line| line.detail == "withdraw"), "the audit stays");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn taking_back_one_leaves_the_other_under_the_same_consent() {
    cast::on_both(|world| async move {
        let sys = &world.sys;
        let (officer, office, service, chepe) = parties(&world).await;
        let first = sent(&world, &officer, &chepe, service).await;
        let second = draft(&world, &officer, &chepe, service).await;
        let known = Sending { consent: Consenting::Known, accepts_waiting: false, link_to: String::new() };
        referral::send(sys, &officer, &asked(&world, second).await, &known).await.unwrap();
        assert_eq!(look(&world, first).await.consent, look(&world, second).await.consent);
        referral::withdraw(sys, &chepe, &asked(&world, first).await).await.unwrap();
        assert!(referral::show(sys, &office, first).await.unwrap().shared.is_empty());
        assert!(!referral::show(sys, &office, second).await.unwrap().shared.is_empty(), "the other goes on");
        // The last one takes the consent with it.
        referral::withdraw(sys, &chepe, &asked(&world, second).await).await.unwrap();
        let third = draft(&world, &officer, &chepe, service).await;
        let ended = referral::send(sys, &officer, &asked(&world, third).await, &known).await;
        assert!(matches!(ended, Err(Error::Conflict("referral-consent-needed"))), "{ended:?}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_disagrees_is_heard() {
    cast::on_both(|world| async move {
        let sys = &world.sys;
        let (officer, judge) = (officer(&world, "Ventanilla").await, coordinator(&world).await);
        let office = world.agency("office", "Bolsa").await;
        let service = service(&world, &office).await;
        let chepe = cast::person(&world, "Chepe").await;
        let id = sent(&world, &officer, &chepe, service).await;
        answer(&world, &office, id, "accept").await.unwrap();
        helped(&world, &office, id).await;
        referral::dispute(sys, &chepe, &asked(&world, id).await, "Nadie me llamó.").await.unwrap();
        let page = Page { after: None, limit: 20 };
        let disputes = referral::disputed(sys, &judge, page).await.unwrap();
        assert_eq!(disputes.len(), 1);
        let opened = referral::show(sys, &judge, id).await.unwrap();
        assert!(opened.shared.is_empty(), "the coordination sees no names");
        assert_eq!(opened.texts.len(), 1);
        assert!(referral::rule(sys, &office, &asked(&world, id).await, "rule_helped", "Sí").await.is_err());
        assert!(world.told(&judge.actor).await.contains(&Notice::ReferralDisputed));
        referral::rule(sys, &judge, &asked(&world, id).await, "rule_go_on", "Atienda.").await.unwrap();
        assert_eq!(look(&world, id).await.status, Status::InService);
        assert!(referral::disputed(sys, &judge, page).await.unwrap().is_empty());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_conflict_gives_both_versions_and_a_repeat_is_not_doubled() {
    cast::on_both(|world| async move {
        let sys = &world.sys;
        let (officer, office, service, chepe) = parties(&world).await;
        let id = sent(&world, &officer, &chepe, service).await;
        let based = asked(&world, id).await;
        let accept = Answering { answer: "accept".into(), ..Answering::default() };
        let first = referral::answer(sys, &office, &based, &accept).await.unwrap();
        assert!(matches!(first, Walked::Done(_)));
        let again = referral::answer(sys, &office, &based, &accept).await.unwrap();
        assert!(matches!(again, Walked::Already(stand) if stand.version == based.version + 1));
        let offline = Asked { event: Id::new(world.now()), ..based };
        let late = referral::withdraw(sys, &officer, &offline).await.unwrap();
        let Walked::Changed { based_on, now, .. } = late else { panic!("{late:?}") };
        assert_eq!((based_on, now.version, now.status), (based.version, based.version + 1, Status::Accepted));
        assert_eq!(look(&world, id).await.status, Status::Accepted, "the last writer does not win");
    })
    .await;
}
