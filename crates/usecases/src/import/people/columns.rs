//! The columns of a reception list, and what their cells mean.

use domain::{
    person::{BirthYearProblem, Contact, ContactOwner, Sex, birth_year},
    taxonomy::LanguageCode,
    text::{Cui, Phone, PlainName, TextProblem, fold},
    time::Day,
};

use super::Draft;
use crate::import::{
    place,
    problem::RowProblem,
    run::Note,
    sheet::{Column, Row},
};

/// The columns, by the names of the guide.
pub(super) const COLUMNS: &[Column] = &[
    Column {
        name: "folio",
        aliases: &["no", "num", "numero", "correlativo", "id", "number", "codigo de recepcion"],
        required: false,
    },
    Column {
        name: "nombre",
        aliases: &[
            "nombres",
            "nombre completo",
            "nombres y apellidos",
            "nombre y apellido",
            "alias",
            "name",
            "full name",
        ],
        required: true,
    },
    Column {
        name: "nacimiento",
        aliases: &[
            "ano de nacimiento",
            "anio de nacimiento",
            "anio nacimiento",
            "ano nacimiento",
            "fecha de nacimiento",
            "fecha nacimiento",
            "birth year",
            "year of birth",
            "date of birth",
            "birth date",
            "dob",
        ],
        required: true,
    },
    Column { name: "sexo", aliases: &["genero", "sex", "gender"], required: false },
    Column {
        name: "municipio",
        aliases: &["municipio de destino", "municipality", "destino", "codigo de municipio"],
        required: true,
    },
    Column { name: "departamento", aliases: &["department", "departamento de destino"], required: false },
    Column {
        name: "idioma",
        aliases: &["idioma materno", "lengua", "language", "idioma preferido"],
        required: false,
    },
    Column {
        name: "telefono",
        aliases: &["tel", "celular", "phone", "telephone", "contacto", "numero de telefono"],
        required: false,
    },
    Column {
        name: "telefono_de",
        aliases: &["telefono de", "dueno del telefono", "phone owner"],
        required: false,
    },
    Column { name: "cui", aliases: &["dpi", "dpi cui", "cui dpi", "numero de dpi"], required: false },
    Column {
        name: "consentimiento",
        aliases: &["consent", "acepta", "consentimiento de cuenta"],
        required: false,
    },
];

/// What is never kept, by the beginnings of words in a header: why somebody came back, and offences.
const NEVER: [&str; 24] = [
    "deport",
    "motivo",
    "causa",
    "razon",
    "reason",
    "remov",
    "expuls",
    "antecedent",
    "delito",
    "delict",
    "crim",
    "penal",
    "prision",
    "carcel",
    "prison",
    "record",
    "offen",
    "felon",
    "arrest",
    "polic",
    "pandill",
    "gang",
    "condena",
    "convict",
];

