//! A vacancy out of any file, and the offer that it makes by the rules of the form.

use domain::{
    advert::Severity,
    agency::{Bilingual, read_name},
    id::Id,
    opportunity::{ANSWER_WORKING_DAYS, Kind, OPEN_DAYS_AT_MOST, Opportunity, Requirements, Status},
    person::Schedule,
    place::MunicipalityCode,
    text::{Nit, TextProblem, fold},
    time::Day,
    wage::WageTable,
};
use sha2::{Digest, Sha256};

use super::{employer::Employer, pay, schooling};
use crate::{
    Ctx, Error, Problem,
    import::{
        jsonld::SalaryUnit,
        place,
        problem::{RowProblem, Value, beginning},
        run::Note,
    },
    offer::{self, OfferForm, Terms},
};

/// Days a vacancy is open when its file does not say.
const OPEN_DAYS: i64 = 30;

/// Pay as the file says it, in hundredths of its currency.
#[derive(Clone, Debug, Default)]
pub(super) struct RawPay {
    pub least: Option<i64>,
    pub most: Option<i64>,
    pub unit: Option<SalaryUnit>,
    pub currency: Option<String>,
}

/// A vacancy before it is checked.
#[derive(Clone, Debug, Default)]
pub(super) struct Vacancy {
    /// The row as numbered in the file.
    pub row: u64,
    /// Whether it is a `JobPosting`, whose fields have other names than the columns of a table.
    pub is_posting: bool,
    pub identifier: Option<String>,
    pub url: Option<String>,
    pub employer: Option<String>,
    pub nit: Option<String>,
    pub municipality: Option<String>,
    pub department: Option<String>,
    pub country: Option<String>,
    pub pay: RawPay,
    pub posted: Option<Day>,
    pub closes: Option<Day>,
    /// What asks for schooling, in words.
    pub schooling: Option<String>,
    /// The rest, as in the form.
    pub form: OfferForm,
    pub notes: Vec<Note>,
}

/// A vacancy that may be kept, if its employer may offer it.
pub(super) struct Draft {
    pub row: u64,
    pub employer: Employer,
    pub employer_column: &'static str,
    pub identifier: Option<String>,
    /// Its key within its source.
    pub key: String,
    pub offer: Opportunity,
    pub notes: Vec<Note>,
}

