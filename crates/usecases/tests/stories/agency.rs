//! Agencies: they sign up, are checked, stopped and let go on; what is not theirs stays closed to them.

use domain::{
    agency::{Agency, AgencyKind, AgencyStatus, AgencyStep, Bilingual, MediaType},
    id::Id,
    message::Notice,
    opportunity::{Kind, Opportunity, Requirements, Status},
    person::Schedule,
    policy::{self, Action, Actor, Object, Relation, Role},
};
use store::{Page, agency::AgencyFilter, opportunity::OpportunityFilter};
use usecases::{
    Ctx, Error,
    agency::{self, AgencyForm, SignUp, Upload},
    sign_in::{Stage, person::Origin, staff},
};

use crate::support::{self, World};

const PASSWORD: &str = "tres gatos verdes";
const NETWORK: &str = "192.0.2.7";
const FIREFOX: Origin<'static> = Origin { network: NETWORK, device: "Firefox" };

fn sign_up(name: &str, nit: &str, email: &str) -> SignUp {
    SignUp {
        agency: AgencyForm {
            kind: "employer".into(),
            name: name.into(),
            nit: nit.into(),
            municipality: "0901".into(),
            phone: "7761 2345".into(),
            ..AgencyForm::default()
        },
        contact_name: "Marta Chávez".into(),
        email: email.into(),
        password: PASSWORD.into(),
        papers: vec![Upload { name: "RTU.pdf".into(), bytes: b"%PDF-1.7 registro tributario".to_vec() }],
    }
}

async fn queue(world: &World) -> Vec<store::agency::ListedAgency> {
    agency::waiting(&world.sys, &world.coordinator(), AgencyStatus::Pending, None).await.unwrap()
}

/// Every message that waits, oldest first: what it is and to whom.
async fn mails(world: &World) -> Vec<(Notice, String)> {
    let mut tx = world.sys.store.read().await.unwrap();
    let messages = tx.messages(Page { after: None, limit: 100 }).await.unwrap();
    let mut mails: Vec<_> =
        messages.into_iter().map(|message| (message.text.notice, message.address)).collect();
    mails.sort_by_key(|(notice, address)| (notice.word(), address.clone()));
    mails
}

/// The focal point of the only agency that waits.
async fn focal_point(world: &World) -> (Id<Agency>, Ctx) {
    let id = queue(world).await[0].id;
    let shown = agency::show(&world.sys, &world.coordinator(), id).await.unwrap();
    let account = shown.focal_points[0].id;
    (id, world.ctx(Actor::Staff { account, agency: id, role: Role::FocalPoint }))
}

