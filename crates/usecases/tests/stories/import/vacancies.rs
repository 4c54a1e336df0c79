//! Vacancies of a table, and of postings.

use domain::opportunity::Status;
use store::Page;
use usecases::import::vacancies;

use super::{Folder, Recorder, counts};
use crate::support;

const TABLE: &str = "ID,Puesto,Descripción,Empresa,Municipio,Departamento,Salario,Período,Moneda,CIUO,Jornada,Cierre\n\
    1,Albañil,Levantar paredes,Constructora Uno,Cobán,,4500,mes,Q,7112,completa,2026-12-31\n\
    2,Ayudante de cocina,Preparar alimentos,Comedor Dos,San Pedro Sacatepéquez,San Marcos,25,hora,,,completa,2026-12-31\n\
    3,Secretaria,Se busca señorita soltera,Comedor Dos,Cobán,,4500,,,,,2026-12-31\n\
    4,Bodeguero,Cargar,Comedor Dos,Cobán,,1000,,,4321,,2026-12-31\n\
    5,Bodeguero,Cargar,Comedor Dos,Cobán,,800,,USD,4321,,2026-12-31\n\
    6,Bodeguero,Cargar,Comedor Dos,Xyz,,5000,,,4321,,31/12/2026\n\
    1,Albañil,Levantar paredes,Constructora Uno,Cobán,,4500,mes,Q,7112,completa,2026-12-31\n\
    8,Bodeguero,Cargar,Comedor Dos,Cobán,,20,hora,,4321,medio tiempo,2026-12-31\n\
    9,Bodeguero,Cargar,Comedor Dos,Cobán,,5000,,,4321,,\n";

fn file_options(publish: bool, dry: bool) -> vacancies::Options {
    vacancies::Options { source: "archivo".to_owned(), publish, dry }
}

#[tokio::test(flavor = "multi_thread")]
async fn vacancies_of_a_table_wait_for_review_of_employers_who_wait_to_be_verified() {
    support::on_both(|world| async move {
        let (sys, ctx, folder) = (&world.sys, world.sys.own_ctx(), Folder::new());
        usecases::catalogue::load_built_in(sys).await.unwrap();
        let employer = world.employer("Constructora Uno").await.agency().unwrap();
        let path = folder.write("vacantes.csv", TABLE);
        let mut watch = Recorder::default();
        let tried = vacancies::import(sys, &ctx, &path, &file_options(true, true), &mut watch).await.unwrap();
        let page = Page { after: None, limit: 50 };
        assert!(sys.store.read().await.unwrap().opportunities_in_review(page).await.unwrap().is_empty());
        assert!(sys.store.read().await.unwrap().agencies_named("comedor dos").await.unwrap().is_empty());
        let mut watch = Recorder::default();
        let report =
            vacancies::import(sys, &ctx, &path, &file_options(true, false), &mut watch).await.unwrap();
        assert_eq!(counts(&tried), counts(&report));
        assert_eq!((tried.agencies, report.agencies), (1, 1));
        assert_eq!(counts(&report), (9, 3, 0, 6));
        assert!(watch.keys(4).contains(&"advert-sex"));
        assert_eq!(watch.keys(5), ["wage-below-minimum"]);
        assert!(watch.keys(6).contains(&"import-vacancy-currency"));
        assert_eq!(watch.keys(7), ["import-place-unknown"]);
        assert_eq!(watch.keys(8), ["import-row-duplicate-id"]);
        assert!(watch.keys(9).contains(&"import-vacancy-pay-part"));
        assert_eq!(watch.keys(10), ["import-vacancy-no-closing"]);

        let mut tx = sys.store.read().await.unwrap();
        let own = tx.opportunities_of(employer, None, page).await.unwrap();
        assert_eq!((own.len(), own[0].status), (1, Status::Published), "verified, and the operator says so");
        let waiting = tx.opportunities_in_review(page).await.unwrap();
        assert_eq!(waiting.len(), 2);
        assert!(waiting.iter().all(|one| one.agency_status == domain::agency::AgencyStatus::Pending));
        // 25 an hour: 25 × 8 × 365 ÷ 12.
        assert!(waiting.iter().any(|one| one.opportunity.pay.unwrap().min_centavos == 608_333));
        drop(tx);
        let again =
            vacancies::import(sys, &ctx, &path, &file_options(true, false), &mut Recorder::default()).await;
        assert_eq!(counts(&again.unwrap()), (9, 0, 3, 6));
        assert_eq!(world.run_due().await, 1, "people are looked for, once for what is shown");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_import_that_was_cut_off_goes_on_without_doubles() {
    support::on_both(|world| async move {
        let (sys, ctx, folder) = (&world.sys, world.sys.own_ctx(), Folder::new());
        usecases::catalogue::load_built_in(sys).await.unwrap();
        let posting = |at: usize| {
            // Without a last day, so that each has a warning to stop at.
            format!(
                "{{\"@type\":\"JobPosting\",\"identifier\":\"{at}\",\"title\":\"Albañil\",\
                 \"description\":\"Levantar paredes\",\"hiringOrganization\":{{\"name\":\"Firma {}\"}},\
                 \"jobLocation\":{{\"address\":{{\"addressLocality\":\"Cobán\",\"addressCountry\":\"GT\"}}}},\
                 \"baseSalary\":{{\"currency\":\"GTQ\",\"value\":{{\"value\":4800,\"unitText\":\"MONTH\"}}}}}}\n",
                at % 7
            )
        };
        let path = folder.write("ofertas.jsonl", &(0..450).map(posting).collect::<String>());
        assert_eq!(vacancies::count(&path).unwrap(), 450);
        let mut watch = Recorder { fails_at: Some(420), ..Recorder::default() };
        vacancies::import(sys, &ctx, &path, &file_options(false, false), &mut watch).await.unwrap_err();
        let report = vacancies::import(sys, &ctx, &path, &file_options(false, false), &mut Recorder::default()).await;
        let report = report.unwrap();
        // The third batch was kept before it was told.
        assert_eq!((report.rows, report.kept + report.known, report.refused), (450, 450, 0));
        assert!(report.known == 400 || report.known == 450, "whole batches only: {}", report.known);
        let mut tx = sys.store.read().await.unwrap();
        for at in 0..7 {
            assert_eq!(tx.agencies_named(&format!("firma {at}")).await.unwrap().len(), 1, "one agency each");
        }
        let counted = tx.audit_check().await.unwrap().unwrap();
        assert!(counted >= 457, "every row is in the audit: {counted}");
    })
    .await;
}
