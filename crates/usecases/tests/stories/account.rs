//! Accounts: who invites, and what an administrator changes ends sessions at once.

use domain::policy::Role;
use usecases::{
    Error, account,
    sign_in::{
        self,
        staff::{enter, give_code},
    },
};

use crate::{
    staff::{FIREFOX, PASSWORD, Worker, is_invalid},
    support,
};

#[tokio::test(flavor = "multi_thread")]
async fn what_an_administrator_changes_ends_sessions_at_once() {
    support::on_both(|world| async move {
        let (sys, ctx) = (&world.sys, world.anonymous());
        let admin = Worker::make(&world, "ana@example.org", Role::Administrator).await;
        let other = Worker::make(&world, "eva@example.org", Role::Coordinator).await;
        let desk = world.ctx(admin.actor);
        let form = |role: Role, agency: String| account::AccountForm {
            name: "Eva Pérez".into(),
            email: String::new(),
            role: role.word().into(),
            agency,
            lang: "en".into(),
        };
        let shown = account::show(sys, &desk, other.id()).await.unwrap();
        let agency = shown.account.agency.to_string();

        // A name changes nothing about sessions, a role does; nobody else may do it.
        let version = shown.account.version;
        account::change(sys, &desk, other.id(), &form(Role::Coordinator, agency.clone()), version)
            .await
            .unwrap();
        assert!(other.alive(&world).await);
        let stale =
            account::change(sys, &desk, other.id(), &form(Role::CaseWorker, agency.clone()), version).await;
        assert!(matches!(stale, Err(Error::Conflict("error-changed-meanwhile"))), "{stale:?}");
        let own = world.ctx(other.actor);
        let outcome =
            account::change(sys, &own, other.id(), &form(Role::Administrator, agency.clone()), version + 1)
                .await;
        assert!(matches!(outcome, Err(Error::NotFound | Error::Forbidden)), "{outcome:?}");
        let focal = form(Role::FocalPoint, agency.clone());
        let outcome = account::change(sys, &desk, other.id(), &focal, version + 1).await;
        assert!(is_invalid(&outcome, "role", "account-role-agency"), "{outcome:?}");
        let worker = form(Role::CaseWorker, agency.clone());
        account::change(sys, &desk, other.id(), &worker, version + 1).await.unwrap();
        assert!(!other.alive(&world).await, "another role");

        // Halfway in, and then switched off: the second step is not done.
        world.clock.advance(30);
        let half = enter(sys, &ctx, other.email, PASSWORD, FIREFOX).await.unwrap().started.token;
        account::switch(sys, &desk, other.id(), false).await.unwrap();
        let outcome = give_code(sys, &ctx, &half, &other.code(world.now()), FIREFOX).await;
        assert!(matches!(outcome, Err(Error::SignIn)), "{outcome:?}");
        account::switch(sys, &desk, other.id(), true).await.unwrap();

        let half = enter(sys, &ctx, other.email, PASSWORD, FIREFOX).await.unwrap().started.token;
        let full = give_code(sys, &ctx, &half, &other.code(world.now()), FIREFOX).await.unwrap().token;
        account::reset_factors(sys, &desk, other.id()).await.unwrap();
        assert!(sign_in::actor_of(sys, &full, world.now()).await.unwrap().is_none());
        let outcome = enter(sys, &ctx, other.email, PASSWORD, FIREFOX).await;
        assert!(is_invalid(&outcome, "password", "staff-entry-wrong"), "{outcome:?}");
        let shown = account::show(sys, &desk, other.id()).await.unwrap();
        assert!(!shown.account.has_totp && shown.recovery_codes == 0 && shown.invited_until.is_some());
        world.run_due().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn somebody_is_left_who_can_invite() {
    support::on_both(|world| async move {
        let sys = &world.sys;
        let admin = Worker::make(&world, "ana@example.org", Role::Administrator).await;
        let desk = world.ctx(admin.actor);
        for outcome in [
            account::switch(sys, &desk, admin.id(), false).await,
            account::reset_factors(sys, &desk, admin.id()).await,
        ] {
            assert!(matches!(outcome, Err(Error::Conflict("account-own"))), "{outcome:?}");
        }
        let shown = account::show(sys, &desk, admin.id()).await.unwrap().account;
        let form = account::AccountForm {
            name: "Ana Pérez".into(),
            email: String::new(),
            role: Role::Coordinator.word().into(),
            agency: shown.agency.to_string(),
            lang: "es".into(),
        };
        let outcome = account::change(sys, &desk, admin.id(), &form, shown.version).await;
        assert!(matches!(outcome, Err(Error::Conflict("account-last-administrator"))), "{outcome:?}");
        assert!(admin.alive(&world).await);
        world.run_due().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn accounts_are_invited_by_administrators_only() {
    support::on_both(|world| async move {
        let sys = &world.sys;
        let employer = world.employer("Textiles del Sur").await;
        let form = account::AccountForm {
            name: "Rosa Caal".into(),
            email: "rosa@example.org".into(),
            role: "focal_point".into(),
            agency: employer.agency().unwrap().to_string(),
            lang: "es".into(),
        };
        for ctx in [employer, world.coordinator()] {
            let outcome = account::invite(sys, &ctx, &form).await;
            assert!(matches!(outcome, Err(Error::NotFound | Error::Forbidden)), "{outcome:?}");
            let listed = account::list(sys, &ctx, Default::default(), None).await;
            assert!(matches!(listed, Err(Error::NotFound | Error::Forbidden)), "{listed:?}");
        }
        assert!(matches!(account::invite(sys, &world.anonymous(), &form).await, Err(Error::SignIn)));
        world.clock.advance(1);
        let admin = world.administrator();
        let id = account::invite(sys, &admin, &form).await.unwrap();
        let again = account::invite(sys, &admin, &form).await;
        assert!(matches!(again, Err(Error::Conflict("account-email-known"))), "{again:?}");
        let wrong =
            account::AccountForm { role: "coordinator".into(), email: "b@example.org".into(), ..form };
        let outcome = account::invite(sys, &admin, &wrong).await;
        assert!(is_invalid(&outcome, "role", "account-role-agency"), "{outcome:?}");
        let empty = account::invite(sys, &admin, &account::AccountForm::default()).await;
        let Err(Error::Invalid(problems)) = empty else { panic!("{empty:?}") };
        let fields: Vec<_> = problems.0.iter().map(|problem| problem.field).collect();
        assert_eq!(fields, ["name", "role", "agency", "email"]);
        let shown = account::show(sys, &admin, id).await.unwrap();
        assert_eq!(
            (shown.account.name.as_str(), shown.agency_name.as_str()),
            ("Rosa Caal", "Textiles del Sur")
        );
        let filter = store::account::AccountFilter {
            agency: Some(shown.account.agency),
            role: Some(Role::FocalPoint),
        };
        let first = account::list(sys, &admin, filter, None).await.unwrap();
        assert!(first.iter().any(|listed| listed.account.id == id));
        assert!(account::list(sys, &admin, filter, Some(id)).await.unwrap().is_empty(), "paged by key");
        world.run_due().await;
    })
    .await;
}