#[tokio::test(flavor = "multi_thread")]
async fn an_employer_signs_up_and_is_checked() {
    support::on_both(|world| async move {
        let (sys, ctx) = (&world.sys, world.anonymous());
        agency::sign_up(sys, &ctx, sign_up("Textiles Xela", "576937-K", "marta@example.org"), NETWORK)
            .await
            .unwrap();
        world.clock.advance(60);
        let mut second = sign_up("Cooperativa Maya", "", "coop@example.org");
        second.agency.kind = "office".into();
        agency::sign_up(sys, &world.anonymous(), second, NETWORK).await.unwrap();
        let waiting = queue(&world).await;
        let names: Vec<_> = waiting.iter().map(|listed| listed.name.as_str()).collect();
        assert_eq!(names, ["Textiles Xela", "Cooperativa Maya"], "who waits longest first");
        let id = waiting[0].id;

        let desk = world.coordinator();
        let shown = agency::show(sys, &desk, id).await.unwrap();
        assert_eq!(shown.agency.kind, AgencyKind::Employer);
        assert_eq!(shown.agency.nit.as_ref().map(ToString::to_string).as_deref(), Some("576937-K"));
        assert!(!shown.agency.is_public());
        assert_eq!(shown.focal_points[0].email, "marta@example.org");
        let (document, body) = agency::paper(sys, &desk, shown.documents[0].id).await.unwrap();
        assert_eq!((document.name.as_str(), document.media_type), ("RTU.pdf", MediaType::Pdf));
        assert_eq!(body, b"%PDF-1.7 registro tributario");

        // They can sign in already, owe the generator, and see only what is theirs.
        let entered = staff::enter(sys, &ctx, "marta@example.org", PASSWORD, FIREFOX).await.unwrap();
        assert_eq!(entered.stage, Stage::OwesSetup);
        let other = world.employer("Otra empresa").await;
        for stranger in [other, world.anonymous()] {
            assert!(matches!(agency::show(sys, &stranger, id).await, Err(Error::NotFound)));
            let paper = agency::paper(sys, &stranger, shown.documents[0].id).await;
            assert!(matches!(paper, Err(Error::NotFound)), "{paper:?}");
            let outcome = agency::decide(sys, &stranger, id, AgencyStep::Verify, "", true).await;
            assert!(matches!(outcome, Err(Error::NotFound)), "{outcome:?}");
        }

        let outcome = agency::decide(sys, &desk, id, AgencyStep::Refuse, "  ", false).await;
        assert!(
            matches!(&outcome, Err(Error::Invalid(problems)) if problems.0[0].field == "reason"),
            "{outcome:?}"
        );
        agency::decide(sys, &desk, id, AgencyStep::Refuse, "Falta la patente.", false).await.unwrap();
        let account = shown.focal_points[0].id;
        let own = world.ctx(Actor::Staff { account, agency: id, role: Role::FocalPoint });
        let mine = agency::own(sys, &own).await.unwrap();
        assert_eq!(mine.agency.reason.as_deref(), Some("Falta la patente."));
        let photo = Upload { name: "patente.png".into(), bytes: png() };
        agency::add_paper(sys, &own, photo).await.unwrap();
        agency::ask_again(sys, &own).await.unwrap();
        assert!(matches!(agency::ask_again(sys, &own).await, Err(Error::Conflict("agency-step-not-now"))));
        agency::decide(sys, &desk, id, AgencyStep::Verify, "", true).await.unwrap();
        let mine = agency::own(sys, &own).await.unwrap();
        assert!(mine.agency.is_public() && mine.agency.reason.is_none());
        assert_eq!(mine.documents.len(), 2);
        let kept = agency::remove_paper(sys, &own, mine.documents[0].id).await;
        assert!(matches!(kept, Err(Error::Conflict("agency-paper-kept"))), "{kept:?}");

        let told: Vec<_> =
            mails(&world).await.into_iter().filter(|(_, to)| to == "marta@example.org").collect();
        let notices: Vec<_> = told.iter().map(|(notice, _)| *notice).collect();
        assert_eq!(notices, [Notice::AgencyReceived, Notice::AgencyRefused, Notice::AgencyVerified]);
        assert!(world.sys.store.read().await.unwrap().audit_check().await.unwrap().is_ok());
        world.run_due().await;
    })
    .await;
}

/// The smallest PNG, with a place in it.
fn png() -> Vec<u8> {
    let chunk = |name: &[u8], content: &[u8]| {
        [&u32::try_from(content.len()).unwrap().to_be_bytes()[..], name, content, &[0; 4]].concat()
    };
    [
        &b"\x89PNG\r\n\x1a\n"[..],
        &chunk(b"IHDR", &[0; 13]),
        &chunk(b"eXIf", b"GPS 14.83"),
        &chunk(b"IEND", b""),
    ]
    .concat()
}

