//! A row of a table as a vacancy.

use domain::{opportunity::Contract, person::Schedule, text::fold, time::Day, wage::Activity};

use super::vacancy::{RawPay, Vacancy};
use crate::{
    import::{
        json::hundredths,
        jsonld::SalaryUnit,
        problem::RowProblem,
        run::Note,
        sheet::{Column, Row},
    },
    offer::OfferForm,
    reading,
};

/// The columns, by the names of the guide.
pub(super) const COLUMNS: &[Column] = &[
    Column {
        name: "identificador",
        aliases: &["id", "clave", "codigo", "referencia", "identifier", "reference", "key"],
        required: false,
    },
    Column {
        name: "puesto",
        aliases: &[
            "titulo",
            "titulo del puesto",
            "vacante",
            "nombre del puesto",
            "title",
            "job title",
            "position",
        ],
        required: true,
    },
    Column {
        name: "descripcion",
        aliases: &["descripcion del puesto", "funciones", "description", "job description"],
        required: true,
    },
    Column {
        name: "empleador",
        aliases: &[
            "empresa",
            "patrono",
            "empleadora",
            "institucion",
            "employer",
            "company",
            "organization",
            "organisation",
        ],
        required: true,
    },
    Column { name: "nit", aliases: &["nit del empleador", "nit empresa", "tax id"], required: false },
    Column {
        name: "municipio",
        aliases: &[
            "lugar",
            "ciudad",
            "lugar de trabajo",
            "municipality",
            "city",
            "location",
            "codigo de municipio",
        ],
        required: true,
    },
    Column { name: "departamento", aliases: &["department", "region", "state"], required: false },
    Column { name: "direccion", aliases: &["address", "street", "zona"], required: false },
    Column { name: "remoto", aliases: &["teletrabajo", "remote", "home office"], required: false },
    Column {
        name: "ocupacion",
        aliases: &["ciuo", "codigo ciuo", "ciuo 08", "isco", "isco 08", "occupation", "occupation code"],
        required: false,
    },
    Column {
        name: "plazas",
        aliases: &["vacantes", "cupos", "numero de plazas", "seats", "openings", "positions"],
        required: false,
    },
    Column {
        name: "salario",
        aliases: &[
            "pago",
            "sueldo",
            "salario minimo",
            "salario desde",
            "pay",
            "salary",
            "salary from",
            "minimum pay",
        ],
        required: true,
    },
    Column {
        name: "salario_maximo",
        aliases: &["salario hasta", "sueldo maximo", "pay to", "salary to", "maximum pay", "salary max"],
        required: false,
    },
    Column {
        name: "periodo",
        aliases: &[
            "por",
            "unidad",
            "unidad de pago",
            "periodo de pago",
            "period",
            "per",
            "unit",
            "pay period",
        ],
        required: false,
    },
    Column { name: "moneda", aliases: &["currency"], required: false },
    Column { name: "actividad", aliases: &["actividad economica", "activity"], required: false },
    Column {
        name: "jornada",
        aliases: &["horario", "tipo de jornada", "schedule", "employment type"],
        required: false,
    },
    Column { name: "contrato", aliases: &["tipo de contrato", "contract", "contract type"], required: false },
    Column {
        name: "inicio",
        aliases: &["fecha de inicio", "empieza", "start", "starts", "start date"],
        required: false,
    },
    Column {
        name: "cierre",
        aliases: &[
            "fecha de cierre",
            "vence",
            "fecha limite",
            "vigencia",
            "closes",
            "closing date",
            "valid through",
            "deadline",
        ],
        required: false,
    },
    Column {
        name: "publicada",
        aliases: &["fecha de publicacion", "publicado", "posted", "date posted"],
        required: false,
    },
    Column {
        name: "llevar",
        aliases: &["que llevar", "documentos", "papeleria", "bring", "what to bring"],
        required: false,
    },
    Column {
        name: "experiencia_meses",
        aliases: &["meses de experiencia", "experience months", "months of experience"],
        required: false,
    },
    Column {
        name: "escolaridad",
        aliases: &["nivel academico", "estudios", "education", "schooling"],
        required: false,
    },
    Column { name: "enlace", aliases: &["url", "link", "direccion web"], required: false },
];

/// Reads a row.
pub(super) fn read(row: &Row) -> Vacancy {
    let mut notes: Vec<Note> = row
        .problems
        .iter()
        .map(|found| Note::found(row.number, &found.column, &found.problem, &found.value))
        .collect();
    let text = |column: &str| row.get(column).unwrap_or_default().to_owned();
    let own = |column: &str| row.get(column).map(str::to_owned);
    let form = OfferForm {
        title: text("puesto"),
        description: text("descripcion"),
        bring: text("llevar"),
        address: text("direccion"),
        remote: row.get("remoto").is_some_and(is_yes),
        occupation: occupation(row, &mut notes),
        seats: row.get("plazas").map_or_else(|| "1".to_owned(), whole),
        activity: choice(row, "actividad", &mut notes, activity),
        schedule: match row.get("jornada") {
            None => Schedule::Full.word().to_owned(),
            Some(_) => choice(row, "jornada", &mut notes, schedule),
        },
        contract: choice(row, "contrato", &mut notes, contract),
        starts_on: day(row, "inicio", &mut notes).map(|day| day.to_string()).unwrap_or_default(),
        experience_months: row.get("experiencia_meses").map(whole).unwrap_or_default(),
        ..OfferForm::default()
    };
    let pay = RawPay {
        least: amount(row, "salario", &mut notes),
        most: amount(row, "salario_maximo", &mut notes),
        unit: unit(row, &mut notes),
        currency: own("moneda"),
    };
    Vacancy {
        row: row.number,
        is_posting: false,
        identifier: own("identificador"),
        url: own("enlace"),
        employer: own("empleador"),
        nit: own("nit"),
        municipality: own("municipio"),
        department: own("departamento"),
        country: None,
        pay,
        posted: day(row, "publicada", &mut notes),
        closes: day(row, "cierre", &mut notes),
        schooling: own("escolaridad"),
        form,
        notes,
    }
}

