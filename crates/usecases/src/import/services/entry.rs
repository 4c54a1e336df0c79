//! One entry of the directory for each service and place.

use std::collections::BTreeMap;

use domain::{
    id::Id,
    place::MunicipalityCode,
    service::{Service, ServiceStatus},
    taxonomy::LanguageCode,
    text::fold,
    time::Day,
};

use super::{Options, words};
use crate::{
    Ctx,
    import::{
        hsds::{self, Owner, Package, PlaceKind, ServiceAtLocation},
        place,
        problem::RowProblem,
        run::{Note, Report},
        vacancies::shorten,
    },
    service::{DESCRIPTION, LINE, NAME},
};

/// Nobody made sure of it: older than anything that is shown.
const NEVER: Day = Day::constant(2000, 1, 1);

/// A service at a place, before its agency is known.
pub(super) struct Entry {
    /// Which service of the package, from 1.
    pub row: u64,
    /// The identifier of its organisation.
    pub organization: String,
    /// Its key within its source.
    pub key: String,
    /// The service; its agency comes later.
    pub service: Service,
    pub notes: Vec<Note>,
}

/// Every entry of a package, or why it is left out. What is not kept is counted in the report.
pub(super) fn entries(
    package: &Package,
    options: &Options,
    ctx: &Ctx,
    report: &mut Report,
) -> Vec<Result<Entry, Vec<Note>>> {
    let mut made = Vec::new();
    for (service, row) in package.services.iter().zip(1..) {
        let places: Vec<&ServiceAtLocation> =
            package.service_at_locations.iter().filter(|at| at.service == service.id).collect();
        let count = places.len().max(1);
        for number in 0..count {
            let at = places.get(number).copied();
            let mut reading = Reading {
                package,
                options,
                service,
                at,
                row,
                notes: Vec::new(),
                not_kept: &mut report.not_kept,
            };
            made.push(reading.entry(ctx, count > 1));
        }
    }
    made
}

struct Reading<'a> {
    package: &'a Package,
    options: &'a Options,
    service: &'a hsds::Service,
    at: Option<&'a ServiceAtLocation>,
    row: u64,
    notes: Vec<Note>,
    not_kept: &'a mut BTreeMap<String, u64>,
}

