//! A desk registers one person after another, and whatever happens on the way each is registered once.

mod sealing;

use domain::{
    agency::Agency,
    consent::Field,
    id::Id,
    intake::{Intake, Outcome, TOLD_DAYS},
    policy::{Actor, Role},
    service::ServiceCategory,
};
use usecases::{
    Ctx, Error,
    case::{self, Opening},
    intake::{self, Form, Receipt, Sealed, file, review, take, take_sealed},
    job, person,
    sign_in::person::{Origin, sign_in},
};

use self::sealing::{record, seal};
use crate::{
    referral::{officer, yes},
    support::{PIN, World, on_both},
};

const FROM: Origin<'_> = Origin { network: "190.56.1.2", device: "" };

/// A desk of an agency of its own.
fn desk(world: &World) -> Ctx {
    let agency: Id<Agency> = Id::new(world.now());
    world.ctx(Actor::Staff { account: Id::new(world.now()), agency, role: Role::Reception })
}

fn form(desk: &Ctx, alias: &str) -> Form {
    Form {
        code: "2345-6789".to_owned(),
        desk: desk.agency().unwrap().to_string(),
        alias: alias.to_owned(),
        birth: "1990".to_owned(),
        municipality: "Joyabaj, Quiché".to_owned(),
        language: "quc".to_owned(),
        needs: vec!["health".to_owned(), "documents".to_owned()],
        work: "ponía techos".to_owned(),
        purposes: vec!["account".to_owned(), "statistics".to_owned()],
        way: "thumb".to_owned(),
        witness: "Ana Testigo".to_owned(),
        pin: PIN.to_owned(),
        ..Form::default()
    }
}

/// The code that a form of the tablet has, drawn anew.
fn drawn() -> String {
    domain::text::PersonCode::from_random(store::seal::random().unwrap()).to_string()
}

fn outcomes(receipts: &[Receipt]) -> Vec<Outcome> {
    receipts.iter().map(|receipt| receipt.outcome).collect()
}

#[tokio::test]
async fn a_slip_that_was_printed_without_a_network_lets_its_person_in_when_the_record_has_come() {
    on_both(|world| async move {
        let desk = desk(&world);
        let code = drawn();
        let sealed = record(&world, &Form { code: code.clone(), ..form(&desk, "Chepe Pérez") });
        let enter = || sign_in(&world.sys, &desk, &code, PIN, FROM);
        assert!(matches!(enter().await, Err(Error::Invalid(_))), "the record has not come yet");
        let receipts = take_sealed(&world.sys, &desk, std::slice::from_ref(&sealed)).await.unwrap();
        assert_eq!(outcomes(&receipts), [Outcome::New]);
        assert_eq!(receipts[0].code, None, "the slip is right");
        let started = enter().await.unwrap();
        let (actor, _) =
            usecases::sign_in::actor_of(&world.sys, &started.token, world.now()).await.unwrap().unwrap();
        let own = world.ctx(actor);
        let me = person::me(&world.sys, &own).await.unwrap();
        assert_eq!((me.alias.to_string().as_str(), me.birth_year), ("Chepe Pérez", 1990));
        let copy = person::copy(&world.sys, &own).await.unwrap();
        let kept = copy.intake.unwrap();
        assert_eq!(
            (kept.initials.as_str(), kept.witness.as_str(), kept.needs.len()),
            ("CP", "Ana Testigo", 2)
        );
        assert_eq!((copy.jobs[0].words.as_str(), copy.jobs[0].country.as_str()), ("ponía techos", "US"));
        assert_eq!(copy.consents.len(), 2);
        // Whoever registered them sees initials, folio and time, and can open nothing.
        let lines = intake::day(&world.sys, &desk).await.unwrap();
        assert_eq!((lines.len(), lines[0].initials.as_str()), (1, "CP"));
        let id = domain::policy::Actor::person(&own.actor).unwrap();
        let opened = desk.unlock(
            domain::policy::Action::View,
            world.sys.store.read().await.unwrap().person(id).await.unwrap(),
        );
        assert!(matches!(opened, Err(Error::NotFound)));
    })
    .await;
}

#[tokio::test]
async fn a_record_that_comes_twice_or_twice_at_once_is_registered_once() {
    on_both(|world| async move {
        let desk = desk(&world);
        let one = [record(&world, &Form { code: drawn(), ..form(&desk, "Una") })];
        let (first, second, third) = tokio::join!(
            take_sealed(&world.sys, &desk, &one),
            take_sealed(&world.sys, &desk, &one),
            take_sealed(&world.sys, &desk, &one),
        );
        let mut all = [first, second, third].map(|one| outcomes(&one.unwrap())[0]);
        all.sort_unstable();
        assert_eq!(all, [Outcome::New, Outcome::Again, Outcome::Again]);
        let other = desk_of(&world, &desk);
        assert_eq!(outcomes(&take_sealed(&world.sys, &other, &one).await.unwrap()), [Outcome::Again]);
        assert_eq!(intake::count(&world.sys, &desk).await.unwrap(), 1);
        assert_eq!(intake::count(&world.sys, &other).await.unwrap(), 0);
        assert!(world.sys.store.read().await.unwrap().audit_check().await.unwrap().is_ok());
    })
    .await;
}