impl Vacancy {
    /// The name in the file of a field of the form.
    pub fn column(&self, field: &str) -> &'static str {
        let (column, posting) = match field {
            "identifier" => ("identificador", "identifier"),
            "title" => ("puesto", "title"),
            "description" => ("descripcion", "description"),
            "bring" => ("llevar", "description"),
            "employer" => ("empleador", "hiringOrganization"),
            "nit" => ("nit", "hiringOrganization"),
            "municipality" => ("municipio", "jobLocation"),
            "address" => ("direccion", "jobLocation"),
            "occupation" => ("ocupacion", "title"),
            "seats" => ("plazas", "totalJobOpenings"),
            "pay_min" => ("salario", "baseSalary"),
            "pay_max" => ("salario_maximo", "baseSalary"),
            "currency" => ("moneda", "baseSalary"),
            "activity" => ("actividad", ""),
            "schedule" => ("jornada", "employmentType"),
            "contract" => ("contrato", "employmentType"),
            "starts_on" => ("inicio", "jobStartDate"),
            "closes_on" => ("cierre", "validThrough"),
            "experience_months" => ("experiencia_meses", "experienceRequirements"),
            "schooling" => ("escolaridad", "educationRequirements"),
            _ => ("", ""),
        };
        if self.is_posting { posting } else { column }
    }

    fn refuse(&mut self, field: &str, key: &'static str, value: &str) {
        let note = Note::refuse(self.row, self.column(field), key).of(beginning(value, 60));
        self.notes.push(note);
    }

    fn warn(&mut self, field: &str, key: &'static str, value: &str) {
        let note = Note::warn(self.row, self.column(field), key).of(beginning(value, 60));
        self.notes.push(note);
    }

    /// The offer it makes, or why it is left out: everything at once.
    pub fn draft(mut self, wages: &WageTable, ctx: &Ctx) -> Result<Draft, Vec<Note>> {
        let today = ctx.now.day();
        let employer = self.read_employer();
        let municipality = self.read_place();
        self.read_pay();
        self.read_closing(today);
        self.read_schooling();
        self.fit_texts();
        self.form.acknowledged = true;
        let mut offer = blank(municipality, ctx);
        // One note for the place is enough.
        self.form.municipality = municipality.map(|code| code.to_string()).unwrap_or_default();
        if let Err(error) = self.form.fill(&mut offer, &Terms { wages, today }) {
            self.take_problems(error, municipality.is_none());
        }
        match employer {
            Some(employer) if !self.notes.iter().any(|note| note.refuses) => {
                let key = self.key(&employer);
                self.warn_of_words(&offer);
                Ok(Draft {
                    row: self.row,
                    employer,
                    employer_column: self.column("employer"),
                    identifier: self.identifier,
                    key,
                    offer,
                    notes: self.notes,
                })
            }
            _ => Err(self.notes),
        }
    }

    fn read_employer(&mut self) -> Option<Employer> {
        let nit = match self.nit.clone() {
            None => None,
            Some(text) => match Nit::parse(&text) {
                Ok(nit) => Some(nit),
                Err(problem) => {
                    self.refuse("nit", problem.key(), &text);
                    None
                }
            },
        };
        let Some(name) = self.employer.clone() else {
            self.refuse("employer", RowProblem::MissingValue.key(), "");
            return None;
        };
        match read_name(&name) {
            Ok(name) => Some(Employer { name, nit }),
            Err(problem) => {
                self.refuse("employer", TextProblem::key(problem), &name);
                None
            }
        }
    }

    fn read_place(&mut self) -> Option<MunicipalityCode> {
        if let Some(country) = self.country.clone()
            && !matches!(fold(&country).as_str(), "gt" | "gtm" | "guatemala" | "republica de guatemala")
        {
            self.refuse("municipality", "import-vacancy-abroad", &country);
            return None;
        }
        match place::read(self.municipality.as_deref(), self.department.as_deref()) {
            Ok(code) => Some(code),
            Err(key) => {
                let value = self.municipality.clone().unwrap_or_default();
                self.refuse("municipality", key, &value);
                None
            }
        }
    }

    /// Pay for a full month into the form.
    fn read_pay(&mut self) {
        let raw = self.pay.clone();
        if let Some(currency) = raw.currency.as_deref().filter(|currency| !pay::is_quetzal(currency)) {
            self.refuse("currency", "import-vacancy-currency", currency);
        }
        let unit = raw.unit.unwrap_or(SalaryUnit::Month);
        let timed = matches!(unit, SalaryUnit::Hour | SalaryUnit::Day);
        let partly = !matches!(self.form.schedule.as_str(), "full" | "shifts");
        if timed && partly && raw.least.is_some() {
            // What part of the day fills a month is not told.
            self.refuse("pay_min", "import-vacancy-pay-part", "");
        }
        let month = |centavos: Option<i64>| {
            centavos.map(|centavos| pay::quetzales(pay::month(centavos, unit))).unwrap_or_default()
        };
        // Only the most is told: "up to" promises nothing, so there is no least.
        self.form.pay_min = month(raw.least);
        self.form.pay_max = month(raw.most.filter(|most| Some(*most) != raw.least));
    }

    fn read_closing(&mut self, today: Day) {
        let after = |days: i64| today.saturating_add(jiff::Span::new().days(days));
        let last = after(OPEN_DAYS_AT_MOST);
        let closes = match self.closes {
            None => {
                self.warn("closes_on", "import-vacancy-no-closing", "");
                after(OPEN_DAYS)
            }
            Some(day) if day > last => {
                self.warn("closes_on", "import-vacancy-closing-late", &day.to_string());
                last
            }
            Some(day) => day,
        };
        self.form.closes_on = closes.to_string();
    }

    /// Schooling out of the words for it; what is not understood asks nothing.
    fn read_schooling(&mut self) {
        let Some(words) = self.schooling.clone() else { return };
        match schooling::read(&words) {
            Some(level) => self.form.schooling = level.map_or_else(String::new, |level| level.to_string()),
            None => self.warn("schooling", "import-vacancy-schooling", &words),
        }
    }

    /// Cuts texts to what the form takes, and strips what cannot be seen.
    fn fit_texts(&mut self) {
        let mut cut = Vec::new();
        let mut fit = |field: &'static str, text: &mut String, most: usize| {
            text.retain(|letter| {
                !matches!(letter, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{ad}')
            });
            if text.chars().count() > most {
                cut.push(field);
                *text = shorten(text, most);
            }
        };
        let form = &mut self.form;
        fit("title", &mut form.title, offer::TITLE);
        fit("description", &mut form.description, offer::DESCRIPTION);
        fit("bring", &mut form.bring, offer::BRING);
        fit("address", &mut form.address, offer::ADDRESS);
        for field in cut {
            self.warn(field, "import-cut", "");
        }
    }

    fn take_problems(&mut self, error: Error, place_told: bool) {
        let Error::Invalid(problems) = error else { return };
        for Problem { field, key, arguments } in problems.0 {
            // No occupation is only a warning here, which was given.
            if key == "offer-occupation-empty" || (field == "municipality" && place_told) {
                continue;
            }
            let mut note = Note::refuse(self.row, self.column(field), key);
            for (name, value) in arguments {
                note = note.with(name, Value::Text(value));
            }
            self.notes.push(note);
        }
    }

    fn warn_of_words(&mut self, offer: &Opportunity) {
        for marked in offer::marked(offer) {
            if marked.finding.severity == Severity::Warned {
                let note = Note::warn(self.row, self.column(marked.field), marked.finding.kind.key());
                self.notes.push(note.with("words", Value::Text(marked.words.clone())).of(marked.words));
            }
        }
    }

    /// What tells it apart within its source: its identifier, its address, or what it says.
    fn key(&self, employer: &Employer) -> String {
        if let Some(identifier) = &self.identifier {
            return short_key("id", identifier);
        }
        if let Some(url) = &self.url {
            return short_key("url", url);
        }
        let day = self.posted.or(self.closes).map(|day| day.to_string()).unwrap_or_default();
        let (name, title) = (fold(&employer.name), fold(&self.form.title));
        let said = [name.as_str(), &title, &self.form.municipality, &day];
        short_key("hash", &said.join("\n"))
    }
}

