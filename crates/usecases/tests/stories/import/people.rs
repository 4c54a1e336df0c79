//! A reception list.

use std::fs;

use usecases::import::people::{self, SlipFile};

use super::{Folder, Recorder, counts};
use crate::support;

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

        // Letters of Windows are read, and told.
        let windows = folder.0.join("windows.csv");
        fs::write(&windows, b"nombre,nacimiento,municipio\nJos\xe9,1984,Cob\xe1n\n").unwrap();
        let mut watch = Recorder::default();
        let report = people::import(sys, &ctx, &windows, &reception(true), &mut watch).await.unwrap();
        assert_eq!((counts(&report), watch.keys(0)), ((1, 1, 0, 0), vec!["import-encoding-windows"]));

        // Another list with one of them: registered, and told.
        let other = folder
            .write("otra.csv", "nombre,nacimiento,municipio\nMaria Xol,1985,Coban\nMaria Xol,1985,Coban\n");
        let mut watch = Recorder::default();
        let report = people::import(sys, &ctx, &other, &reception(false), &mut watch).await.unwrap();
        assert_eq!(counts(&report), (2, 2, 0, 0), "two rows are two people");
        assert_eq!(watch.keys(0), Vec::<&str>::new());
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
