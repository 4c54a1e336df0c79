//! An organisation without accounts answers by a link and a code.

use domain::{
    agency::{Agency, AgencyKind, AgencyStatus, Bilingual},
    id::Id,
    message::Notice,
    policy::{Action, Actor, Object, Role},
    referral::Status,
};
use usecases::{
    Ctx, Error, Page,
    referral::{self, Sending},
};

use super::{account_key, add_officer, answer, asked, draft, look, officer, sent, service, with_consent};
use crate::{
    cast::{self, permit},
    support::{World, database::run},
};

/// A verified organisation without accounts.
pub async fn silent(world: &World) -> Ctx {
    let now = world.now();
    let agency = Agency {
        id: Id::new(now),
        kind: AgencyKind::Office,
        status: AgencyStatus::Verified,
        name: "Casa Abierta".to_owned(),
        nit: None,
        municipality: "0101".parse().unwrap(),
        about: Bilingual::default(),
        hours: Bilingual::default(),
        phone: None,
        reason: None,
        created_at: now,
        version: 1,
    };
    let agency = &agency;
    world
        .write(move |mut tx| async move {
            tx.add_agency(&permit(Object::Agency, Action::Create), agency, None, now).await?;
            Ok(tx.done(()))
        })
        .await;
    world.ctx(Actor::Staff { account: Id::new(now), agency: agency.id, role: Role::FocalPoint })
}