/// A key as it is, or the hash of a long one.
fn short_key(kind: &str, key: &str) -> String {
    if kind != "hash" && key.len() <= 200 {
        return format!("{kind}:{key}");
    }
    let hash = Sha256::digest(key.as_bytes());
    hash.iter().take(16).fold(format!("{kind}:"), |text, byte| format!("{text}{byte:02x}"))
}

/// At most `most` characters, ending at the end of a word, with `…`.
pub(crate) fn shorten(text: &str, most: usize) -> String {
    let start: String = text.chars().take(most.saturating_sub(1)).collect();
    let end = start.rfind(char::is_whitespace).filter(|end| *end > start.len() / 2).unwrap_or(start.len());
    format!("{}…", start[..end].trim_end())
}

/// A vacancy before anything is filled in. Its agency comes later.
fn blank(municipality: Option<MunicipalityCode>, ctx: &Ctx) -> Opportunity {
    Opportunity {
        id: Id::new(ctx.now),
        kind: Kind::Vacancy,
        agency: Id::from_uuid(uuid::Uuid::nil()),
        status: Status::Review,
        title: Bilingual::default(),
        description: Bilingual::default(),
        bring: Bilingual::default(),
        occupation: None,
        // A vacancy without one is left out; until then the first of the list stands in.
        municipality: municipality.unwrap_or_else(|| domain::place::municipalities()[0].code),
        address: String::new(),
        remote: false,
        seats: 1,
        taken: 0,
        pay: None,
        activity: None,
        cost_centavos: 0,
        schedule: Schedule::Full,
        contract: None,
        hours: None,
        starts_on: None,
        closes_on: ctx.now.day(),
        answer_days: i64::from(ANSWER_WORKING_DAYS),
        requirements: Requirements::default(),
        note: None,
        created_at: ctx.now,
        published_at: None,
        version: 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_texts_end_at_a_word() {
        assert_eq!(shorten("uno dos tres cuatro", 14), "uno dos tres…");
        assert_eq!(shorten("aaaaaaaaaaaaaaaaaaaa", 5), "aaaa…");
    }
}
