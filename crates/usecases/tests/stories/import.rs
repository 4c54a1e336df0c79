//! Files brought in: tried first, kept once, taken up again after they were cut off.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use domain::{message::Lang, opportunity::Status, place::MunicipalityCode};
use store::Page;
use usecases::import::{
    Note, Report, Stopped, Watch,
    people::{self, Slip, SlipFile},
    services, taxonomy, vacancies,
};

use crate::support;

/// Takes everything down, and gives up when told to.
#[derive(Default)]
struct Recorder {
    notes: Vec<Note>,
    slips: Vec<Slip>,
    rows: u64,
    /// Fails at the note of this row.
    fails_at: Option<u64>,
    file: Option<SlipFile>,
    /// Fails after so many writings of slips.
    fails_after: Option<usize>,
}

impl Watch for Recorder {
    fn note(&mut self, note: &Note) -> io::Result<()> {
        if self.fails_at.is_some_and(|row| note.row >= row) {
            return Err(io::Error::other("pulled the plug"));
        }
        self.notes.push(note.clone());
        Ok(())
    }

    fn done(&mut self, rows: u64) {
        self.rows += rows;
    }

    fn slips(&mut self, slips: &[Slip]) -> io::Result<()> {
        if let Some(file) = &self.file {
            file.add(slips)?;
        }
        self.slips.extend_from_slice(slips);
        match &mut self.fails_after {
            Some(0) => Err(io::Error::other("pulled the plug")),
            Some(left) => {
                *left -= 1;
                Ok(())
            }
            None => Ok(()),
        }
    }
}

impl Recorder {
    fn keys(&self, row: u64) -> Vec<&'static str> {
        self.notes.iter().filter(|note| note.row == row).map(|note| note.key).collect()
    }
}

/// A folder of its own, gone at the end.
struct Folder(PathBuf);

impl Folder {
    fn new() -> Self {
        let name: [u8; 8] = store::seal::random().unwrap();
        let folder = std::env::temp_dir().join(format!("sinarem-import-{:x}", u64::from_le_bytes(name)));
        fs::create_dir_all(&folder).unwrap();
        Self(folder)
    }