/// The argument of the last message of this kind to the organisation.
async fn argument(world: &World, agency: &Ctx, notice: Notice, name: &str) -> String {
    let page = Page { after: None, limit: 100 };
    let messages = world.sys.store.read().await.unwrap().messages(page).await.unwrap();
    let subject = agency.agency().unwrap().uuid();
    let found = messages.iter().find(|one| one.subject == subject && one.text.notice == notice).unwrap();
    found.text.arguments[name].clone()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_has_ten_codes() {
    cast::on_both(|world| async move {
        let sys = &world.sys;
        let officer = officer(&world, "Ventanilla").await;
        let house = silent(&world).await;
        let service = service(&world, &house).await;
        let chepe = cast::person(&world, "Chepe").await;
        let id = draft(&world, &officer, &chepe, service).await;
        let by_link = Sending { link_to: "casa@ejemplo.gt".to_owned(), ..with_consent() };
        referral::send(sys, &officer, &asked(&world, id).await, &by_link).await.unwrap();
        let link = argument(&world, &house, Notice::ReferralLink, "link").await;
        let token = link.rsplit('/').next().unwrap();
        for _ in 0..14 {
            referral::ask_code(sys, &world.anonymous(), token).await.unwrap();
            world.clock.advance(11 * 60);
        }
        assert_eq!(codes(&world).await, 10, "and the answer is the same");
        world.run_due().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_and_a_code_open_one_referral() {
    cast::on_both(|world| async move {
        let sys = &world.sys;
        let officer = officer(&world, "Ventanilla").await;
        let house = silent(&world).await;
        let service = service(&world, &house).await;
        let chepe = cast::person(&world, "Chepe").await;
        let id = draft(&world, &officer, &chepe, service).await;
        let unreached = referral::send(sys, &officer, &asked(&world, id).await, &with_consent()).await;
        assert!(matches!(unreached, Err(Error::Conflict("referral-nobody-there"))), "{unreached:?}");
        let by_link = Sending { link_to: "casa@ejemplo.gt".to_owned(), ..with_consent() };
        referral::send(sys, &officer, &asked(&world, id).await, &by_link).await.unwrap();
        let link = argument(&world, &house, Notice::ReferralLink, "link").await;
        let token = link.rsplit('/').next().unwrap();

        let nobody = world.anonymous();
        assert!(referral::enter(sys, &nobody, token, "000000").await.is_err(), "no code was asked for");
        referral::ask_code(sys, &nobody, token).await.unwrap();
        let code = argument(&world, &house, Notice::ReferralCode, "number").await;
        let wrong = if code == "123456" { "654321" } else { "123456" };
        assert!(referral::enter(sys, &nobody, token, wrong).await.is_err());
        let bent = format!("{}A", &token[..token.len() - 1]);
        if bent != token {
            assert!(referral::enter(sys, &nobody, &bent, &code).await.is_err(), "the link is signed");
        }
        let secret = referral::enter(sys, &nobody, token, &code).await.unwrap();
        assert!(referral::enter(sys, &nobody, token, &code).await.is_err(), "a code works once");
        let guest = referral::guest(sys, &nobody, &secret).await.unwrap();
        let opened = referral::show(sys, &guest, id).await.unwrap();
        assert_eq!(opened.listed.agency_name, "Casa Abierta");
        assert!(!opened.shared.is_empty());
        answer(&world, &guest, id, "accept").await.unwrap();
        assert_eq!(look(&world, id).await.status, Status::Accepted);

        // Another referral is not theirs, and the visit ends.
        let other = draft(&world, &officer, &chepe, service).await;
        assert!(matches!(referral::show(sys, &guest, other).await, Err(Error::NotFound)));
        world.clock.advance(31 * 60);
        let late = referral::guest(sys, &world.anonymous(), &secret).await;
        assert!(matches!(late, Err(Error::SignIn)));
        // Taken back, the link is dead.
        usecases::consent::withdraw(sys, &world.again(&chepe), look(&world, id).await.consent.unwrap())
            .await
            .unwrap();
        referral::ask_code(sys, &world.anonymous(), token).await.unwrap();
        assert!(referral::enter(sys, &world.anonymous(), token, &code).await.is_err());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_works_there_now_is_told_however_many_have_left() {
    cast::on_both(|world| async move {
        let rosa = officer(&world, "Ventanilla").await;
        let house = silent(&world).await;
        let service = service(&world, &house).await;
        let mut left = Vec::new();
        for _ in 0..21 {
            left.push(account_key(&world, &add_officer(&world, &house).await));
        }
        world.clock.advance(1);
        let works = add_officer(&world, &house).await;
        let left = left.join(", ");
        let address = &world.database().address;
        run(address, &format!("update account set active = false where id in ({left})")).await;
        let chepe = cast::person(&world, "Chepe").await;
        sent(&world, &world.again(&rosa), &chepe, service).await;
        assert_eq!(world.told(&works.actor).await, [Notice::ReferralArrived]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_later_message_carries_a_link_that_opens() {
    cast::on_both(|world| async move {
        let officer = officer(&world, "Ventanilla").await;
        let house = silent(&world).await;
        let service = service(&world, &house).await;
        let chepe = cast::person(&world, "Chepe").await;
        let id = draft(&world, &officer, &chepe, service).await;
        let by_link = Sending { link_to: "casa@ejemplo.gt".to_owned(), ..with_consent() };
        referral::send(&world.sys, &officer, &asked(&world, id).await, &by_link).await.unwrap();
        let first = argument(&world, &house, Notice::ReferralLink, "link").await;
        let first = first.rsplit('/').next().unwrap();
        world.run_due().await;
        world.clock.advance_days(4);
        referral::tick_due(&world.sys, &world.sys.own_ctx()).await.unwrap();
        let later = argument(&world, &house, Notice::ReferralDue, "referral").await;
        world.run_due().await;
        world.clock.advance_days(3);
        let nobody = world.anonymous();
        referral::ask_code(&world.sys, &nobody, first).await.unwrap();
        assert_eq!(codes(&world).await, 0, "the first one was replaced");
        referral::ask_code(&world.sys, &nobody, &later).await.unwrap();
        let code = argument(&world, &house, Notice::ReferralCode, "number").await;
        let secret = referral::enter(&world.sys, &nobody, &later, &code).await.unwrap();
        let guest = referral::guest(&world.sys, &nobody, &secret).await.unwrap();
        assert!(!referral::show(&world.sys, &guest, id).await.unwrap().shared.is_empty());
        // What is told meanwhile does not end the visit.
        referral::tick_due(&world.sys, &world.sys.own_ctx()).await.unwrap();
        assert!(referral::guest(&world.sys, &world.anonymous(), &secret).await.is_ok());
    })
    .await;
}

/// How many codes were sent.
async fn codes(world: &World) -> usize {
    let page = Page { after: None, limit: 100 };
    let messages = world.sys.store.read().await.unwrap().messages(page).await.unwrap();
    messages.iter().filter(|one| one.text.notice == Notice::ReferralCode).count()
}
