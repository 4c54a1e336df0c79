//! Staff sign in: invitation, password, one-time code, recovery codes; and everything that must end a session at once.

use domain::{
    agency::Account,
    id::Id,
    policy::{Actor, Role},
    time::Moment,
};
use usecases::{
    Ctx, Error, account,
    sign_in::{
        self, Stage,
        person::Origin,
        staff::{change_password, enter, give_code, give_recovery_code},
        totp,
    },
};

use crate::support::{self, World};

pub const PASSWORD: &str = "tres gatos verdes";
pub const NETWORK: &str = "192.0.2.7";
pub const FIREFOX: Origin<'static> = Origin { network: NETWORK, device: "Firefox" };
const CHROME: Origin<'static> = Origin { network: NETWORK, device: "Chrome" };

/// Somebody of the coordination who has done everything to sign in once.
pub struct Worker {
    pub email: &'static str,
    pub token: String,
    pub secret: Vec<u8>,
    pub recovery_codes: Vec<String>,
    pub actor: Actor,
}

impl Worker {
    pub async fn make(world: &World, email: &'static str, role: Role) -> Self {
        let token = invite_first(world, email, role).await;
        account::accept(&world.sys, &world.anonymous(), &token, PASSWORD).await.unwrap();
        Self::set_up(world, email, PASSWORD).await
    }

    /// From the password to the whole session, with a new generator.
    pub async fn set_up(world: &World, email: &'static str, password: &str) -> Self {
        let (sys, ctx) = (&world.sys, world.anonymous());
        let entered = enter(sys, &ctx, email, password, FIREFOX).await.unwrap();
        assert_eq!(entered.stage, Stage::OwesSetup);
        let shown = totp::setup(sys, &ctx, &entered.started.token).await.unwrap();
        let secret = secret_of(&shown.secret);
        let code = code_at(&secret, world.now());
        let confirmed = totp::confirm_setup(sys, &ctx, &entered.started.token, &code, FIREFOX).await.unwrap();
        let token = confirmed.started.token;
        let (actor, stage) = sign_in::actor_of(sys, &token, world.now()).await.unwrap().unwrap();
        assert_eq!(stage, Stage::Full);
        Self { email, token, secret, recovery_codes: confirmed.recovery_codes, actor }
    }

    pub fn id(&self) -> Id<Account> {
        let Actor::Staff { account, .. } = self.actor else { panic!("not staff") };
        account
    }

    pub fn code(&self, now: Moment) -> String {
        code_at(&self.secret, now)
    }

    pub async fn alive(&self, world: &World) -> bool {
        sign_in::actor_of(&world.sys, &self.token, world.now()).await.unwrap().is_some()
    }
}

/// The token of the link that the command line prints.
async fn invite_first(world: &World, email: &str, role: Role) -> String {
    let link = account::first(&world.sys, &world.sys.own_ctx(), "Ana López", email, role, "Coordinación")
        .await
        .unwrap();
    assert!(link.starts_with("http://127.0.0.1:8080/es/personal/invitacion/"), "{link}");
    link.rsplit('/').next().unwrap().to_owned()
}

fn secret_of(shown: &str) -> Vec<u8> {
    let text: String = shown.chars().filter(|c| *c != ' ').collect();
    totp_rs::Secret::try_from_base32(text).unwrap().as_bytes().to_vec()
}

fn code_at(secret: &[u8], now: Moment) -> String {
    let totp = totp_rs::Builder::new().with_secret(secret.to_vec()).build().unwrap();
    totp.generate(u64::try_from(now.seconds()).unwrap()).to_string()
}

pub fn is_invalid(outcome: &Result<impl std::fmt::Debug, Error>, field: &str, key: &str) -> bool {
    matches!(outcome, Err(Error::Invalid(problems))
        if problems.0.len() == 1 && problems.0[0].field == field && problems.0[0].key == key)
}

