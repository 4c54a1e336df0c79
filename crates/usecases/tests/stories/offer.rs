//! An agency offers, a coordinator looks.

use domain::{
    agency::{AgencyStatus, AgencyStep},
    application::Status::{Applied, Waitlisted},
    id::Id,
    message::Notice,
    opportunity::{Kind, Opportunity, Status},
    place::MunicipalityCode,
    policy::{Actor, Role},
};
use usecases::{
    Ctx, Error, Problems,
    agency::{self, AgencyForm, SignUp, Upload},
    application::{self, Apply},
    catalogue,
    offer::{self, OfferForm},
    opportunity::{self, Browse},
};

use crate::{
    cast,
    support::{self, World},
};

/// A vacancy with the eight obligatory fields and nothing else.
pub(crate) fn mason() -> OfferForm {
    OfferForm {
        title: "Albañil para casas".to_owned(),
        description: "Levantar paredes de block en una colonia nueva. Hay cuadrilla fija.".to_owned(),
        occupation: "7112".to_owned(),
        municipality: "Cobán".to_owned(),
        seats: "2".to_owned(),
        pay_min: "4,200".to_owned(),
        schedule: "full".to_owned(),
        closes_on: "2026-12-20".to_owned(),
        ..OfferForm::default()
    }
}

/// The same vacancy, changed.
fn change(change: fn(&mut OfferForm)) -> OfferForm {
    let mut form = mason();
    change(&mut form);
    form
}

pub(crate) fn masonry_course() -> OfferForm {
    OfferForm {
        title: "Albañilería desde cero".to_owned(),
        description: "Aprenda a levantar paredes rectas.".to_owned(),
        municipality: "1601".to_owned(),
        seats: "20".to_owned(),
        cost: "0".to_owned(),
        hours: "120".to_owned(),
        starts_on: "10/1/2027".to_owned(),
        closes_on: "2027-01-05".to_owned(),
        essential: vec!["measure-and-lay-out".to_owned()],
        ..OfferForm::default()
    }
}

/// From the draft to the public.
pub(crate) async fn publish(world: &World, employer: &Ctx, kind: Kind, form: &OfferForm) -> Id<Opportunity> {
    let employer = &world.again(employer);
    let id = offer::draft(&world.sys, employer, kind, form).await.unwrap();
    assert_eq!(offer::submit(&world.sys, employer, id).await.unwrap(), Status::Review);
    let waiting = offer::review(&world.sys, &world.coordinator(), id).await.unwrap();
    offer::approve(&world.sys, &world.coordinator(), id, waiting.opportunity.version).await.unwrap();
    id
}

fn problems(error: Error) -> Vec<(&'static str, &'static str)> {
    let Error::Invalid(Problems(problems)) = error else { panic!("{error:?}") };
    problems.into_iter().map(|problem| (problem.field, problem.key)).collect()
}

pub(crate) fn conflict(error: Error) -> &'static str {
    let Error::Conflict(key) = error else { panic!("{error:?}") };
    key
}

