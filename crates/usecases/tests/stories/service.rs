//! Services: kept true by those who give them, found by those who need them.

use domain::{
    place::{DepartmentCode, MunicipalityCode},
    service::{Freshness, ServiceCategory},
    taxonomy::LanguageCode,
};
use usecases::{
    Error,
    service::{self, Browse, ServiceForm},
};

use crate::support::{self, World};

fn window(name: &str, municipality: &str, area: &str) -> ServiceForm {
    ServiceForm {
        category: "documents".to_owned(),
        name: name.to_owned(),
        description: "Le ayudamos a sacar su DPI.".to_owned(),
        hours: "Lunes a viernes, de 8:00 a 16:00".to_owned(),
        municipality: municipality.to_owned(),
        area: area.to_owned(),
        ..ServiceForm::default()
    }
}

async fn names(world: &World, browse: Browse) -> Vec<String> {
    let asking = world.anonymous();
    let listing = service::browse(&world.sys, &asking, &browse).await.unwrap();
    listing.items.into_iter().map(|listed| listed.service.name.es).collect()
}

#[tokio::test]
async fn people_find_the_services_that_reach_them() {
    support::on_both(|world| async move {
        let office = world.agency("office", "Ventanilla").await;
        let mam = ServiceForm {
            languages: vec!["es".into(), "mam".into()],
            ..window("Zeta", "0901", "municipality")
        };
        for form in [
            mam,
            window("Registro de Quetzaltenango", "0901", "department"),
            window("Consulado por teléfono", "0101", "national"),
            window("Registro de Cobán", "1601", "municipality"),
        ] {
            service::add(&world.sys, &office, None, &form).await.unwrap();
        }
        let municipality =
            |code| Browse { municipality: MunicipalityCode::parse(code).ok(), ..Browse::default() };
        // Of the place itself first, then of its department, then of the country.
        assert_eq!(
            names(&world, municipality("0901")).await,
            ["Registro de Quetzaltenango", "Zeta", "Consulado por teléfono"]
        );
        assert_eq!(
            names(&world, municipality("0920")).await,
            ["Registro de Quetzaltenango", "Consulado por teléfono"]
        );
        let department = DepartmentCode::parse("16").ok();
        assert_eq!(
            names(&world, Browse { department, ..Browse::default() }).await,
            ["Registro de Cobán", "Consulado por teléfono"]
        );
        let language = Some(LanguageCode::Mam);
        assert_eq!(names(&world, Browse { language, ..Browse::default() }).await, ["Zeta"]);
        assert_eq!(
            names(&world, Browse { words: "registro coban".into(), ..Browse::default() }).await,
            ["Registro de Cobán"]
        );
        let category = Some(ServiceCategory::Health);
        assert_eq!(names(&world, Browse { category, ..Browse::default() }).await, Vec::<String>::new());

        let mut browse = Browse { limit: Some(1), ..municipality("0901") };
        let mut seen = Vec::new();
        loop {
            let page = service::browse(&world.sys, &world.anonymous(), &browse).await.unwrap();
            seen.extend(page.items.into_iter().map(|listed| listed.service.name.es));
            let Some(next) = page.next else { break };
            browse.after = Some(next);
        }
        assert_eq!(seen, names(&world, municipality("0901")).await);
    })
    .await;
}

#[tokio::test]
async fn an_entry_that_nobody_confirms_grows_old_and_is_hidden() {
    support::on_both(|world| async move {
        let office = world.agency("office", "Ventanilla").await;
        let id = service::add(&world.sys, &office, None, &window("Registro", "0901", "")).await.unwrap();
        let freshness = async |world: &World| {
            let asking = world.again(&office);
            service::show(&world.sys, &asking, id).await.unwrap().service.freshness(asking.now.day())
        };
        assert_eq!(freshness(&world).await, Freshness::Fresh);
        world.clock.advance_days(91);
        assert_eq!(freshness(&world).await, Freshness::Stale);
        assert_eq!(names(&world, Browse::default()).await, ["Registro"]);
        world.clock.advance_days(90);
        assert_eq!(freshness(&world).await, Freshness::Expired);
        assert_eq!(names(&world, Browse::default()).await, Vec::<String>::new());
        assert!(matches!(service::show(&world.sys, &world.anonymous(), id).await, Err(Error::NotFound)));

        let stranger = world.agency("office", "Otra").await;
        assert!(matches!(service::confirm(&world.sys, &stranger, id).await, Err(Error::Forbidden)));
        service::confirm(&world.sys, &world.again(&office), id).await.unwrap();
        assert_eq!(freshness(&world).await, Freshness::Fresh);
        service::set_shown(&world.sys, &world.again(&office), id, false).await.unwrap();
        assert!(matches!(service::show(&world.sys, &world.anonymous(), id).await, Err(Error::NotFound)));
        service::set_shown(&world.sys, &world.coordinator(), id, true).await.unwrap();
        assert_eq!(names(&world, Browse::default()).await, ["Registro"]);
    })
    .await;
}

#[tokio::test]
async fn a_service_is_written_and_changed_with_its_problems_told() {
    support::on_both(|world| async move {
        let office = world.agency("office", "Ventanilla").await;
        let empty = ServiceForm { phone: "12".into(), ..ServiceForm::default() };
        let Err(Error::Invalid(problems)) = service::add(&world.sys, &office, None, &empty).await else {
            panic!()
        };
        let fields: Vec<_> = problems.0.iter().map(|problem| problem.field).collect();
        assert_eq!(fields, ["category", "name", "description", "hours", "municipality", "phone"]);

        let id = service::add(&world.sys, &office, None, &window("Registro", "0901", "")).await.unwrap();
        let form = ServiceForm::of(&service::own(&world.sys, &office, id).await.unwrap());
        let changed = ServiceForm { phone: "7760 0000".into(), ..form };
        service::edit(&world.sys, &office, id, &changed).await.unwrap();
        let stale = service::edit(&world.sys, &office, id, &changed).await;
        assert!(matches!(stale, Err(Error::Conflict("error-changed-meanwhile"))));
        let kept = service::mine(&world.sys, &office).await.unwrap();
        assert_eq!(kept[0].phone.as_ref().unwrap().as_str(), "+50277600000");

        let pending = world.agency_in("pending", "office", "Nueva").await;
        let hidden = service::add(&world.sys, &pending, None, &window("Aún no", "0901", "")).await.unwrap();
        assert!(matches!(service::show(&world.sys, &world.anonymous(), hidden).await, Err(Error::NotFound)));
        let coordinator = world.coordinator();
        let form = window("De otra", "0901", "");
        let given = service::add(&world.sys, &coordinator, office.actor.agency(), &form);
        given.await.unwrap();
        assert_eq!(names(&world, Browse::default()).await, ["De otra", "Registro"]);
        let nowhere = service::add(&world.sys, &coordinator, None, &window("De nadie", "0901", "")).await;
        assert!(matches!(nowhere, Err(Error::NotFound)));
    })
    .await;
}