/// A colleague of the same desk.
fn desk_of(world: &World, desk: &Ctx) -> Ctx {
    let agency = desk.agency().unwrap();
    world.ctx(Actor::Staff { account: Id::new(world.now()), agency, role: Role::Reception })
}

#[tokio::test]
async fn a_code_that_somebody_has_is_changed_and_told_each_time() {
    on_both(|world| async move {
        let desk = desk(&world);
        let code = drawn();
        let made = |alias: &str| record(&world, &Form { code: code.clone(), ..form(&desk, alias) });
        let records = [made("Una"), made("Otra")];
        let receipts = take_sealed(&world.sys, &desk, &records).await.unwrap();
        assert_eq!(outcomes(&receipts), [Outcome::New, Outcome::New]);
        assert_eq!(receipts[0].code, None);
        let other = receipts[1].code.clone().unwrap();
        assert_ne!(other, code);
        let again = take_sealed(&world.sys, &desk, &records).await.unwrap();
        assert_eq!((again[0].code.clone(), again[1].code.clone()), (None, Some(other.clone())));
        assert!(sign_in(&world.sys, &desk, &other, PIN, FROM).await.is_ok());
        let stranger = take_sealed(&world.sys, &desk_of(&world, &desk), &records).await.unwrap();
        assert_eq!(stranger[1].code, None, "only who took it down is told");
    })
    .await;
}

#[tokio::test]
async fn another_record_under_the_same_key_is_a_conflict_and_both_versions_are_shown_to_their_desk() {
    on_both(|world| async move {
        let desk = desk(&world);
        let key: Id<Intake> = Id::new(world.now());
        let (one, two) = (form(&desk, "Chepe"), form(&desk, "Chepe Pérez"));
        let records = [seal(&world, key, &one), seal(&world, key, &two)];
        let receipts = take_sealed(&world.sys, &desk, &records).await.unwrap();
        assert_eq!(outcomes(&receipts), [Outcome::New, Outcome::Conflict]);
        let shown = review(&world.sys, &desk, &records[1]).await.unwrap();
        let first = shown.first.unwrap();
        assert_eq!((first.alias.as_str(), shown.form.alias.as_str()), ("Chepe", "Chepe Pérez"));
        assert_eq!(first.pin, "", "no PIN is kept");
        assert!(
            matches!(review(&world.sys, &desk, &records[0]).await, Err(Error::NotFound)),
            "it is registered"
        );
        let colleague = review(&world.sys, &desk_of(&world, &desk), &records[1]).await.unwrap();
        assert!(colleague.first.is_none(), "what a colleague registered is not shown");
        world.clock.advance_days(TOLD_DAYS + 1);
        let now = world.now();
        world
            .write(|mut tx| async move {
                job::add(&mut tx, &job::Job::Sweep, now).await?;
                Ok(tx.done(()))
            })
            .await;
        world.run_due().await;
        let late = review(&world.sys, &world.again(&desk), &records[1]).await.unwrap();
        assert!(late.first.is_none(), "after some days it is dropped");
        assert_eq!(
            outcomes(&take_sealed(&world.sys, &world.again(&desk), &records).await.unwrap()),
            [Outcome::Again, Outcome::Conflict]
        );
    })
    .await;
}