#[tokio::test]
async fn a_vacancy_is_public_only_after_a_coordinator_looked() {
    support::on_both(|world| async move {
        catalogue::load_built_in(&world.sys).await.unwrap();
        let employer = world.employer("Obras del Norte").await;
        let (sys, anyone, coordinator) = (&world.sys, world.anonymous(), world.coordinator());
        let id = offer::draft(sys, &employer, Kind::Vacancy, &mason()).await.unwrap();
        assert!(matches!(opportunity::show(sys, &anyone, id, None).await, Err(Error::NotFound)));
        let other = world.employer("Otra").await;
        assert!(matches!(offer::own(sys, &other, id).await, Err(Error::NotFound)));
        assert!(matches!(offer::submit(sys, &other, id).await, Err(Error::NotFound)));
        assert!(matches!(offer::approve(sys, &employer, id, 1).await, Err(Error::Forbidden)));
        assert_eq!(
            conflict(offer::approve(sys, &coordinator, id, 1).await.unwrap_err()),
            "offer-step-not-now"
        );

        offer::submit(sys, &employer, id).await.unwrap();
        let queue = offer::queue(sys, &coordinator, None).await.unwrap();
        assert_eq!(queue.items[0].agency_name, "Obras del Norte");
        assert!(offer::queue(sys, &employer, None).await.is_err());
        let no_reason = offer::send_back(sys, &coordinator, id, 2, "  ").await.unwrap_err();
        assert_eq!(problems(no_reason), [("reason", "text-empty")]);
        offer::send_back(sys, &coordinator, id, 2, "Diga qué días.").await.unwrap();
        let returned = offer::own(sys, &employer, id).await.unwrap();
        assert_eq!((returned.status, returned.note.as_deref()), (Status::Draft, Some("Diga qué días.")));

        offer::submit(sys, &employer, id).await.unwrap();
        let stale = offer::approve(sys, &coordinator, id, 2).await.unwrap_err();
        assert_eq!(conflict(stale), "error-changed-meanwhile");
        offer::approve(sys, &coordinator, id, 4).await.unwrap();
        let shown = opportunity::show(sys, &anyone, id, Some(MunicipalityCode::parse("1601").unwrap()));
        let shown = shown.await.unwrap();
        assert_eq!((shown.agency_name.as_str(), shown.km), ("Obras del Norte", Some(0)));
        assert_eq!(shown.opportunity.note, None);
        assert_eq!(shown.opportunity.pay.unwrap().max_centavos, 420_000);
        assert_eq!(crate::opportunity::titles(&world, Browse::default()).await, ["Albañil para casas"]);
        assert!(sys.store.read().await.unwrap().audit_check().await.unwrap().unwrap() > 5);
        world.run_due().await;
    })
    .await;
}

#[tokio::test]
async fn what_is_wrong_stands_beside_its_field() {
    support::on_both(|world| async move {
        catalogue::load_built_in(&world.sys).await.unwrap();
        let employer = world.employer("Obras del Norte").await;
        let refuse = async |form: OfferForm| {
            problems(offer::draft(&world.sys, &employer, Kind::Vacancy, &form).await.unwrap_err())
        };
        assert_eq!(
            refuse(OfferForm::default()).await,
            [
                ("title", "text-empty"),
                ("description", "text-empty"),
                ("municipality", "place-empty"),
                ("seats", "reading-number"),
                ("occupation", "offer-occupation-empty"),
                ("pay_min", "reading-money"),
                ("schedule", "offer-schedule-empty"),
                ("closes_on", "reading-day"),
            ]
        );
        // The least in Alta Verapaz (CE2) in 2026 is Q 4,066.90; in Guatemala (CE1) Q 4,252.28.
        assert_eq!(
            refuse(change(|f| f.pay_min = "4066.89".into())).await,
            [("pay_min", "wage-below-minimum")]
        );
        assert_eq!(
            refuse(change(|f| f.municipality = "0101".into())).await,
            [("pay_min", "wage-below-minimum")]
        );
        assert_eq!(refuse(change(|f| f.pay_max = "100".into())).await, [("pay_max", "offer-pay-backwards")]);
        assert_eq!(
            refuse(change(|f| f.closes_on = "2026-11-22".into())).await,
            [("closes_on", "offer-closes-past")]
        );
        assert_eq!(
            refuse(change(|f| f.closes_on = "2027-11-24".into())).await,
            [("closes_on", "offer-closes-late")]
        );
        assert_eq!(
            refuse(change(|f| f.answer_days = "11".into())).await,
            [("answer_days", "reading-number-range")]
        );
        assert_eq!(
            refuse(change(|f| f.essential = vec!["no-such-skill".into()])).await,
            [("essential", "offer-choice-unknown")]
        );
        world.run_due().await;
    })
    .await;
}

