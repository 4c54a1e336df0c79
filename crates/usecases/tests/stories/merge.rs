//! Two records of one person become one for all reading, and two again, exactly as they were.

use domain::{
    consent::Purpose,
    id::Id,
    merge::{Merge, MergeStatus},
    message::Notice,
    opportunity::Kind,
    policy::Actor,
    referral::Status,
};
use serde_json::Value;
use usecases::{
    Ctx, Error, Page,
    application::{self, Apply},
    demo::Chance,
    find, merge, person,
    profile::{self, JobForm},
    referral, sign_in,
};

use crate::{
    cast::{self, offer, publish},
    find::somebody,
    referral::{code, coordinator, draft, look, officer, sent, service},
    support::{self, PIN, World},
};

/// The officer finds both and proposes; the coordination says yes.
pub async fn join(world: &World, officer: &Ctx, watch: &Ctx, two: (&Ctx, &Ctx)) -> Id<Merge> {
    let id = Id::new(world.now());
    let officer = world.again(officer);
    for one in [two.0, two.1] {
        let code = code(world, &world.again(one)).await;
        find::find(&world.sys, &officer, &code).await.unwrap();
    }
    let pair = (two.0.person().unwrap(), two.1.person().unwrap());
    merge::propose(&world.sys, &officer, id, pair).await.unwrap();
    merge::propose(&world.sys, &officer, id, pair).await.unwrap();
    merge::decide(&world.sys, &world.again(watch), id, "approve").await.unwrap();
    id
}

/// Who signs in with this code.
async fn enters(world: &World, code: &str) -> Actor {
    let from = sign_in::person::Origin { network: "127.0.0.1", device: "" };
    let started = sign_in::person::sign_in(&world.sys, &world.anonymous(), code, PIN, from).await.unwrap();
    sign_in::actor_of(&world.sys, &started.token, world.now()).await.unwrap().unwrap().0
}

/// An officer who looks for either finds the one in front; what is sent for it is sent there.
async fn goes_to_the_front(
    world: &World,
    officer: &Ctx,
    old: &Ctx,
    new: &Ctx,
    service: Id<domain::service::Service>,
) -> Id<domain::referral::Referral> {
    let (officer, new_code) = (world.again(officer), code(world, new).await);
    let found = find::find(&world.sys, &officer, &new_code).await.unwrap();
    assert_eq!(found.hits.iter().map(|hit| hit.person).collect::<Vec<_>>(), [old.person().unwrap()]);
    let drafted = draft(world, &officer, new, service).await;
    assert_eq!(Some(look(world, drafted).await.person), old.person().ok());
    drafted
}