#[tokio::test]
async fn what_cannot_be_opened_or_understood_registers_nobody() {
    on_both(|world| async move {
        let desk = desk(&world);
        let key: Id<Intake> = Id::new(world.now());
        let good = seal(&world, key, &form(&desk, "Una"));
        let other_key = Id::<Intake>::new(world.now()).to_string();
        let bent = |record: &Sealed| {
            let mut letters = record.sealed.clone().into_bytes();
            letters[100] = if letters[100] == b'A' { b'B' } else { b'A' };
            String::from_utf8(letters).unwrap()
        };
        let foreign = sealing::seal_to(&store::Keyring::new(&[9; 32]).intake_key(), key, b"{}");
        let to = |plain: &[u8]| sealing::seal_to(&world.sys.store.keys().intake_key(), key, plain);
        let strange = [
            Sealed { key: other_key, ..good.clone() },
            Sealed { sealed: bent(&good), ..good.clone() },
            Sealed { to: "00000000".to_owned(), ..good.clone() },
            Sealed { to: good.to.clone(), ..foreign.clone() },
            foreign,
            Sealed { key: key.to_string().to_uppercase(), ..good.clone() },
            Sealed { key: "018f3a3e-0000-4000-8000-000000000000".to_owned(), ..good.clone() },
            Sealed { sealed: "%".to_owned(), ..good.clone() },
            Sealed { sealed: String::new(), ..good.clone() },
            to(b"not JSON"),
            to(b"{\"alias\":1}"),
            to(b"{\"role\":\"administrator\"}"),
            to(&vec![b' '; 7000]),
        ];
        let receipts = take_sealed(&world.sys, &desk, &strange).await.unwrap();
        assert!(receipts.iter().all(|one| one.outcome == Outcome::Unreadable), "{:?}", outcomes(&receipts));
        assert!(receipts.iter().zip(&strange).all(|(receipt, record)| receipt.key == record.key));
        assert_eq!(intake::count(&world.sys, &desk).await.unwrap(), 0);
        let many: Vec<_> = (0..=intake::MOST).map(|_| good.clone()).collect();
        assert!(matches!(take_sealed(&world.sys, &desk, &many).await, Err(Error::Invalid(_))));
        assert_eq!(
            outcomes(&take_sealed(&world.sys, &desk, &[good]).await.unwrap()),
            [Outcome::New],
            "the good one is still taken"
        );
    })
    .await;
}

#[tokio::test]
async fn what_must_be_corrected_is_told_by_field_and_opened_for_its_desk_only() {
    on_both(|world| async move {
        let desk = desk(&world);
        let wrong = record(&world, &Form { municipality: "San José".to_owned(), ..form(&desk, "Una") });
        let young = record(&world, &Form { birth: "17".to_owned(), ..form(&desk, "Niño") });
        let receipts = take_sealed(&world.sys, &desk, &[wrong.clone(), young]).await.unwrap();
        assert_eq!(outcomes(&receipts), [Outcome::Invalid, Outcome::Invalid]);
        assert_eq!(
            (receipts[0].problems[0].field, receipts[0].problems[0].key),
            ("municipality", "place-several")
        );
        assert_eq!(receipts[1].problems[0].key, "person-birth-year-under-age");
        assert_eq!(intake::count(&world.sys, &desk).await.unwrap(), 0, "nothing is kept of who is under age");
        let shown = review(&world.sys, &desk, &wrong).await.unwrap().form;
        assert_eq!((shown.alias.as_str(), shown.code.as_str()), ("Una", "2345-6789"), "with the slip's code");
        for stranger in
            [self::desk(&world), world.coordinator(), world.employer("Techos").await, world.anonymous()]
        {
            let answer = review(&world.sys, &stranger, &wrong).await;
            assert!(matches!(answer, Err(Error::NotFound | Error::SignIn)), "{:?}", stranger.actor);
        }
        let fine = record(&world, &form(&desk, "Otra"));
        assert!(matches!(review(&world.sys, &desk, &fine).await, Err(Error::NotFound)), "nothing to correct");
        // The same key, corrected.
        let mended = seal(&world, wrong.key.parse().unwrap(), &form(&desk, "Una"));
        assert_eq!(outcomes(&take_sealed(&world.sys, &desk, &[mended]).await.unwrap()), [Outcome::New]);
    })
    .await;
}

#[tokio::test]
async fn only_desks_register_and_nobody_reads() {
    on_both(|world| async move {
        let desk = desk(&world);
        let one = [record(&world, &form(&desk, "Una"))];
        let person = world.person("Otra").await;
        for stranger in [world.coordinator(), world.administrator(), world.employer("Techos").await, person] {
            assert!(matches!(take_sealed(&world.sys, &stranger, &one).await, Err(Error::NotFound)));
            assert!(matches!(intake::day(&world.sys, &stranger).await, Err(Error::NotFound)));
            assert!(matches!(intake::key(&world.sys, &stranger), Err(Error::NotFound)));
        }
        assert!(matches!(take_sealed(&world.sys, &world.anonymous(), &one).await, Err(Error::SignIn)));
        assert_eq!(outcomes(&take_sealed(&world.sys, &desk, &one).await.unwrap()), [Outcome::New]);
    })
    .await;
}