    fn write(&self, name: &str, text: &str) -> PathBuf {
        let path = self.0.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, text).unwrap();
        path
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// What was read, kept, known and refused.
fn counts(report: &Report) -> (u64, u64, u64, u64) {
    (report.rows, report.kept, report.known, report.refused)
}

/// The folder of materials that are no part of the project, if it is here.
fn shared(path: &str) -> Option<PathBuf> {
    let found = std::env::var("SINAREM_SHARED").ok().map(|folder| Path::new(&folder).join(path));
    if found.is_none() {
        println!("skipped: {path} (SINAREM_SHARED is not set)");
    }
    found
}

const OCCUPATION: &str = "http://data.europa.eu/esco/occupation/1";
const SKILL: &str = "http://data.europa.eu/esco/skill/aaaa-1";

fn write_esco(folder: &Folder) {
    folder.write(
        "es/occupations_es.csv",
        &format!(
            "conceptType,conceptUri,iscoGroup,preferredLabel,altLabels,hiddenLabels,modifiedDate,description\n\
             Occupation,{OCCUPATION},7121,techador de pizarra,\"pizarrero\npizarrera\",,2024-01-25T11:28:50Z,Cubre techos.\n\
             Occupation,not an address,7121,x,,,,\n"
        ),
    );
    folder.write(
        "en/occupations_en.csv",
        &format!(
            "conceptType,conceptUri,iscoGroup,preferredLabel,altLabels,hiddenLabels,modifiedDate,description\n\
             Occupation,{OCCUPATION},7121,slate roofer,slater,,2023-01-25T11:28:50Z,Covers roofs.\n"
        ),
    );
    folder.write(
        "es/skills_es.csv",
        &format!(
            "conceptType,conceptUri,skillType,preferredLabel,altLabels,description\n\
             KnowledgeSkillCompetence,{SKILL},skill/competence,cortar pizarra,,\n"
        ),
    );
    folder.write(
        "es/greenSkillsCollection_es.csv",
        &format!(
            "conceptType,conceptUri,preferredLabel,altLabels,broaderConceptUri\n\
             KnowledgeSkillCompetence,{SKILL},otra cosa,,http://data.europa.eu/esco/skill/b | http://data.europa.eu/esco/skill/c\n"
        ),
    );
    folder.write(
        "es/occupationSkillRelations_es.csv",
        &format!(
            "occupationUri,relationType,skillType,skillUri\n{OCCUPATION},essential,skill/competence,{SKILL}\n"
        ),
    );
    folder.write("es/notas.csv", "a,b\n1,2\n");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_taxonomy_is_tried_kept_once_and_understood() {
    support::on_both(|world| async move {
        let (sys, ctx, folder) = (&world.sys, world.sys.own_ctx(), Folder::new());
        write_esco(&folder);
        let mut watch = Recorder::default();
        let tried = taxonomy::import(sys, &ctx, &folder.0, true, &mut watch).await.unwrap();
        assert_eq!(sys.store.read().await.unwrap().count_taxonomy().await.unwrap(), (0, 0, 0), "only tried");
        let mut watch = Recorder::default();
        let report = taxonomy::import(sys, &ctx, &folder.0, false, &mut watch).await.unwrap();
        assert_eq!(report.refused, 1);
        assert_eq!(tried.refused, 1);
        assert_eq!(watch.rows, report.rows);
        assert_eq!(taxonomy::count(&folder.0).unwrap(), report.rows);
        assert!(watch.notes.iter().any(|note| note.key == "import-taxonomy-other-file"));
        let mut tx = sys.store.read().await.unwrap();
        // Names: techador, pizarrero, pizarrera, slate roofer, slater, cortar pizarra.
        assert_eq!(tx.count_taxonomy().await.unwrap(), (2, 6, 3));
        let concept = tx.concept(OCCUPATION).await.unwrap().unwrap();
        assert_eq!(
            (concept.title_es.as_str(), concept.title_en.as_str()),
            ("techador de pizarra", "slate roofer")
        );
        assert_eq!((concept.isco.as_deref(), concept.version.as_str()), (Some("7121"), "2024-01-25"));
        drop(tx);
        let again = taxonomy::import(sys, &ctx, &folder.0, false, &mut Recorder::default()).await.unwrap();
        assert_eq!((again.kept, again.known), (0, report.kept), "the second time nothing is new");

        let linker = usecases::taxonomy::linker(sys).await.unwrap().unwrap();
        let linked = linker.occupations("fui pizarrero", 3);
        assert_eq!(linked.suggestions[0].code.to_string(), "7121");
        assert_eq!(linker.skills("cortar pizarra", 3).suggestions[0].code.as_str(), "aaaa-1");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_folder_without_a_taxonomy_is_told() {
    support::on_both(|world| async move {
        let folder = Folder::new();
        folder.write("a.csv", "x,y\n1,2\n");
        let ctx = world.sys.own_ctx();
        let outcome = taxonomy::import(&world.sys, &ctx, &folder.0, false, &mut Recorder::default()).await;
        assert!(matches!(outcome, Err(Stopped::File(_))));
        let outcome =
            taxonomy::import(&world.sys, &world.anonymous(), &folder.0, false, &mut Recorder::default())
                .await;
        assert!(outcome.is_err(), "nobody but the system and administrators");
    })
    .await;
}

const LIST: &str = "Folio;Nombre completo;Fecha de nacimiento;Sexo;Municipio;Departamento;Idioma;Teléfono;DPI;Motivo de deportación\n\
    1;Juan Pérez;1990-05-01;M;San Pedro Sacatepéquez;San Marcos;mam;5555 1234;;cosas\n\
    2;María Xol;1985;F;Cobán;;q'eqchi';5555-1234;;cosas\n\
    3;Pedro Niño;2012;M;Cobán;;;;;\n\
    4;Ana;1990;F;San Pedro Sacatepéquez;;;;;\n\
    5;JUAN PEREZ;1990;M;San Pedro Sacatepéquez;San Marcos;;abc;12;\n\
    6;;1990;F;Cobán;;;;;\n";

fn reception(dry: bool) -> people::Options {
    people::Options { source: "recepcion".to_owned(), dry }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reception_list_registers_adults_once_and_forgets_the_reason() {
    support::on_both(|world| async move {
        let (sys, ctx, folder) = (&world.sys, world.sys.own_ctx(), Folder::new());
        let path = folder.write("lista.csv", LIST);
        let mut watch = Recorder::default();
        let tried = people::import(sys, &ctx, &path, &reception(true), &mut watch).await.unwrap();
        assert!(watch.slips.is_empty(), "only tried");
        let mut watch = Recorder::default();
        let report = people::import(sys, &ctx, &path, &reception(false), &mut watch).await.unwrap();
        assert_eq!(counts(&tried), counts(&report));
        assert_eq!(counts(&report), (6, 3, 0, 3));
        assert_eq!(report.not_kept.get("Motivo de deportación"), Some(&2));
        assert_eq!(watch.keys(0), ["import-people-never-kept"]);
        assert_eq!(watch.keys(3), ["import-people-like-row"], "the same telephone");
        assert_eq!(watch.keys(4), ["import-people-under-age"]);
        assert_eq!(watch.keys(5), ["import-place-several"]);
        assert_eq!(watch.keys(6), ["import-people-phone", "import-people-cui", "import-people-like-row"]);
        assert_eq!(watch.keys(7), ["import-row-missing-value"]);
        assert!(watch.notes.iter().all(|note| !note.value.contains("cosas")), "nor told");

        assert_eq!(watch.slips.len(), 3);
        let codes: Vec<_> = watch.slips.iter().map(|slip| slip.code.clone()).collect();
        assert_eq!(people::living(sys, &codes).await.unwrap(), [true; 3]);
        let mut tx = sys.store.read().await.unwrap();
        let (id, hash) = tx.person_by_code(&codes[1]).await.unwrap().unwrap();
        let (_, person) = ctx.unlock(domain::policy::Action::View, tx.person(id).await.unwrap()).unwrap();
        assert_eq!((person.language.word(), person.birth_year), ("kek", 1985));
        assert_eq!(person.sex, Some(domain::person::Sex::Female));
        drop(tx);
        let right =
            usecases::sign_in::hash::verify_secret(sys, watch.slips[1].pin.as_str(), &hash).await.unwrap();
        assert!(right, "the PIN on the slip is theirs");

        let mut watch = Recorder::default();
        let again = people::import(sys, &ctx, &path, &reception(false), &mut watch).await.unwrap();
        assert_eq!(counts(&again), (6, 0, 3, 3));
        assert!(watch.slips.is_empty());

        // Another list with one of them: registered, and told.
        let other = folder
            .write("otra.csv", "nombre,nacimiento,municipio\nMaria Xol,1985,Coban\nMaria Xol,1985,Coban\n");
        let mut watch = Recorder::default();
        let report = people::import(sys, &ctx, &other, &reception(false), &mut watch).await.unwrap();
        assert_eq!(counts(&report), (2, 2, 0, 0), "two rows are two people");
        assert_eq!(watch.keys(2), ["import-people-like-known"]);
        assert_eq!(watch.keys(3), ["import-people-like-row", "import-people-like-known"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn everybody_has_a_slip_though_the_import_was_cut_off() {
    support::on_both(|world| async move {
        let (sys, ctx, folder) = (&world.sys, world.sys.own_ctx(), Folder::new());
        let rows: String = (0..90).fold("nombre,nacimiento,municipio\n".to_owned(), |text, at| {
            text + &format!("Persona {at},1980,0101\n")
        });
        let path = folder.write("lista.csv", &rows);
        let file =
            || SlipFile::new(&folder.0.join("slips.csv"), ["f", "r", "n", "c", "p"].map(str::to_owned));
        // The plug is pulled when the slips of the second batch are written and its people are not.
        let mut watch = Recorder { file: Some(file()), fails_after: Some(1), ..Recorder::default() };
        people::import(sys, &ctx, &path, &reception(false), &mut watch).await.unwrap_err();
        assert_eq!(watch.slips.len(), 80);
        assert_eq!(file().mend(sys).await.unwrap(), 40, "slips of nobody are gone");
        let mut watch = Recorder { file: Some(file()), ..Recorder::default() };
        let report = people::import(sys, &ctx, &path, &reception(false), &mut watch).await.unwrap();
        assert_eq!(counts(&report), (90, 50, 40, 0));
        assert_eq!(file().mend(sys).await.unwrap(), 90);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = fs::metadata(folder.0.join("slips.csv")).unwrap().permissions().mode();
            assert_eq!(mode & 0o777, 0o600);
        }
    })
    .await;
}

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
        assert_eq!(waiting[0].opportunity.pay.unwrap().min_centavos, 608_333);
        drop(tx);
        let again =
            vacancies::import(sys, &ctx, &path, &file_options(true, false), &mut Recorder::default()).await;
        assert_eq!(counts(&again.unwrap()), (9, 0, 3, 6));
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