#[tokio::test]
async fn words_are_refused_or_must_be_meant() {
    support::on_both(|world| async move {
        catalogue::load_built_in(&world.sys).await.unwrap();
        let employer = world.employer("Obras del Norte").await;
        let refuse = async |form: OfferForm| {
            problems(offer::draft(&world.sys, &employer, Kind::Vacancy, &form).await.unwrap_err())
        };
        assert_eq!(
            refuse(change(|f| f.title = "Señorita para ventas".into())).await,
            [("title", "advert-sex")]
        );
        let looks = change(|f| f.description = "Se necesita persona de buena presencia.".into());
        assert_eq!(
            refuse(looks.clone()).await,
            [("description", "advert-looks"), ("acknowledged", "offer-acknowledge")]
        );
        let meant = OfferForm { acknowledged: true, ..looks };
        let id = offer::draft(&world.sys, &employer, Kind::Vacancy, &meant).await.unwrap();
        let marked = offer::marked(&offer::own(&world.sys, &employer, id).await.unwrap());
        assert_eq!(marked[0].words, "buena presencia");

        let part = change(|f| (f.pay_min, f.schedule) = ("2100".into(), "part".into()));
        offer::draft(&world.sys, &employer, Kind::Vacancy, &part).await.unwrap();
        let not_ours =
            offer::draft(&world.sys, &employer, Kind::Course, &masonry_course()).await.unwrap_err();
        assert_eq!(conflict(not_ours), "offer-kind-not-offered");
        assert!(matches!(
            offer::draft(&world.sys, &world.anonymous(), Kind::Vacancy, &mason()).await,
            Err(Error::SignIn)
        ));
        world.run_due().await;
    })
    .await;
}

#[tokio::test]
async fn two_people_who_edit_do_not_undo_each_other() {
    support::on_both(|world| async move {
        catalogue::load_built_in(&world.sys).await.unwrap();
        let employer = world.employer("Obras del Norte").await;
        let id = publish(&world, &employer, Kind::Vacancy, &mason()).await;
        let open = offer::own(&world.sys, &employer, id).await.unwrap();
        let form = OfferForm::of(&open);
        // Meanwhile somebody is hired: the place stays taken, whatever the form was read with.
        let hire = async |mut tx: store::Tx| {
            tx.take_seat(id).await?;
            Ok::<_, Error>(tx.done(()))
        };
        world.sys.store.write(hire).await.unwrap();

        let more = OfferForm { seats: "3".into(), closes_on: "2027-01-15".into(), ..form.clone() };
        assert_eq!(offer::edit(&world.sys, &employer, id, &more).await.unwrap(), Status::Published);
        assert_eq!(offer::own(&world.sys, &employer, id).await.unwrap().taken, 1);
        let late = OfferForm { title: "Albañil de acabados".into(), ..form };
        let stale = offer::edit(&world.sys, &employer, id, &late).await.unwrap_err();
        assert_eq!(conflict(stale), "error-changed-meanwhile");

        let again = OfferForm { version: "4".into(), ..late };
        assert_eq!(offer::edit(&world.sys, &employer, id, &again).await.unwrap(), Status::Review);
        assert_eq!(crate::opportunity::titles(&world, Browse::default()).await, Vec::<String>::new());
        world.run_due().await;
    })
    .await;
}

#[tokio::test]
async fn places_that_are_added_go_to_those_who_wait() {
    support::on_both(|world| async move {
        catalogue::load_built_in(&world.sys).await.unwrap();
        let school = world.agency("training", "Taller").await;
        let full = cast::offer(&world, &school, Kind::Course, 1);
        let id = cast::publish(&world, &full).await;
        let mut sent = Vec::new();
        for alias in ["Uno", "Dos", "Tres"] {
            let person = cast::person(&world, alias).await;
            let input = Apply { share: true, accept_waitlist: true };
            sent.push(application::apply(&world.sys, &person, id, &input).await.unwrap().status);
        }
        assert_eq!(sent, [Applied, Waitlisted, Waitlisted]);
        let kept = OfferForm::of(&offer::own(&world.sys, &school, id).await.unwrap());
        let more =
            OfferForm { seats: "2".into(), starts_on: "2027-03-01".into(), acknowledged: true, ..kept };
        assert_eq!(offer::edit(&world.sys, &school, id, &more).await.unwrap(), Status::Published);
        assert_eq!(cast::look(&world, id).await.taken, 2);
        let counts = world.sys.store.read().await.unwrap().application_counts(id).await.unwrap();
        assert_eq!(counts, [(Applied, 2), (Waitlisted, 1)]);
        world.run_due().await;
    })
    .await;
}