/// Languages as lists write them, folded.
const LANGUAGES: [(&str, LanguageCode); 46] = [
    ("espanol", LanguageCode::Spanish),
    ("castellano", LanguageCode::Spanish),
    ("spanish", LanguageCode::Spanish),
    ("ingles", LanguageCode::English),
    ("english", LanguageCode::English),
    ("kiche", LanguageCode::Kiche),
    ("quiche", LanguageCode::Kiche),
    ("mam", LanguageCode::Mam),
    ("qeqchi", LanguageCode::Qeqchi),
    ("kekchi", LanguageCode::Qeqchi),
    ("quekchi", LanguageCode::Qeqchi),
    ("qanjobal", LanguageCode::Qanjobal),
    ("kanjobal", LanguageCode::Qanjobal),
    ("kaqchikel", LanguageCode::Kaqchikel),
    ("cakchiquel", LanguageCode::Kaqchikel),
    ("cachiquel", LanguageCode::Kaqchikel),
    ("kakchikel", LanguageCode::Kaqchikel),
    ("ixil", LanguageCode::Ixil),
    ("chuj", LanguageCode::Chuj),
    ("achi", LanguageCode::Achi),
    ("akateko", LanguageCode::Akateko),
    ("acateco", LanguageCode::Akateko),
    ("popti", LanguageCode::Popti),
    ("jakalteko", LanguageCode::Popti),
    ("jacalteco", LanguageCode::Popti),
    ("poqomchi", LanguageCode::Poqomchi),
    ("pocomchi", LanguageCode::Poqomchi),
    ("tzutujil", LanguageCode::Tzutujil),
    ("zutuhil", LanguageCode::Tzutujil),
    ("awakateko", LanguageCode::Awakateko),
    ("aguacateco", LanguageCode::Awakateko),
    ("chorti", LanguageCode::Chorti),
    ("chalchiteko", LanguageCode::Chalchiteko),
    ("itza", LanguageCode::Itza),
    ("mopan", LanguageCode::Mopan),
    ("poqomam", LanguageCode::Poqomam),
    ("pocomam", LanguageCode::Poqomam),
    ("sakapulteko", LanguageCode::Sakapulteko),
    ("sacapulteco", LanguageCode::Sakapulteko),
    ("sipakapense", LanguageCode::Sipakapense),
    ("tektiteko", LanguageCode::Tektiteko),
    ("uspanteko", LanguageCode::Uspanteko),
    ("uspanteco", LanguageCode::Uspanteko),
    ("xinka", LanguageCode::Xinka),
    ("garifuna", LanguageCode::Garifuna),
    ("otro", LanguageCode::Other),
];

/// Whether a header is of something that is never kept.
pub(super) fn is_never_kept(header: &str) -> bool {
    fold(header).split(' ').any(|word| NEVER.iter().any(|start| word.starts_with(start)))
}

/// Reads a row; what is wrong goes to `notes`. `None` if something that must be there is not.
pub(super) fn read(row: &Row, letter_m: Option<Sex>, today: Day, notes: &mut Vec<Note>) -> Option<Draft> {
    let number = row.number;
    let mut keep = |column: &'static str, cell: Option<&str>, key: &'static str| {
        notes.push(Note::refuse(number, column, key).of(cell.unwrap_or_default()));
    };
    let alias = match row.get("nombre") {
        None => Err(RowProblem::MissingValue.key()),
        Some(cell) => PlainName::parse(cell).map_err(TextProblem::key),
    };
    let alias = alias.map_err(|key| keep("nombre", row.get("nombre"), key)).ok();
    let year = row.get("nacimiento").map_or(Err(RowProblem::MissingValue.key()), |cell| year(cell, today));
    let year = year.map_err(|key| keep("nacimiento", row.get("nacimiento"), key)).ok();
    let municipality = place::read(row.get("municipio"), row.get("departamento"));
    let municipality = municipality.map_err(|key| keep("municipio", row.get("municipio"), key)).ok();
    let consents = match row.get("consentimiento").map(fold).as_deref() {
        None => false,
        Some("si" | "s" | "x" | "yes" | "y" | "1" | "true" | "verdadero") => true,
        Some(_) => {
            keep("consentimiento", row.get("consentimiento"), "import-people-no-consent");
            false
        }
    };
    let draft = Draft {
        row: number,
        folio: row.get("folio").unwrap_or_default().to_owned(),
        key: String::new(),
        alias: alias?,
        birth_year: year?,
        municipality: municipality?,
        sex: sex(row, letter_m, notes),
        language: language(row, notes),
        contact: contact(row, notes),
        cui: cui(row, notes),
        consents,
        notes: Vec::new(),
    };
    Some(draft)
}