#[tokio::test]
async fn a_person_without_name_and_pin_comes_back_by_a_number_on_the_telephone() {
    on_both(|world| async move {
        let desk = desk(&world);
        let bare = Form {
            code: String::new(),
            alias: String::new(),
            pin: String::new(),
            phone: "5512 3456".to_owned(),
            contact_owner: "own".to_owned(),
            purposes: vec!["account".to_owned(), "messages".to_owned()],
            ..form(&desk, "")
        };
        let taken = take(&world.sys, &desk, Id::new(world.now()), &bare).await.unwrap();
        let code = taken.code.unwrap().to_string();
        assert!(sign_in(&world.sys, &desk, &code, "", FROM).await.is_err(), "an empty PIN opens nothing");
        assert!(sign_in(&world.sys, &desk, &code, PIN, FROM).await.is_err());
        usecases::sign_in::lost_pin::ask(&world.sys, &world.anonymous(), &code, FROM).await.unwrap();
        let mut tx = world.sys.store.read().await.unwrap();
        let page = usecases::Page { after: None, limit: 10 };
        let messages = tx.messages(page).await.unwrap();
        drop(tx);
        let number = messages.iter().find_map(|message| message.text.arguments.get("number")).unwrap();
        let started =
            usecases::sign_in::lost_pin::choose(&world.sys, &world.anonymous(), &code, number, PIN, FROM)
                .await;
        assert!(started.is_ok());
        world.run_due().await;
        assert_eq!(intake::day(&world.sys, &desk).await.unwrap()[0].initials, "");
    })
    .await;
}

#[tokio::test]
async fn a_file_brought_twice_registers_nobody_twice() {
    on_both(|world| async move {
        let desk = desk(&world);
        let records: Vec<_> = (0..5)
            .map(|at| record(&world, &Form { code: drawn(), ..form(&desk, &format!("Persona {at}")) }))
            .collect();
        let text = serde_json::json!({ "kind": "sinarem-intake-1", "records": records }).to_string();
        let first = file::import(&world.sys, &desk, text.as_bytes()).await.unwrap();
        assert_eq!(outcomes(&first), [Outcome::New; 5]);
        let second = file::import(&world.sys, &world.sys.own_ctx(), text.as_bytes()).await.unwrap();
        assert_eq!(outcomes(&second), [Outcome::Again; 5]);
        assert_eq!(outcomes(&take_sealed(&world.sys, &desk, &records).await.unwrap()), [Outcome::Again; 5]);
        for strange in ["", "[]", "{}", "{\"kind\":\"other\",\"records\":[]}"] {
            assert!(matches!(file::read(strange.as_bytes()), Err(Error::Invalid(_))), "{strange}");
        }
        assert!(matches!(
            file::import(&world.sys, &world.coordinator(), text.as_bytes()).await,
            Err(Error::NotFound)
        ));
    })
    .await;
}

#[tokio::test]
async fn who_is_deleted_does_not_come_back_with_the_record_and_is_in_no_list() {
    on_both(|world| async move {
        let desk = desk(&world);
        let code = drawn();
        let one = [record(&world, &Form { code: code.clone(), ..form(&desk, "Una") })];
        take_sealed(&world.sys, &desk, &one).await.unwrap();
        let started = sign_in(&world.sys, &desk, &code, PIN, FROM).await.unwrap();
        let (actor, _) =
            usecases::sign_in::actor_of(&world.sys, &started.token, world.now()).await.unwrap().unwrap();
        person::delete(&world.sys, &world.ctx(actor), PIN, "190.56.1.2").await.unwrap();
        let receipts = take_sealed(&world.sys, &desk, &one).await.unwrap();
        assert_eq!((receipts[0].outcome, receipts[0].code.clone()), (Outcome::Again, None));
        assert!(intake::day(&world.sys, &desk).await.unwrap().is_empty());
        assert!(sign_in(&world.sys, &desk, &code, PIN, FROM).await.is_err());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_told_at_the_desk_need_not_be_told_again() {
    on_both(|world| async move {
        let (desk, sys) = (desk(&world), &world.sys);
        let rosa = officer(&world, "Ventanilla").await;
        for (fields, wanted) in [
            (vec![Field::Name], vec![]),
            (vec![Field::Name, Field::Need], vec![ServiceCategory::Health, ServiceCategory::Documents]),
        ] {
            let code = drawn();
            let sealed = record(&world, &Form { code: code.clone(), ..form(&desk, "Chepe Pérez") });
            let receipts = take_sealed(sys, &desk, std::slice::from_ref(&sealed)).await.unwrap();
            assert_eq!(outcomes(&receipts), [Outcome::New]);
            let id = Id::new(world.now());
            let opening = Opening { id, code, found: None, taken: yes(&fields) };
            case::open(sys, &world.again(&rosa), &opening).await.unwrap();
            assert_eq!(case::show(sys, &world.again(&rosa), id).await.unwrap().desk_needs, wanted);
            let told = [("housing".to_owned(), "now".to_owned())];
            case::assess(sys, &world.again(&rosa), id, Id::new(world.now()), &told, "").await.unwrap();
            let shown = case::show(sys, &world.again(&rosa), id).await.unwrap();
            assert_eq!(shown.desk_needs, [], "what the officer asked stands in its place");
            assert_eq!(shown.assessment.unwrap().0.needs.len(), 1);
        }
    })
    .await;
}