#[tokio::test]
async fn the_agency_is_told_what_was_decided() {
    support::on_both(|world| async move {
        catalogue::load_built_in(&world.sys).await.unwrap();
        let (sys, coordinator) = (&world.sys, world.coordinator());
        let form = SignUp {
            agency: AgencyForm {
                kind: "employer".into(),
                name: "Textiles Xela".into(),
                nit: "576937-K".into(),
                municipality: "0901".into(),
                phone: "7761 2345".into(),
                ..AgencyForm::default()
            },
            contact_name: "Marta Chávez".into(),
            email: "marta@example.org".into(),
            password: "tres gatos verdes".into(),
            papers: vec![Upload { name: "RTU.pdf".into(), bytes: b"%PDF-1.7 registro".to_vec() }],
        };
        agency::sign_up(sys, &world.anonymous(), form, "192.0.2.7").await.unwrap();
        let waiting = agency::waiting(sys, &coordinator, AgencyStatus::Pending, None).await.unwrap();
        let of = waiting[0].id;
        agency::decide(sys, &coordinator, of, AgencyStep::Verify, "", true).await.unwrap();
        let account = agency::show(sys, &coordinator, of).await.unwrap().focal_points[0].id;
        let own = world.ctx(Actor::Staff { account, agency: of, role: Role::FocalPoint });

        let id = offer::draft(sys, &own, Kind::Vacancy, &mason()).await.unwrap();
        offer::submit(sys, &own, id).await.unwrap();
        offer::send_back(sys, &coordinator, id, 2, "Diga qué días.").await.unwrap();
        offer::submit(sys, &own, id).await.unwrap();
        offer::approve(sys, &coordinator, id, 4).await.unwrap();
        let told = world.told(&own.actor).await;
        let told = |notice| told.iter().filter(|sent| **sent == notice).count();
        assert_eq!((told(Notice::OfferReturned), told(Notice::OfferApproved)), (1, 1));
        world.run_due().await;
    })
    .await;
}

#[tokio::test]
async fn an_offer_is_paused_resumed_and_closed() {
    support::on_both(|world| async move {
        catalogue::load_built_in(&world.sys).await.unwrap();
        let (sys, coordinator) = (&world.sys, world.coordinator());
        let employer = world.employer("Obras del Norte").await;
        let id = publish(&world, &employer, Kind::Vacancy, &mason()).await;
        offer::pause(sys, &employer, id, "").await.unwrap();
        assert!(matches!(opportunity::show(sys, &world.anonymous(), id, None).await, Err(Error::NotFound)));
        offer::resume(sys, &employer, id).await.unwrap();

        assert!(offer::pause(sys, &coordinator, id, "").await.is_err());
        offer::pause(sys, &coordinator, id, "Piden dinero por teléfono.").await.unwrap();
        let stopped = offer::resume(sys, &employer, id).await.unwrap_err();
        assert_eq!(conflict(stopped), "offer-stopped-by-coordination");
        offer::resume(sys, &coordinator, id).await.unwrap();

        world.clock.advance_days(60);
        let (employer, later) = (world.again(&employer), world.again(&world.anonymous()));
        let listing = opportunity::browse(sys, &later, &Browse::default()).await.unwrap();
        assert_eq!((listing.items.len(), listing.total), (0, 0));
        offer::pause(sys, &employer, id, "").await.unwrap();
        assert_eq!(conflict(offer::resume(sys, &employer, id).await.unwrap_err()), "offer-closes-past");
        offer::close(sys, &employer, id).await.unwrap();
        assert_eq!(conflict(offer::close(sys, &employer, id).await.unwrap_err()), "offer-step-not-now");
        let closed = offer::mine(sys, &employer, Some(Status::Closed), None).await.unwrap();
        assert_eq!(closed.items.len(), 1);
        world.run_due().await;
    })
    .await;
}
