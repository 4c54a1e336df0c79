//! A taxonomy of concepts, names and links.

use usecases::import::{Stopped, taxonomy};

use super::{Folder, Recorder};
use crate::support;

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

#[tokio::test(flavor = "multi_thread")]
async fn vectors_are_trained_kept_and_taken_into_use_by_another_process() {
    support::on_both(|world| async move {
        let (sys, ctx, folder) = (&world.sys, world.sys.own_ctx(), Folder::new());
        assert!(!usecases::taxonomy::refresh(sys).await.unwrap(), "nothing was imported");
        write_esco(&folder);
        taxonomy::import(sys, &ctx, &folder.0, false, &mut Recorder::default()).await.unwrap();
        usecases::taxonomy::train(sys, |_, _| ()).await.unwrap();
        let first = usecases::taxonomy::vectors(sys).await.unwrap().unwrap().to_bytes();
        assert!(usecases::taxonomy::refresh(sys).await.unwrap(), "another process imported it");
        assert!(!usecases::taxonomy::refresh(sys).await.unwrap(), "it is in use");
        assert_eq!(sys.linker().occupations("fui pizarrero", 3).suggestions[0].code.to_string(), "7121");

        usecases::taxonomy::train(sys, |_, _| ()).await.unwrap();
        let again = usecases::taxonomy::vectors(sys).await.unwrap().unwrap().to_bytes();
        assert_eq!(first, again, "the same bytes from the same taxonomy");
        assert!(usecases::taxonomy::refresh(sys).await.unwrap(), "trained anew");
    })
    .await;
}