/// A year of four digits, alone or in a date; a number with zeros after the point is what Excel makes of a year.
fn year(cell: &str, today: Day) -> Result<i16, &'static str> {
    let cell = cell.strip_suffix(".0").unwrap_or(cell);
    let years: Vec<i16> = cell
        .split(|letter: char| !letter.is_ascii_digit())
        .filter(|part| part.len() == 4)
        .filter_map(|part| part.parse().ok())
        .collect();
    let [year] = years[..] else { return Err("import-people-year") };
    birth_year(year, today).map_err(|problem| match problem {
        BirthYearProblem::Unlikely => "import-people-year",
        BirthYearProblem::UnderAge => "import-people-under-age",
    })
}

fn sex(row: &Row, letter_m: Option<Sex>, notes: &mut Vec<Note>) -> Option<Sex> {
    let cell = row.get("sexo")?;
    match fold(cell).as_str() {
        "f" | "femenino" | "mujer" | "female" | "woman" => Some(Sex::Female),
        "h" | "masculino" | "hombre" | "male" | "man" => Some(Sex::Male),
        "otro" | "otra" | "other" | "o" => Some(Sex::Other),
        "m" if letter_m.is_some() => letter_m,
        "m" => {
            notes.push(Note::warn(row.number, "sexo", "import-people-sex-letter").of(cell));
            None
        }
        _ => {
            notes.push(Note::found(row.number, "sexo", &RowProblem::UnknownValue, cell));
            None
        }
    }
}

/// The language they prefer; Spanish where nothing is told.
fn language(row: &Row, notes: &mut Vec<Note>) -> LanguageCode {
    let Some(cell) = row.get("idioma") else { return LanguageCode::Spanish };
    let folded = fold(cell);
    let named = LANGUAGES.iter().find(|(name, _)| *name == folded).map(|(_, code)| *code);
    named.or_else(|| LanguageCode::from_word(&folded)).unwrap_or_else(|| {
        notes.push(Note::warn(row.number, "idioma", "import-people-language").of(cell));
        LanguageCode::Spanish
    })
}

fn contact(row: &Row, notes: &mut Vec<Note>) -> Option<Contact> {
    let cell = row.get("telefono")?;
    let owner = match row.get("telefono_de").map(fold).as_deref() {
        None | Some("propio" | "propia" | "own" | "suyo" | "mismo") => ContactOwner::Own,
        Some(_) => ContactOwner::Relative,
    };
    match Phone::parse(cell) {
        Ok(phone) => Some(Contact { phone, owner }),
        Err(_) => {
            notes.push(Note::warn(row.number, "telefono", "import-people-phone").of(cell));
            None
        }
    }
}

fn cui(row: &Row, notes: &mut Vec<Note>) -> Option<Cui> {
    let cell = row.get("cui")?;
    match Cui::parse(cell) {
        Ok(cui) => {
            if !cui.looks_right() {
                notes.push(Note::warn(row.number, "cui", "import-people-cui-doubtful").of(cell));
            }
            Some(cui)
        }
        Err(_) => {
            notes.push(Note::warn(row.number, "cui", "import-people-cui").of(cell));
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_of_birth_as_lists_write_them() {
        let today = Day::constant(2026, 11, 22);
        for (cell, wanted) in [
            ("1990", Ok(1990)),
            ("1990.0", Ok(1990)),
            ("1990-05-31", Ok(1990)),
            ("31/05/1990", Ok(1990)),
            ("90", Err("import-people-year")),
            ("1890", Err("import-people-year")),
            ("2010", Err("import-people-under-age")),
            ("2008", Ok(2008)),
            ("1990 o 1991", Err("import-people-year")),
        ] {
            assert_eq!(year(cell, today), wanted, "{cell}");
        }
    }

    #[test]
    fn what_is_never_kept_is_known_by_its_header() {
        for header in
            ["Motivo de deportación", "ANTECEDENTES", "Récord criminal", "Reason for removal", "Delito"]
        {
            assert!(is_never_kept(header), "{header}");
        }
        for header in ["Vuelo", "Talla de ropa", "Observaciones"] {
            assert!(!is_never_kept(header), "{header}");
        }
    }
}
