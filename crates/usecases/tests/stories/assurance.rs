//! Services are asked whether they are still so, and stop being shown when nobody says so.

use domain::{message::Notice, referral::Capacity, service::Freshness};
use store::Page;
use usecases::{
    Error, Result, assurance,
    referral::{self, Sending},
    service::{self, Browse},
};

use crate::{
    cast,
    referral::{add_officer, asked, draft, link::silent, officer, service_with, with_consent},
    support::{self, World},
};

/// The token of the link that was sent last.
async fn token(world: &World) -> String {
    let page = Page { after: None, limit: 100 };
    let messages = world.sys.store.read().await.unwrap().messages(page).await.unwrap();
    let last = messages.iter().find(|message| message.text.notice == Notice::ServicesDue).unwrap();
    last.text.arguments["link"].rsplit('/').next().unwrap().to_owned()
}

async fn ask(world: &World) -> usize {
    assurance::ask_due(&world.sys, &world.sys.own_ctx()).await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn an_organisation_is_asked_once_and_answers_with_one_tap() {
    support::on_both(|world| async move {
        let sys = &world.sys;
        let office = world.agency("office", "Ventanilla").await;
        let (one, two) =
            (service_with(&world, &office, |_, _| {}).await, service_with(&world, &office, |_, _| {}).await);
        let other = world.agency("office", "Otra").await;
        let foreign = service_with(&world, &other, |_, _| {}).await;
        world.clock.advance_days(59);
        assert_eq!(ask(&world).await, 0);
        world.clock.advance_days(1);
        assert_eq!(ask(&world).await, 2);
        assert_eq!(ask(&world).await, 0, "once");
        assert_eq!(world.told(&office.actor).await, [Notice::ServicesDue], "one message for all of them");
        let own = sys.own_ctx();
        let (first, second) = tokio::join!(assurance::ask_due(sys, &own), assurance::ask_due(sys, &own));
        assert_eq!((first.unwrap(), second.unwrap()), (0, 0));

        let anybody = world.anonymous();
        let mut tokens = Vec::new();
        for message in sys.store.read().await.unwrap().messages(Page { after: None, limit: 9 }).await.unwrap()
        {
            if Some(message.subject) == office_account(&office) {
                tokens.push(message.text.arguments["link"].rsplit('/').next().unwrap().to_owned());
            }
        }
        let token = &tokens[0];
        let due = assurance::show(sys, &anybody, token).await.unwrap();
        assert_eq!(due.iter().filter(|one| one.due).count(), 2);
        let before = service::own(sys, &office, one).await.unwrap();
        assert_eq!(before.assured_on.to_string(), "2026-11-23", "to look changes nothing");

        for _ in 0..2 {
            let said = [(one, "full".to_owned())];
            assert_eq!(assurance::confirm(sys, &anybody, token, &said).await.unwrap(), 1);
        }
        let after = service::own(sys, &office, one).await.unwrap();
        assert_eq!(
            (after.assured_on, after.version),
            (world.now().day(), before.version + 1),
            "twice is once"
        );
        let due = assurance::show(sys, &anybody, token).await.unwrap();
        let said = due.iter().find(|due| due.service.id == one).unwrap();
        assert_eq!((said.due, said.terms.capacity, said.terms.promise_days), (false, Capacity::Full, 5));
        assert!(due.iter().find(|due| due.service.id == two).unwrap().due, "only what was named");

        let refused = async |token: &str, id, word: &str| -> Result<usize> {
            assurance::confirm(sys, &world.anonymous(), token, &[(id, word.to_owned())]).await
        };
        assert!(matches!(refused(token, foreign, "").await, Err(Error::NotFound)), "another's service");
        assert!(matches!(refused(token, two, "empty").await, Err(Error::Invalid(_))));
        assert!(matches!(refused("", two, "").await, Err(Error::NotFound)));
        assert!(matches!(assurance::confirm(sys, &anybody, token, &[]).await, Err(Error::Invalid(_))));
        world.clock.advance_days(151);
        assert!(matches!(refused(token, two, "").await, Err(Error::NotFound)), "it has ended");
        world.run_due().await;
    })
    .await;
}

fn office_account(office: &usecases::Ctx) -> Option<uuid::Uuid> {
    match office.actor {
        domain::policy::Actor::Staff { account, .. } => Some(account.uuid()),
        _ => None,
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_nobody_confirms_is_marked_hidden_and_comes_back_with_a_tap() {
    support::on_both(|world| async move {
        let sys = &world.sys;
        let office = world.agency("office", "Ventanilla").await;
        let id = service_with(&world, &office, |_, _| {}).await;
        let shown = async || {
            let found = service::browse(sys, &world.anonymous(), &Browse::default()).await.unwrap();
            found.items.first().map(|listed| listed.service.freshness(world.now().day()))
        };
        let mut asked = 0;
        let mut seen = Vec::new();
        for day in 0..200 {
            asked += ask(&world).await;
            if [0, 60, 90, 91, 180, 181].contains(&day) {
                seen.push((day, shown().await));
            }
            world.clock.advance_days(1);
        }
        use Freshness::{Fresh, Stale};
        let expected = [
            (0, Some(Fresh)),
            (60, Some(Fresh)),
            (90, Some(Fresh)),
            (91, Some(Stale)),
            (180, Some(Stale)),
            (181, None),
        ];
        assert_eq!((asked, seen), (2, expected.to_vec()), "asked twice in all that time");
        let token = token(&world).await;
        assurance::confirm(sys, &world.anonymous(), &token, &[(id, String::new())]).await.unwrap();
        assert_eq!(shown().await, Some(Fresh));
        world.clock.advance_days(61);
        assert_eq!(ask(&world).await, 1, "and asked again after the next period");
        world.run_due().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_answers_where_nobody_is_a_focal_point_is_asked() {
    support::on_both(|world| async move {
        let sys = &world.sys;
        let (bare, linked) = (silent(&world).await, silent(&world).await);
        service_with(&world, &bare, |_, _| {}).await;
        let service = service_with(&world, &linked, |_, _| {}).await;
        let (rosa, chepe) = (officer(&world, "Ventanilla").await, cast::person(&world, "Chepe").await);
        let id = draft(&world, &rosa, &chepe, service).await;
        let by_link = Sending { link_to: "casa@ejemplo.gt".to_owned(), ..with_consent() };
        referral::send(sys, &rosa, &asked(&world, id).await, &by_link).await.unwrap();
        let written = async || {
            let page = Page { after: None, limit: 100 };
            let messages = sys.store.read().await.unwrap().messages(page).await.unwrap();
            let due = messages.into_iter().filter(|one| one.text.notice == Notice::ServicesDue);
            due.map(|one| one.address).collect::<Vec<_>>()
        };
        world.clock.advance_days(60);
        assert_eq!(ask(&world).await, 1, "nobody is there to be asked about the other");
        assert_eq!(written().await, ["casa@ejemplo.gt"]);
        let worker = add_officer(&world, &bare).await;
        assert_eq!(ask(&world).await, 1, "now somebody is");
        assert_eq!(world.told(&worker.actor).await, [Notice::ServicesDue]);
        world.clock.advance_days(14);
        assert_eq!(ask(&world).await, 0);
        world.clock.advance_days(1);
        assert_eq!(ask(&world).await, 2, "once more before they are marked as old");
        world.clock.advance_days(40);
        assert_eq!(ask(&world).await, 0, "and no more");
        world.run_due().await;
    })
    .await;
}