impl Reading<'_> {
    fn entry(&mut self, ctx: &Ctx, several: bool) -> Result<Entry, Vec<Note>> {
        let today = ctx.now.day();
        let texts = self.options.texts;
        let organization = self.organization();
        let name = self.fit("service.name", self.service.name.clone(), NAME);
        let municipality = self.municipality();
        let category = words::category(&self.tellers()).or(self.options.category);
        if category.is_none() {
            self.refuse("service.name", "import-services-category");
        }
        if organization.is_none() {
            self.refuse("service.organization_id", "import-services-no-organization");
        }
        let description = self.description();
        let (Some(municipality), Some(category), Some(organization)) = (municipality, category, organization)
        else {
            return Err(std::mem::take(&mut self.notes));
        };
        let cost = self.cost(today);
        let cost = words::bilingual(self.fit("service.fees_description", cost, LINE), texts);
        let bring = self.bring();
        let hours = self.hours(today);
        let service = Service {
            id: Id::new(ctx.now),
            agency: Id::from_uuid(uuid::Uuid::nil()),
            category,
            status: self.status(),
            name: words::bilingual(name, texts),
            description: words::bilingual(description, texts),
            cost,
            bring: words::bilingual(bring, texts),
            hours,
            languages: self.languages(),
            municipality,
            address: self.address(),
            area: words::area(self.areas().iter().map(String::as_str)),
            phone: self.phone(),
            assured_on: self.assured_on(today),
            created_at: ctx.now,
            version: 1,
        };
        self.count_rest();
        let key = match self.at {
            Some(at) if several => format!("{}@{}", self.service.id, at.location),
            _ => self.service.id.clone(),
        };
        Ok(Entry { row: self.row, organization, key, service, notes: std::mem::take(&mut self.notes) })
    }

    fn refuse(&mut self, column: &str, key: &'static str) {
        self.notes.push(Note::refuse(self.row, column, key).of(&self.service.name));
    }

    fn not_kept(&mut self, name: &str, values: usize) {
        if values > 0 {
            *self.not_kept.entry(name.to_owned()).or_default() += values as u64;
        }
    }

    /// Cut to what a field takes, with a warning.
    fn fit(&mut self, column: &str, text: String, most: usize) -> String {
        // Only long texts have lines.
        let text = if most < DESCRIPTION { text.replace('\n', " ") } else { text };
        if text.chars().count() <= most {
            return text;
        }
        self.notes.push(Note::warn(self.row, column, "import-cut").of(&self.service.name));
        shorten(&text, most)
    }

    /// The organisation that gives it: its own, or its program's.
    fn organization(&self) -> Option<String> {
        let program = self.package.programs.iter().find(|one| Some(&one.id) == self.service.program.as_ref());
        self.service.organization.clone().or_else(|| program.and_then(|one| one.organization.clone()))
    }

    fn location(&self) -> Option<&hsds::Location> {
        let id = &self.at?.location;
        self.package.locations.iter().find(|one| one.id == *id)
    }

    /// The address to go to, rather than one for letters.
    fn postal(&self) -> Option<&hsds::Address> {
        let id = &self.at?.location;
        let here = || self.package.addresses.iter().filter(|one| one.location == *id);
        here().find(|one| one.kind != Some(PlaceKind::Postal)).or_else(|| here().next())
    }

    /// Where it is: by its address in this country, else as the operator says.
    fn municipality(&mut self) -> Option<MunicipalityCode> {
        let told =
            self.postal().map(|one| (one.city.clone(), one.state_province.clone(), one.country.clone()));
        let mut key = "import-services-no-place";
        if let Some((city, department, country)) = told {
            let here = country
                .as_deref()
                .is_none_or(|country| ["gt", "gtm", "guatemala"].contains(&fold(country).as_str()));
            match place::read(city.as_deref(), department.as_deref()) {
                Ok(code) if here => return Some(code),
                Err(why) if here => key = why,
                _ => key = "import-services-abroad",
            }
        }
        match self.options.municipality {
            Some(code) => {
                self.notes.push(
                    Note::warn(self.row, "address.city", "import-services-place-given")
                        .of(&self.service.name),
                );
                Some(code)
            }
            None => {
                self.refuse("address.city", key);
                None
            }
        }
    }

    fn address(&mut self) -> String {
        let lines = self.postal().map(|one| one.lines.join(", ")).unwrap_or_default();
        let name = self
            .location()
            .filter(|one| one.kind != Some(PlaceKind::Virtual))
            .and_then(|one| one.name.clone());
        let whole = [name, Some(lines).filter(|lines| !lines.is_empty())];
        let whole = whole.into_iter().flatten().collect::<Vec<_>>().join(", ");
        self.fit("address.address_1", whole, LINE)
    }

    /// Texts that may tell the kind of need, the surest first.
    fn tellers(&self) -> Vec<String> {
        let package = self.package;
        let terms = package
            .attributes
            .iter()
            .filter(|one| one.owner.service.as_deref() == Some(&self.service.id))
            .filter_map(|one| package.taxonomy_terms.iter().find(|term| term.id == one.term))
            .flat_map(|term| [Some(term.name.clone()), term.code.clone()])
            .flatten();
        let program = package.programs.iter().find(|one| Some(&one.id) == self.service.program.as_ref());
        let own = [
            Some(self.service.name.clone()),
            self.service.alternate_name.clone(),
            self.service.description.clone(),
            program.map(|one| one.name.clone()),
        ];
        terms.chain(own.into_iter().flatten()).collect()
    }

    /// What it is, for whom and how to ask for it, as far as there is room.
    fn description(&mut self) -> String {
        let service = self.service;
        let first = service.description.clone().unwrap_or_else(|| service.name.clone());
        let mut text = self.fit("service.description", first, DESCRIPTION);
        for (field, more) in [
            ("service.eligibility_description", &service.eligibility_description),
            ("service.application_process", &service.application_process),
            ("service.alert", &service.alert),
        ] {
            let Some(more) = more else { continue };
            if text.chars().count() + more.chars().count() < DESCRIPTION {
                text.push('\n');
                text.push_str(more);
            } else {
                self.not_kept(field, 1);
            }
        }
        text
    }

    fn cost(&mut self, today: Day) -> String {
        let options: Vec<&hsds::CostOption> =
            self.package.cost_options.iter().filter(|one| one.service == self.service.id).collect();
        if let Some(fees) = &self.service.fees_description {
            self.not_kept("cost_option", options.len());
            return fees.clone();
        }
        let (valid, past): (Vec<_>, Vec<_>) =
            options.into_iter().partition(|one| words::holds(one.valid_from, one.valid_to, today));
        self.not_kept("cost_option (valid_to)", past.len());
        let line = |one: &&hsds::CostOption| {
            let amount = one.amount.map(|amount| format!("{}.{:02}", amount / 100, amount % 100));
            let parts = [one.option.clone(), one.currency.clone(), amount, one.amount_description.clone()];
            parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
        };
        valid.iter().map(line).collect::<Vec<_>>().join("; ")
    }

    fn bring(&mut self) -> String {
        let documents = self.package.required_documents.iter().filter(|one| one.service == self.service.id);
        let lines = documents.map(|one| one.document.as_str()).collect::<Vec<_>>().join("\n");
        self.fit("required_document.document", lines, DESCRIPTION)
    }

    /// Whether something belongs to this place, this service, or its location, in this order.
    fn nearness(&self, owner: &Owner) -> Option<u8> {
        let at = self.at;
        if at.is_some_and(|at| owner.service_at_location.as_ref() == Some(&at.id)) {
            Some(0)
        } else if owner.service.as_ref() == Some(&self.service.id) {
            Some(1)
        } else if at.is_some_and(|at| owner.location.as_ref() == Some(&at.location)) {
            Some(2)
        } else {
            None
        }
    }

    fn hours(&mut self, today: Day) -> domain::agency::Bilingual {
        let mut near: Vec<(u8, &hsds::Schedule)> =
            self.package.schedules.iter().filter_map(|one| Some((self.nearness(&one.owner)?, one))).collect();
        near.sort_by_key(|(nearness, _)| *nearness);
        let (valid, past): (Vec<_>, Vec<_>) =
            near.into_iter().partition(|(_, one)| words::holds(one.valid_from, one.valid_to, today));
        self.not_kept("schedule (valid_to)", past.len());
        let nearest = valid.first().map(|(nearness, _)| *nearness);
        let schedules: Vec<&hsds::Schedule> =
            valid.iter().filter(|(nearness, _)| Some(*nearness) == nearest).map(|(_, one)| *one).collect();
        let hours = words::hours(&schedules, self.options.texts);
        domain::agency::Bilingual {
            es: self.fit("schedule.description", hours.es, LINE),
            en: self.fit("schedule.description", hours.en, LINE),
        }
    }

    fn languages(&mut self) -> Vec<LanguageCode> {
        let package = self.package;
        let mut known = Vec::new();
        let mut others = 0;
        for one in package.languages.iter().filter(|one| self.nearness(&one.owner).is_some()) {
            match words::language(one) {
                Some(code) if known.contains(&code) => {}
                Some(code) => known.push(code),
                None => others += 1,
            }
        }
        self.not_kept("language.code", others);
        if known.is_empty() {
            known.push(if others == 0 { LanguageCode::Spanish } else { LanguageCode::Other });
        }
        known
    }

    fn areas(&self) -> Vec<String> {
        let areas = self.package.service_areas.iter().filter(|one| self.nearness(&one.owner).is_some());
        areas.flat_map(|one| one.name.clone().or_else(|| one.description.clone())).collect()
    }

    fn phone(&mut self) -> Option<domain::text::Phone> {
        let package = self.package;
        let mut near: Vec<(u8, &hsds::Phone)> =
            package.phones.iter().filter_map(|one| Some((self.nearness(&one.owner)?, one))).collect();
        near.sort_by_key(|(nearness, _)| *nearness);
        let found = near.iter().find_map(|(_, one)| words::phone(&one.number));
        match (found.is_some(), near.first()) {
            (true, _) => self.not_kept("phone", near.len() - 1),
            (false, Some((_, first))) => {
                self.notes.push(Note::found(
                    self.row,
                    "phone.number",
                    &RowProblem::UnknownValue,
                    &first.number,
                ));
                self.not_kept("phone", near.len());
            }
            (false, None) => {}
        }
        found
    }

    fn status(&self) -> ServiceStatus {
        match self.service.status {
            None | Some(hsds::Status::Active) => ServiceStatus::Active,
            Some(_) => ServiceStatus::Hidden,
        }
    }

    /// The day somebody made sure of it, never a later one than today.
    fn assured_on(&mut self, today: Day) -> Day {
        let told = self.service.assured_date.filter(|day| *day <= today);
        let day = [told, self.options.assured_on].into_iter().flatten().max();
        if day.is_none() {
            self.notes.push(
                Note::warn(self.row, "service.assured_date", "import-services-not-assured")
                    .of(&self.service.name),
            );
        }
        day.unwrap_or(NEVER)
    }

    /// Counts what an entry has no place for.
    fn count_rest(&mut self) {
        let service = self.service;
        let told = [
            ("service.alternate_name", service.alternate_name.is_some()),
            ("service.url", service.url.is_some()),
            ("service.email", service.email.is_some()),
            ("service.interpretation_services", service.interpretation_services.is_some()),
            ("service.wait_time", service.wait_time.is_some()),
            ("service.minimum_age", service.minimum_age.is_some()),
            ("service.maximum_age", service.maximum_age.is_some()),
            ("location.transportation", self.location().is_some_and(|one| one.transportation.is_some())),
        ];
        for (field, told) in told {
            self.not_kept(field, usize::from(told));
        }
        let location = self.at.map(|at| at.location.clone());
        let access =
            self.package.accessibility.iter().filter(|one| Some(&one.location) == location.as_ref()).count();
        self.not_kept("accessibility", access);
    }
}