#[tokio::test(flavor = "multi_thread")]
async fn signing_up_never_tells_who_is_known() {
    support::on_both(|world| async move {
        let (sys, ctx) = (&world.sys, world.anonymous());
        let first = || sign_up("Textiles Xela", "576937-K", "marta@example.org");
        agency::sign_up(sys, &ctx, first(), NETWORK).await.unwrap();
        // The same address with another number, the same number with another address, and both again.
        agency::sign_up(sys, &ctx, sign_up("Otra", "4040404-8", "MARTA@example.org"), NETWORK).await.unwrap();
        agency::sign_up(sys, &ctx, sign_up("Otra", "576937-K", "luis@example.org"), NETWORK).await.unwrap();
        agency::sign_up(sys, &ctx, first(), NETWORK).await.unwrap();
        assert_eq!(queue(&world).await.len(), 1, "nothing was made");
        let expected = [
            (Notice::AgencyKnown, "luis@example.org"),
            (Notice::AgencyKnown, "marta@example.org"),
            (Notice::AgencyKnown, "marta@example.org"),
            (Notice::AgencyReceived, "marta@example.org"),
        ];
        let told = mails(&world).await;
        let told: Vec<_> = told.iter().map(|(notice, to)| (*notice, to.as_str())).collect();
        assert_eq!(told, expected);
        world.run_due().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn twelve_at_once_make_one_agency() {
    support::on_both(|world| async move {
        let tasks: Vec<_> = (0..12)
            .map(|at| {
                let world = world.clone();
                tokio::spawn(async move {
                    let input = sign_up(
                        &format!("Textiles {at}"),
                        "576937-K",
                        ["a@example.org", "b@example.org", "c@example.org"][at % 3],
                    );
                    agency::sign_up(&world.sys, &world.anonymous(), input, NETWORK).await
                })
            })
            .collect();
        for task in tasks {
            task.await.unwrap().unwrap();
        }
        assert_eq!(queue(&world).await.len(), 1);
        let received =
            mails(&world).await.into_iter().filter(|(notice, _)| *notice == Notice::AgencyReceived).count();
        assert_eq!(received, 1);
        world.run_due().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn everything_wrong_is_said_at_once_and_floods_are_stopped() {
    support::on_both(|world| async move {
        let (sys, ctx) = (&world.sys, world.anonymous());
        let mut wrong = sign_up("", "576937-1", "marta");
        wrong.agency.kind = "coordination".into();
        wrong.agency.municipality = "9999".into();
        wrong.agency.phone = String::new();
        wrong.contact_name = String::new();
        wrong.password = "corta".into();
        wrong.papers = vec![Upload { name: "virus.pdf".into(), bytes: b"MZ\x90".to_vec() }];
        let Err(Error::Invalid(problems)) = agency::sign_up(sys, &ctx, wrong, NETWORK).await else {
            panic!()
        };
        let fields: Vec<_> = problems.0.iter().map(|problem| (problem.field, problem.key)).collect();
        assert_eq!(
            fields,
            [
                ("kind", "agency-kind-choose"),
                ("name", "text-empty"),
                ("nit", "text-nit-check"),
                ("municipality", "place-unknown"),
                ("phone", "text-empty"),
                ("contact_name", "text-empty"),
                ("email", "text-email-form"),
                ("password", "text-password-short-staff"),
                ("papers", "agency-paper-kind"),
            ]
        );
        let mut many = sign_up("Textiles", "576937-K", "marta@example.org");
        many.papers = vec![many.papers[0].clone(); 4];
        let Err(Error::Invalid(problems)) = agency::sign_up(sys, &ctx, many, NETWORK).await else { panic!() };
        assert_eq!(problems.0[0].key, "agency-paper-many");
        for _ in 0..5 {
            agency::sign_up(sys, &ctx, sign_up("Textiles", "576937-K", "marta@example.org"), NETWORK)
                .await
                .unwrap();
        }
        let flood = agency::sign_up(sys, &ctx, sign_up("T", "576937-K", "marta@example.org"), NETWORK).await;
        assert!(matches!(flood, Err(Error::TooMany(60))), "{flood:?}");
        world.run_due().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stopped_agency_shows_no_offers() {
    support::on_both(|world| async move {
        let (sys, desk) = (&world.sys, world.coordinator());
        let employer = world.employer("Textiles Xela").await;
        let id = employer.agency().unwrap();
        let offer = published(&world, id);
        let permit =
            policy::permit(&Actor::System, Relation::Own, Object::Opportunity, Action::Create).unwrap();
        let (offer, permit) = (&offer, &permit);
        sys.store
            .write(move |mut tx| async move {
                tx.add_opportunity(permit, offer, None, offer.created_at).await?;
                Ok::<_, store::StoreError>(tx.done(()))
            })
            .await
            .unwrap();
        let open = || async {
            let mut tx = sys.store.read().await.unwrap();
            let page = Page { after: None, limit: 10 };
            tx.open_opportunities(&OpportunityFilter::default(), world.now().day(), page).await.unwrap().len()
        };
        assert_eq!(open().await, 1);
        agency::decide(sys, &desk, id, AgencyStep::Suspend, "Cobró a personas.", false).await.unwrap();
        assert_eq!(open().await, 0, "hidden at once");
        let outcome = agency::decide(sys, &desk, id, AgencyStep::Verify, "", true).await;
        assert!(matches!(outcome, Err(Error::Conflict("agency-step-not-now"))), "{outcome:?}");
        agency::decide(sys, &desk, id, AgencyStep::Restore, "", false).await.unwrap();
        assert_eq!(open().await, 1);
        let notices: Vec<_> = mails(&world).await.into_iter().map(|(notice, _)| notice).collect();
        assert_eq!(notices, [Notice::AgencyRestored, Notice::AgencySuspended]);
        world.run_due().await;
    })
    .await;
}

fn published(world: &World, agency: Id<Agency>) -> Opportunity {
    Opportunity {
        id: Id::new(world.now()),
        kind: Kind::Vacancy,
        agency,
        status: Status::Published,
        title: Bilingual::new("Costurera", "Sewing machine operator"),
        description: Bilingual::default(),
        bring: Bilingual::default(),
        occupation: None,
        municipality: "0901".parse().unwrap(),
        address: String::new(),
        remote: false,
        seats: 2,
        taken: 0,
        pay: None,
        activity: None,
        cost_centavos: 0,
        schedule: Schedule::ALL[0],
        contract: None,
        hours: None,
        starts_on: None,
        closes_on: world.now().plus_days(30).day(),
        answer_days: 10,
        requirements: Requirements::default(),
        note: None,
        created_at: world.now(),
        published_at: Some(world.now()),
        version: 1,
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_checked_is_changed_by_an_administrator_only() {
    support::on_both(|world| async move {
        let sys = &world.sys;
        agency::sign_up(
            sys,
            &world.anonymous(),
            sign_up("Textiles Xela", "576937-K", "m@example.org"),
            NETWORK,
        )
        .await
        .unwrap();
        let (id, own) = focal_point(&world).await;
        let form = |name: &str, phone: &str| AgencyForm {
            kind: "training".into(),
            name: name.into(),
            nit: "576937-K".into(),
            municipality: "0101".into(),
            phone: phone.into(),
            about_es: "Hacemos ropa.".into(),
            ..AgencyForm::default()
        };
        agency::change(sys, &own, id, &form("Textiles de Xela", "2222 3333"), 1).await.unwrap();
        let there = agency::own(sys, &own).await.unwrap().agency;
        assert_eq!(
            (there.name.as_str(), there.kind, there.version),
            ("Textiles de Xela", AgencyKind::Employer, 2)
        );
        agency::decide(sys, &world.coordinator(), id, AgencyStep::Verify, "", true).await.unwrap();
        agency::change(sys, &own, id, &form("Otro nombre", "5555 6666"), 3).await.unwrap();
        let there = agency::own(sys, &own).await.unwrap().agency;
        assert_eq!(there.name, "Textiles de Xela", "a verified name stays");
        assert_eq!(there.phone.unwrap().as_str(), "+50255556666");
        let stale = agency::change(sys, &own, id, &form("x", "5555 6666"), 3).await;
        assert!(matches!(stale, Err(Error::Conflict("error-changed-meanwhile"))), "{stale:?}");
        let desk = world.administrator();
        agency::change(sys, &desk, id, &form("Instituto Xela", "5555 6666"), 4).await.unwrap();
        let there = agency::show(sys, &desk, id).await.unwrap().agency;
        assert_eq!((there.name.as_str(), there.kind), ("Instituto Xela", AgencyKind::Training));
        let outcome = agency::change(sys, &world.coordinator(), id, &form("x", ""), 5).await;
        assert!(matches!(outcome, Err(Error::Forbidden)), "{outcome:?}");
        world.run_due().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_administrator_adds_agencies_and_finds_them_by_name() {
    support::on_both(|world| async move {
        let (sys, desk) = (&world.sys, world.administrator());
        let form = |kind: &str, name: &str, nit: &str| AgencyForm {
            kind: kind.into(),
            name: name.into(),
            nit: nit.into(),
            municipality: "0101".into(),
            about_es: "Hacemos ropa.".into(),
            ..AgencyForm::default()
        };
        let id = agency::add(sys, &desk, &form("training", "Instituto Xela", "576937-K")).await.unwrap();
        let added = agency::add(sys, &desk, &form("office", "Ventanilla municipal", "")).await.unwrap();
        assert_eq!(agency::show(sys, &desk, added).await.unwrap().agency.status, AgencyStatus::Pending);
        let known = agency::add(sys, &desk, &form("training", "Otra vez", "576937-K")).await;
        assert!(matches!(known, Err(Error::Conflict("agency-known"))), "{known:?}");
        let found = agency::list(
            sys,
            &desk,
            &AgencyFilter { words: Some("ventanílla".into()), ..Default::default() },
            None,
        )
        .await
        .unwrap();
        assert_eq!(found.len(), 1);
        let next = agency::list(sys, &desk, &AgencyFilter::default(), Some(("Instituto Xela".into(), id)))
            .await
            .unwrap();
        assert_eq!(next.iter().map(|listed| listed.id).collect::<Vec<_>>(), [added], "paged by name");
        world.run_due().await;
    })
    .await;
}