#[tokio::test(flavor = "multi_thread")]
async fn the_last_administrator_who_lost_everything_is_helped_from_the_command_line() {
    support::on_both(|world| async move {
        let (sys, own) = (&world.sys, &world.sys.own_ctx());
        let ana = Worker::make(&world, "ana@example.org", Role::Administrator).await;
        let email = domain::text::Email::parse("ANA@example.org").unwrap();
        assert_eq!(account::of_email(sys, own, &email).await.unwrap().id, ana.id());
        let seen = account::of_email(sys, &world.ctx(ana.actor), &email).await;
        assert!(
            matches!(seen, Err(Error::NotFound)),
            "only the machine itself looks up by address: {seen:?}"
        );
        let plain = account::hand_over(sys, own, ana.id(), false).await;
        assert!(matches!(plain, Err(Error::Conflict("account-has-password"))), "{plain:?}");
        assert!(ana.alive(&world).await);
        let stranger = account::hand_over(sys, &world.ctx(ana.actor), ana.id(), true).await;
        assert!(matches!(stranger, Err(Error::NotFound)), "{stranger:?}");
        let link = account::hand_over(sys, own, ana.id(), true).await.unwrap();
        assert!(!ana.alive(&world).await, "sessions end");
        let old = enter(sys, &world.anonymous(), ana.email, PASSWORD, FIREFOX).await;
        assert!(old.is_err(), "the old password is gone");
        let token = link.rsplit('/').next().unwrap();
        account::accept(sys, &world.anonymous(), token, "cuatro perros azules").await.unwrap();
        let again = Worker::set_up(&world, ana.email, "cuatro perros azules").await;
        assert_eq!(again.id(), ana.id());
        world.run_due().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_first_administrator_comes_in_from_the_command_line() {
    support::on_both(|world| async move {
        let (sys, ctx) = (&world.sys, world.anonymous());
        let token = invite_first(&world, "ana@example.org", Role::Administrator).await;
        let greeted = account::invited(sys, &ctx, &token).await.unwrap();
        assert_eq!((greeted.name.as_str(), greeted.email.as_str()), ("Ana López", "ana@example.org"));
        let short = account::accept(sys, &ctx, &token, "corta").await;
        assert!(is_invalid(&short, "password", "text-password-short-staff"), "{short:?}");
        account::accept(sys, &ctx, &token, PASSWORD).await.unwrap();
        let again = account::accept(sys, &ctx, &token, PASSWORD).await;
        assert!(matches!(again, Err(Error::NotFound)), "a link works once: {again:?}");

        let entered = enter(sys, &ctx, " Ana@Example.org ", PASSWORD, FIREFOX).await.unwrap();
        let half = entered.started.token;
        assert_eq!(entered.stage, Stage::OwesSetup);
        assert!(matches!(give_code(sys, &ctx, &half, "000000", FIREFOX).await, Err(Error::SignIn)));
        let worker = Worker::set_up(&world, "ana@example.org", PASSWORD).await;
        assert!(
            sign_in::actor_of(sys, &half, world.now()).await.unwrap().is_none(),
            "an older first step ended"
        );
        assert_eq!(worker.recovery_codes.len(), 10);
        assert!(matches!(worker.actor, Actor::Staff { role: Role::Administrator, .. }));

        // The next time a code of the generator is enough, but not the one that was just used.
        let entered = enter(sys, &ctx, "ana@example.org", PASSWORD, CHROME).await.unwrap();
        let half = entered.started.token;
        assert_eq!(entered.stage, Stage::OwesCode);
        let used = give_code(sys, &ctx, &half, &worker.code(world.now()), CHROME).await;
        assert!(is_invalid(&used, "code", "staff-code-used"), "{used:?}");
        world.clock.advance(30);
        let ctx = world.anonymous();
        let wrong = give_code(sys, &ctx, &half, "12345", CHROME).await;
        assert!(is_invalid(&wrong, "code", "staff-code-wrong"), "{wrong:?}");
        let full = give_code(sys, &ctx, &half, &worker.code(world.now()), CHROME).await.unwrap().token;
        assert_ne!(full, half, "the token changes");
        assert!(sign_in::actor_of(sys, &half, world.now()).await.unwrap().is_none());
        assert_eq!(
            sign_in::actor_of(sys, &full, world.now()).await.unwrap(),
            Some((worker.actor, Stage::Full))
        );
        world.run_due().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_invitation_ends_after_seven_days_and_the_next_one_ends_it() {
    support::on_both(|world| async move {
        let sys = &world.sys;
        let token = invite_first(&world, "ana@example.org", Role::Coordinator).await;
        world.clock.advance_days(7);
        let late = account::accept(sys, &world.anonymous(), &token, PASSWORD).await;
        assert!(matches!(late, Err(Error::NotFound)), "{late:?}");
        assert!(matches!(account::invited(sys, &world.anonymous(), "x").await, Err(Error::NotFound)));
        let twice =
            account::first(sys, &sys.own_ctx(), "Otra", "ANA@example.org", Role::Coordinator, "Coordinación")
                .await;
        assert!(matches!(twice, Err(Error::Conflict("account-email-known"))), "{twice:?}");
        let worker = Worker::make(&world, "eva@example.org", Role::Administrator).await;
        let admin = world.ctx(worker.actor);
        let accounts = account::list(sys, &admin, Default::default(), None).await.unwrap();
        let ana = accounts.iter().find(|listed| listed.account.email == "ana@example.org").unwrap();
        assert!(!ana.has_password);
        account::renew_invitation(sys, &admin, ana.account.id).await.unwrap();
        let outcome = account::renew_invitation(sys, &admin, worker.id()).await;
        assert!(matches!(outcome, Err(Error::Conflict("account-has-password"))), "{outcome:?}");
        world.run_due().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_is_known_is_never_told() {
    support::on_both(|world| async move {
        let (sys, ctx) = (&world.sys, world.anonymous());
        let admin = Worker::make(&world, "ana@example.org", Role::Administrator).await;
        let off = Worker::make(&world, "off@example.org", Role::Coordinator).await;
        account::switch(sys, &world.ctx(admin.actor), off.id(), false).await.unwrap();
        invite_first(&world, "new@example.org", Role::Coordinator).await;
        let tries = [
            ("ana@example.org", "otra cosa muy larga"),
            ("off@example.org", PASSWORD),
            ("new@example.org", PASSWORD),
            ("nobody@example.org", PASSWORD),
            ("no address", PASSWORD),
            ("ana@example.org", ""),
        ];
        for (email, password) in tries {
            let outcome = enter(sys, &ctx, email, password, FIREFOX).await;
            assert!(is_invalid(&outcome, "password", "staff-entry-wrong"), "{email}: {outcome:?}");
        }
        // Known and unknown are stopped after the same number of tries, and even the right password waits.
        for email in ["ana@example.org", "nobody@example.org"] {
            world.clock.advance_days(1);
            let ctx = world.anonymous();
            for _ in 0..5 {
                let outcome = enter(sys, &ctx, email, "otra cosa muy larga", FIREFOX).await;
                assert!(is_invalid(&outcome, "password", "staff-entry-wrong"), "{outcome:?}");
            }
            let outcome = enter(sys, &ctx, email, PASSWORD, FIREFOX).await;
            assert!(matches!(outcome, Err(Error::TooMany(60))), "{email}: {outcome:?}");
        }
        world.clock.advance_days(1);
        let entered = enter(sys, &world.anonymous(), "ana@example.org", PASSWORD, FIREFOX).await.unwrap();
        assert_eq!(entered.stage, Stage::OwesCode);
        world.run_due().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_uses_of_one_code_exactly_one_wins() {
    support::on_both(|world| async move {
        let sys = &world.sys;
        let worker = Worker::make(&world, "ana@example.org", Role::Coordinator).await;
        for round in 0..200 {
            world.clock.advance(30);
            let (ctx, now) = (world.anonymous(), world.now());
            let one = sign_in::start(sys, worker.actor, Stage::OwesCode, "one", now).await.unwrap().token;
            let two = sign_in::start(sys, worker.actor, Stage::OwesCode, "two", now).await.unwrap().token;
            let code = worker.code(now);
            // Lost tries count against the network they come from.
            let network = format!("192.0.2.{round}");
            let from = Origin { network: &network, device: "Firefox" };
            let (one, two) = tokio::join!(
                give_code(sys, &ctx, &one, &code, from),
                give_code(sys, &ctx, &two, &code, from)
            );
            let (won, lost) = if one.is_ok() { (one, two) } else { (two, one) };
            assert!(won.is_ok(), "round {round}: {won:?}");
            assert!(is_invalid(&lost, "code", "staff-code-used"), "round {round}: {lost:?}");
        }
        world.run_due().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn codes_cannot_be_guessed_in_a_row() {
    support::on_both(|world| async move {
        let sys = &world.sys;
        let worker = Worker::make(&world, "ana@example.org", Role::Coordinator).await;
        world.clock.advance(30);
        let ctx = world.anonymous();
        let half = enter(sys, &ctx, worker.email, PASSWORD, FIREFOX).await.unwrap().started.token;
        for _ in 0..5 {
            let outcome = give_recovery_code(sys, &ctx, &half, "0000-0000-0000", FIREFOX).await;
            assert!(is_invalid(&outcome, "code", "staff-recovery-wrong"), "{outcome:?}");
        }
        let outcome = give_code(sys, &ctx, &half, &worker.code(world.now()), FIREFOX).await;
        assert!(matches!(outcome, Err(Error::TooMany(_))), "{outcome:?}");
        world.clock.advance(15 * 60);
        let outcome = give_code(sys, &world.anonymous(), &half, &worker.code(world.now()), FIREFOX).await;
        assert!(matches!(outcome, Err(Error::SignIn)), "the first step is too old: {outcome:?}");
        world.run_due().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_recovery_code_works_once_and_a_lost_phone_is_replaced() {
    support::on_both(|world| async move {
        let sys = &world.sys;
        let worker = Worker::make(&world, "ana@example.org", Role::Coordinator).await;
        let code = worker.recovery_codes[3].clone();
        let half = |ctx: Ctx| async move {
            enter(sys, &ctx, "ana@example.org", PASSWORD, FIREFOX).await.unwrap().started.token
        };
        let token = half(world.anonymous()).await;
        let bare = code.replace('-', " ");
        give_recovery_code(sys, &world.anonymous(), &token, &bare, FIREFOX).await.unwrap();
        let token = half(world.anonymous()).await;
        let again = give_recovery_code(sys, &world.anonymous(), &token, &code, FIREFOX).await;
        assert!(is_invalid(&again, "code", "staff-recovery-wrong"), "{again:?}");
        let own = world.ctx(worker.actor);
        assert_eq!(totp::recovery_codes_left(sys, &own).await.unwrap(), 9);

        let wrong = totp::start_over(sys, &own, "no es esta", &worker.recovery_codes[4], FIREFOX).await;
        assert!(is_invalid(&wrong, "current", "staff-password-wrong"), "{wrong:?}");
        let started =
            totp::start_over(sys, &own, PASSWORD, &worker.recovery_codes[4], FIREFOX).await.unwrap();
        assert!(!worker.alive(&world).await, "every session ended");
        let shown = totp::setup(sys, &world.anonymous(), &started.token).await.unwrap();
        let secret = secret_of(&shown.secret);
        assert_ne!(secret, worker.secret);
        let fresh = code_at(&secret, world.now());
        let confirmed =
            totp::confirm_setup(sys, &world.anonymous(), &started.token, &fresh, FIREFOX).await.unwrap();
        assert_eq!(confirmed.recovery_codes.len(), 10);
        let old = half(world.anonymous()).await;
        for code in &worker.recovery_codes[..4] {
            let outcome = give_recovery_code(sys, &world.anonymous(), &old, code, FIREFOX).await;
            assert!(is_invalid(&outcome, "code", "staff-recovery-wrong"), "old codes are gone: {outcome:?}");
        }

        world.clock.advance(16 * 60);
        let own = world.ctx(worker.actor);
        let renewed =
            totp::new_recovery_codes(sys, &own, &code_at(&secret, world.now()), NETWORK).await.unwrap();
        assert!(renewed.iter().all(|code| !confirmed.recovery_codes.contains(code)));
        assert_eq!(totp::recovery_codes_left(sys, &own).await.unwrap(), 10);
        world.run_due().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_password_ends_every_other_session() {
    support::on_both(|world| async move {
        let sys = &world.sys;
        let worker = Worker::make(&world, "ana@example.org", Role::Coordinator).await;
        let own = world.ctx(worker.actor);
        let wrong = change_password(sys, &own, "no es esta", "cuatro perros azules", FIREFOX).await;
        assert!(is_invalid(&wrong, "current", "staff-password-wrong"), "{wrong:?}");
        let common = change_password(sys, &own, PASSWORD, "contraseña123", FIREFOX).await;
        assert!(is_invalid(&common, "password", "text-password-common"), "{common:?}");
        let started = change_password(sys, &own, PASSWORD, "cuatro perros azules", FIREFOX).await.unwrap();
        assert!(!worker.alive(&world).await);
        let found = sign_in::actor_of(sys, &started.token, world.now()).await.unwrap();
        assert_eq!(found, Some((worker.actor, Stage::Full)));
        let ctx = world.anonymous();
        assert!(enter(sys, &ctx, worker.email, PASSWORD, FIREFOX).await.is_err());
        assert!(enter(sys, &ctx, worker.email, "cuatro perros azules", FIREFOX).await.is_ok());
        world.run_due().await;
    })
    .await;
}