#[tokio::test(flavor = "multi_thread")]
async fn joined_they_are_one_and_nobody_outside_reads_more() {
    cast::on_both(|world| async move {
        let sys = &world.sys;
        let (officer, watch) = (officer(&world, "Ventanilla").await, coordinator(&world).await);
        let office = world.agency("office", "Bolsa").await;
        let service = service(&world, &office).await;
        let employer = world.employer("Techos Maya").await;
        let vacancy = publish(&world, &offer(&world, &employer, Kind::Vacancy, 2)).await;
        let old = somebody(&world, "Juan Pérez", "1990", "5512 3456", "").await;
        world.clock.advance(60);
        let new = somebody(&world, "Huan Peres", "1990", "4455 6677", "").await;
        let (old_code, new_code) = (code(&world, &old).await, code(&world, &new).await);
        let referred = sent(&world, &officer, &new, service).await;
        let apply = Apply { share: true, accept_waitlist: false };
        let applied = application::apply(sys, &world.again(&new), vacancy, &apply).await.unwrap().id;
        let before =
            application::open(sys, &world.again(&employer), applied).await.unwrap().applicant.unwrap();
        let shared = referral::show(sys, &world.again(&office), referred).await.unwrap().shared;

        let id = join(&world, &officer, &watch, (&new, &old)).await;
        let joined =
            merge::listed(sys, &watch, MergeStatus::Merged, Page { after: None, limit: 9 }).await.unwrap();
        assert_eq!(
            (joined[0].merge.kept, joined[0].merge.gone),
            (old.person().unwrap(), new.person().unwrap())
        );
        for one in [&old, &new] {
            assert_eq!(world.told(&one.actor).await.last(), Some(&Notice::PersonChanged), "both telephones");
        }
        assert_eq!(enters(&world, &old_code).await, old.actor);
        assert_eq!(enters(&world, &new_code).await, old.actor, "both codes lead to the record in front");

        // The person reads and does all, as one.
        let old = world.again(&old);
        let page = Page { after: None, limit: 9 };
        assert_eq!(referral::mine(sys, &old, page).await.unwrap()[0].referral.id, referred);
        assert_eq!(application::mine(sys, &old, Page { after: None, limit: 9 }).await.unwrap().len(), 1);
        assert_eq!(referral::show(sys, &old, referred).await.unwrap().shared, shared);
        assert!(application::show(sys, &old, applied).await.is_ok());
        let seen = person::seen(sys, &old).await.unwrap();
        assert!(
            seen.iter().any(|line| line.detail == "name contact work need" || line.detail.contains("need"))
        );
        assert_eq!(person::copy(sys, &old).await.unwrap().joined.len(), 1);
        assert_eq!(merge::mine(sys, &old).await.unwrap().len(), 1);
        // The same is read outside, and no more: not the name or the number of the other record.
        let after =
            application::open(sys, &world.again(&employer), applied).await.unwrap().applicant.unwrap();
        assert_eq!((after.name, after.contact), (before.name, before.contact));
        assert_eq!(referral::show(sys, &world.again(&office), referred).await.unwrap().shared, shared);
        let drafted = goes_to_the_front(&world, &officer, &old, &new, service).await;

        let asked = crate::referral::asked(&world, referred).await;
        referral::withdraw(sys, &old, &asked).await.unwrap();
        assert_eq!(look(&world, referred).await.status, Status::Withdrawn, "and takes back as one");
        application::withdraw(sys, &old, applied).await.unwrap();

        merge::decide(sys, &world.again(&watch), id, "undo").await.unwrap();
        assert_eq!(enters(&world, &new_code).await, new.actor);
        let left: Vec<_> =
            referral::mine(sys, &old, page).await.unwrap().iter().map(|one| one.referral.id).collect();
        assert_eq!(left, [drafted], "what came after stays with the record in front");
        assert!(matches!(referral::show(sys, &old, referred).await, Err(Error::NotFound)));
        world.run_due().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_person_objects_and_only_some_decide() {
    cast::on_both(|world| async move {
        let sys = &world.sys;
        let (officer, watch) = (officer(&world, "Ventanilla").await, coordinator(&world).await);
        let old = somebody(&world, "Juan Pérez", "1990", "5512 3456", "").await;
        world.clock.advance(1);
        let new = somebody(&world, "Juan Pérez", "1990", "5512 3456", "").await;
        world.clock.advance(1);
        let other = somebody(&world, "Wenceslao Ixcot", "1950", "", "").await;
        let (officer, watch) = (world.again(&officer), world.again(&watch));
        let pair = (old.person().unwrap(), new.person().unwrap());
        let id = Id::new(world.now());
        let unfound = merge::propose(sys, &officer, id, pair).await;
        assert!(matches!(unfound, Err(Error::NotFound)), "{unfound:?}");
        find::find(sys, &officer, "Ixcot").await.unwrap();
        find::find(sys, &officer, "Juan Pérez").await.unwrap();
        let unlike = (pair.0, other.person().unwrap());
        let place = merge::propose(sys, &officer, Id::new(world.now()), unlike).await;
        assert!(
            matches!(place, Err(Error::Conflict("merge-nothing-alike"))),
            "the same municipality is too little: {place:?}"
        );
        let same = merge::propose(sys, &officer, id, (pair.0, pair.0)).await;
        assert!(matches!(same, Err(Error::Conflict("merge-same"))), "{same:?}");
        merge::propose(sys, &officer, id, pair).await.unwrap();
        let twice = merge::propose(sys, &officer, Id::new(world.now()), pair).await;
        assert!(matches!(twice, Err(Error::Conflict("merge-already"))), "{twice:?}");
        for stranger in [&officer, &old, &world.administrator()] {
            let refused = merge::decide(sys, stranger, id, "approve").await;
            assert!(matches!(refused, Err(Error::NotFound | Error::Forbidden)), "{refused:?}");
        }
        let early = merge::object(sys, &old, id).await;
        assert!(matches!(early, Err(Error::Conflict("merge-not-from-here"))), "{early:?}");
        merge::decide(sys, &watch, id, "approve").await.unwrap();
        assert!(matches!(merge::object(sys, &other, id).await, Err(Error::NotFound)));
        merge::object(sys, &old, id).await.unwrap();
        assert!(merge::mine(sys, &old).await.unwrap().is_empty());
        let again = merge::decide(sys, &watch, id, "approve").await;
        assert!(matches!(again, Err(Error::Conflict("merge-not-from-here"))), "{again:?}");
        assert_eq!(world.told(&officer.actor).await, [Notice::MergeDecided, Notice::MergeDecided]);
        assert_eq!(enters(&world, &code(&world, &new).await).await, new.actor);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn each_code_keeps_its_pin_and_both_end_together() {
    cast::on_both(|world| async move {
        let sys = &world.sys;
        let (officer, watch) = (officer(&world, "Ventanilla").await, coordinator(&world).await);
        let old = somebody(&world, "Juan Pérez", "1990", "", "").await;
        world.clock.advance(1);
        let new = somebody(&world, "Juan Pérez", "1990", "", "").await;
        let from = sign_in::person::Origin { network: "127.0.0.1", device: "" };
        sign_in::person::change_pin(sys, &new, PIN, "739284", from).await.unwrap();
        join(&world, &officer, &watch, (&old, &new)).await;
        for (pin, record) in [(PIN, &old), ("739284", &new)] {
            let confirmed = sign_in::person::confirm_pin(sys, &old, pin, "127.0.0.1").await.unwrap();
            assert_eq!(Ok(confirmed), record.person().map_err(drop), "each knows whose it is");
        }
        assert!(sign_in::person::confirm_pin(sys, &old, "111222", "127.0.0.1").await.is_err());
        person::delete(sys, &old, "739284", "127.0.0.1").await.unwrap();
        for gone in [&old, &new] {
            assert!(matches!(person::me(sys, gone).await, Err(Error::NotFound)));
        }
        let page = Page { after: None, limit: 9 };
        assert!(merge::listed(sys, &watch, MergeStatus::Merged, page).await.unwrap().is_empty());
    })
    .await;
}

/// Everything that is kept of a person and read as them, without who saw it, when it was copied, and the sessions.
async fn kept(world: &World, person: &Ctx) -> Value {
    let copy = person::copy(&world.sys, &world.again(person)).await.unwrap();
    let mut value = serde_json::to_value(copy).unwrap();
    for passing in ["made_at", "seen", "sessions"] {
        value.as_object_mut().unwrap().remove(passing);
    }
    value
}

/// A place in a list, by chance.
fn at(chance: &mut Chance, length: usize) -> usize {
    usize::try_from(chance.below(u64::try_from(length).unwrap())).unwrap()
}

/// Does something by chance as a person.
async fn live(world: &World, chance: &mut Chance, person: &Ctx, employer: &Ctx, office: &Ctx, officer: &Ctx) {
    let sys = &world.sys;
    world.clock.advance(1 + i64::try_from(chance.below(5_000)).unwrap());
    let person = world.again(person);
    match chance.below(7) {
        0 => {
            let job = JobForm {
                words: format!("trabajé {}", chance.below(99)),
                years: "2".into(),
                country: "US".into(),
                ..JobForm::default()
            };
            profile::add_job(sys, &person, &job).await.unwrap();
        }
        1 => usecases::consent::give(sys, &person, Purpose::CHOICES[at(chance, Purpose::CHOICES.len())])
            .await
            .unwrap(),
        2 => {
            let given = usecases::consent::consents(sys, &person).await.unwrap().given;
            let held: Vec<_> =
                given.iter().filter(|one| one.holds && one.consent.purpose != Purpose::Account).collect();
            if !held.is_empty() {
                usecases::consent::withdraw(sys, &person, held[at(chance, held.len())].consent.id)
                    .await
                    .unwrap();
            }
        }
        3 => person::set_paused(sys, &person, chance.below(2) == 0).await.unwrap(),
        4 => {
            let vacancy = publish(world, &offer(world, employer, Kind::Vacancy, 2)).await;
            let apply = Apply { share: true, accept_waitlist: false };
            application::apply(sys, &person, vacancy, &apply).await.unwrap();
        }
        _ => {
            let service = service(world, office).await;
            sent(world, &world.again(officer), &person, service).await;
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn taken_apart_both_are_exactly_as_they_were() {
    cast::on_both(|world| async move {
        let mut chance = Chance::new(11);
        let (officer, watch) = (officer(&world, "Ventanilla").await, coordinator(&world).await);
        let (office, employer) = (world.agency("office", "Bolsa").await, world.employer("Techos Maya").await);
        for case in 0..support::cases("MERGE_CASES", 6) {
            let old = somebody(&world, "Juan Pérez", "1990", "5512 3456", "").await;
            world.clock.advance(1);
            let new = somebody(&world, "Huan Peres", "1991", "5512 3456", "").await;
            for _ in 0..chance.below(9) {
                let who = [&old, &new][at(&mut chance, 2)];
                live(&world, &mut chance, who, &employer, &office, &officer).await;
            }
            let before = (kept(&world, &old).await, kept(&world, &new).await);
            let id = join(&world, &officer, &watch, (&new, &old)).await;
            let joined = kept(&world, &old).await;
            for list in ["jobs", "applications", "referrals", "consents"] {
                let count = |of: &Value| of[list].as_array().unwrap().len();
                assert_eq!(
                    count(&joined),
                    count(&before.0) + count(&before.1),
                    "every part is there: {list}"
                );
            }
            let lives_on = case % 2 == 1;
            if lives_on {
                let job = JobForm {
                    words: "después".into(),
                    years: "1".into(),
                    country: "GT".into(),
                    ..JobForm::default()
                };
                profile::add_job(&world.sys, &world.again(&old), &job).await.unwrap();
            }
            merge::decide(&world.sys, &world.again(&watch), id, "undo").await.unwrap();
            let after = (kept(&world, &old).await, kept(&world, &new).await);
            assert_eq!(after.1, before.1, "case {case}");
            if lives_on {
                let (mut with, jobs) = (after.0, before.0["jobs"].as_array().unwrap().len());
                let came = with["jobs"].as_array_mut().unwrap().pop().unwrap();
                assert_eq!(
                    (came["words"].as_str(), with["jobs"].as_array().unwrap().len()),
                    (Some("después"), jobs)
                );
                assert_eq!(with, before.0, "case {case}");
            } else {
                assert_eq!(after.0, before.0, "case {case}");
            }
        }
        assert!(world.sys.store.read().await.unwrap().audit_check().await.unwrap().is_ok());
        world.run_due().await;
    })
    .await;
}
