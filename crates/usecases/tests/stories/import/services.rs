//! A directory of services.

use domain::{message::Lang, place::MunicipalityCode};
use usecases::import::services;

use super::{Folder, Recorder, counts, shared};
use crate::support;

const DIRECTORY: &str = r#"[{"id":"s1","name":"Asesoría jurídica","status":"active","assured_date":"2026-11-01",
    "description":"Ayuda legal gratuita.","fees_description":"Es gratis.",
    "organization":{"id":"o1","name":"Bufete Popular"},
    "phones":[{"id":"p1","number":"2388 1234"}],
    "languages":[{"id":"l1","name":"K'iche'","code":"quc"}],
    "required_documents":[{"id":"d1","document":"DPI"}],
    "schedules":[{"id":"h1","byday":"MO,TU","opens_at":"08:00:00","closes_at":"16:00:00"}],
    "service_areas":[{"id":"a1","name":"Departamento de Quiché"}],
    "service_at_locations":[{"id":"x1","location":{"id":"u1","location_type":"physical","addresses":
        [{"id":"ad1","address_1":"1a calle 2-30","city":"Santa Cruz del Quiché","state_province":"Quiché","country":"GT","address_type":"physical"}]}}]},
  {"id":"s2","name":"Ventanilla","organization":{"id":"o1","name":"Bufete Popular"}}]"#;

fn directory(dry: bool) -> services::Options {
    services::Options {
        source: "hsds".to_owned(),
        municipality: None,
        category: None,
        assured_on: None,
        texts: Lang::Es,
        dry,
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_directory_becomes_services_of_verified_agencies() {
    support::on_both(|world| async move {
        let (sys, ctx, folder) = (&world.sys, world.sys.own_ctx(), Folder::new());
        let path = folder.write("directorio.json", DIRECTORY);
        let tried =
            services::import(sys, &ctx, &path, &directory(true), &mut Recorder::default()).await.unwrap();
        assert_eq!(sys.store.read().await.unwrap().agency_of_source("hsds", "o1").await.unwrap(), None);
        let mut watch = Recorder::default();
        let report = services::import(sys, &ctx, &path, &directory(false), &mut watch).await.unwrap();
        assert_eq!(counts(&tried), counts(&report));
        assert_eq!(counts(&report), (2, 1, 0, 1));
        assert!(watch.keys(2).contains(&"import-services-category"));
        assert!(watch.keys(2).contains(&"import-services-no-place"));
        let mut tx = sys.store.read().await.unwrap();
        let agency = tx.agency_of_source("hsds", "o1").await.unwrap().unwrap();
        let [service] = &tx.services_of(agency).await.unwrap()[..] else { panic!("one service") };
        assert_eq!((service.category.word(), service.area.word()), ("legal", "department"));
        assert_eq!(service.municipality.to_string(), "1401");
        assert_eq!(
            (service.hours.es.as_str(), service.hours.en.as_str()),
            ("lunes, martes 08:00–16:00", "Monday, Tuesday 08:00–16:00")
        );
        assert_eq!((service.bring.es.as_str(), service.cost.es.as_str()), ("DPI", "Es gratis."));
        assert_eq!(service.assured_on.to_string(), "2026-11-01");
        assert!(service.phone.is_some());
        drop(tx);
        let more = services::Options {
            municipality: Some(MunicipalityCode::parse("0101").unwrap()),
            category: Some(domain::service::ServiceCategory::Documents),
            ..directory(false)
        };
        let mut watch = Recorder::default();
        let again = services::import(sys, &ctx, &path, &more, &mut watch).await.unwrap();
        assert_eq!(counts(&again), (2, 1, 1, 0));
        assert_eq!(again.agencies, 0);
        assert!(watch.keys(2).contains(&"import-services-not-assured"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_official_examples_load() {
    let Some(examples) = shared("conformance/hsds-3.1/examples") else { return };
    support::on_both(move |world| {
        let examples = examples.clone();
        async move {
            let (sys, ctx) = (&world.sys, world.sys.own_ctx());
            let there = services::Options {
                municipality: Some(MunicipalityCode::parse("0101").unwrap()),
                texts: Lang::En,
                ..directory(false)
            };
            let mut kept = 0;
            for name in [
                "csv",
                "tabular.json",
                "service_full.json",
                "organization_full.json",
                "service_at_location_full.json",
            ] {
                let path = examples.join(name);
                let report = services::import(sys, &ctx, &path, &directory(true), &mut Recorder::default())
                    .await
                    .unwrap();
                assert_eq!(
                    (report.rows, report.refused),
                    (1, 1 - report.known),
                    "{name}: not in this country"
                );
                let report =
                    services::import(sys, &ctx, &path, &there, &mut Recorder::default()).await.unwrap();
                assert_eq!((report.rows, report.refused), (1, 0), "{name}");
                assert!(report.not_kept.len() > 30, "{name}: what is not kept is told");
                kept += report.kept;
            }
            assert_eq!(kept, 1, "the same service in five forms");
        }
    })
    .await;
}