fn is_yes(cell: &str) -> bool {
    matches!(fold(cell).as_str(), "si" | "s" | "x" | "yes" | "y" | "1" | "true" | "verdadero" | "remoto")
}

/// A whole number as Excel may write it: `3.0`.
fn whole(cell: &str) -> String {
    cell.strip_suffix(".0").unwrap_or(cell).to_owned()
}

/// A code of CIUO-08; anything else is warned about, and the title decides.
fn occupation(row: &Row, notes: &mut Vec<Note>) -> String {
    let Some(cell) = row.get("ocupacion") else { return String::new() };
    let code = format!("{:0>4}", whole(cell));
    if code.parse::<domain::taxonomy::OccupationCode>().is_ok() {
        return code;
    }
    notes.push(Note::warn(row.number, "ocupacion", "import-vacancy-code").of(cell));
    String::new()
}

/// An amount, in hundredths. That it is no number refuses the row, for pay must be told.
fn amount(row: &Row, column: &'static str, notes: &mut Vec<Note>) -> Option<i64> {
    let cell = row.get(column)?;
    let amount = hundredths(cell);
    if amount.is_none() {
        notes.push(Note::refuse(row.number, column, "import-vacancy-amount").of(cell));
    }
    amount
}

fn day(row: &Row, column: &'static str, notes: &mut Vec<Note>) -> Option<Day> {
    let cell = row.get(column)?;
    let start = cell.split(['T', ' ']).next().unwrap_or(cell);
    let day = reading::day(start).ok();
    if day.is_none() {
        notes.push(Note::refuse(row.number, column, RowProblem::NotADate.key()).of(cell));
    }
    day
}

/// The word of a choice; one that is not known refuses the row, for it changes what is offered.
fn choice(
    row: &Row,
    column: &'static str,
    notes: &mut Vec<Note>,
    word: fn(&str) -> Option<&'static str>,
) -> String {
    let Some(cell) = row.get(column) else { return String::new() };
    match word(&fold(cell)) {
        Some(word) => word.to_owned(),
        None => {
            notes.push(Note::refuse(row.number, column, "import-vacancy-choice").of(cell));
            String::new()
        }
    }
}

fn schedule(folded: &str) -> Option<&'static str> {
    let word = match folded {
        "completa" | "tiempo completo" | "jornada completa" | "diurna" | "full" | "full time" => {
            Schedule::Full
        }
        "parcial" | "medio tiempo" | "media jornada" | "tiempo parcial" | "part" | "part time" => {
            Schedule::Part
        }
        "turnos" | "turnos rotativos" | "rotativo" | "mixta" | "nocturna" | "shifts" => Schedule::Shifts,
        "fines de semana" | "fin de semana" | "weekends" => Schedule::Weekends,
        _ => return None,
    };
    Some(word.word())
}

fn contract(folded: &str) -> Option<&'static str> {
    let word = match folded {
        "indefinido" | "permanente" | "fijo" | "permanent" => Contract::Permanent,
        "temporal" | "por temporada" | "plazo fijo" | "por obra" | "temporary" | "seasonal" => {
            Contract::Temporary
        }
        "a destajo" | "destajo" | "por pieza" | "piecework" => Contract::Piecework,
        _ => return None,
    };
    Some(word.word())
}

fn activity(folded: &str) -> Option<&'static str> {
    let word = match folded {
        "agricola" | "agricultura" | "agricultural" | "farming" => Activity::Agricultural,
        "no agricola" | "non agricultural" | "comercio" | "servicios" | "industria" => {
            Activity::NonAgricultural
        }
        "exportadora y de maquila" | "exportadora" | "maquila" | "export maquila" => Activity::ExportMaquila,
        _ => return None,
    };
    Some(word.word())
}

fn unit(row: &Row, notes: &mut Vec<Note>) -> Option<SalaryUnit> {
    let cell = row.get("periodo")?;
    Some(match fold(cell).as_str() {
        "hora" | "por hora" | "hour" | "hourly" => SalaryUnit::Hour,
        "dia" | "por dia" | "jornal" | "diario" | "day" | "daily" => SalaryUnit::Day,
        "semana" | "semanal" | "por semana" | "week" | "weekly" => SalaryUnit::Week,
        "mes" | "mensual" | "por mes" | "al mes" | "month" | "monthly" => SalaryUnit::Month,
        "ano" | "anual" | "year" | "yearly" => SalaryUnit::Year,
        _ => {
            notes.push(Note::refuse(row.number, "periodo", "import-vacancy-choice").of(cell));
            return None;
        }
    })
}
