//! The fields of a posting out of JSON in any of the shapes in which they come.

use super::{EmploymentType, Place, PostingProblem, Salary, SalaryUnit};
use crate::import::json::{hundredths, objects, text, texts};
use crate::import::jsonld::markup::plain_text;
use crate::import::problem::{RowProblem, beginning};
use domain::taxonomy::OccupationCode;
use jiff::civil::Date;
use serde_json::{Map, Value};
use std::collections::BTreeMap;

const KEPT: [&str; 16] = [
    "identifier",
    "title",
    "name",
    "description",
    "hiringOrganization",
    "jobLocation",
    "jobLocationType",
    "baseSalary",
    "employmentType",
    "datePosted",
    "validThrough",
    "skills",
    "experienceRequirements",
    "educationRequirements",
    "url",
    "totalJobOpenings",
];

/// The fields of one posting, and what was found wrong with them.
pub struct Fields<'a> {
    object: &'a Map<String, Value>,
    nodes: &'a BTreeMap<String, Value>,
    /// What was found wrong so far.
    pub problems: Vec<PostingProblem>,
}

impl<'a> Fields<'a> {
    pub(super) fn new(object: &'a Map<String, Value>, nodes: &'a BTreeMap<String, Value>) -> Self {
        Self { object, nodes, problems: Vec::new() }
    }

    pub(super) fn get(&self, name: &str) -> Option<&'a Value> {
        field(self.object, name)
    }

    pub(super) fn all(&self, name: &str) -> Vec<String> {
        self.get(name).map(texts).unwrap_or_default()
    }

    pub(super) fn words(&self, name: &str) -> Option<String> {
        self.get(name)
            .and_then(text)
            .map(|html| plain_text(&html).replace('\n', " "))
            .filter(|text| !text.is_empty())
    }

    pub(super) fn add(&mut self, name: &str, problem: RowProblem, value: Option<&Value>) {
        let value = value.and_then(|value| text(value).or_else(|| Some(value.to_string())));
        let value = beginning(&value.unwrap_or_default(), 60);
        self.problems.push(PostingProblem { field: name.to_owned(), problem, value });
    }

    /// The object itself, or the node that it points to.
    fn node<'b>(&self, object: &'b Map<String, Value>) -> &'b Map<String, Value>
    where
        'a: 'b,
    {
        let id = object.get("@id").and_then(Value::as_str).filter(|_| object.len() == 1);
        id.and_then(|id| self.nodes.get(id)).and_then(Value::as_object).unwrap_or(object)
    }

    fn nodes_of(&self, name: &str) -> Vec<&'a Map<String, Value>> {
        let found = self.get(name).map(objects).unwrap_or_default();
        found.into_iter().map(|object| self.node(object)).collect()
    }

    pub(super) fn identifier(&self) -> Option<String> {
        let given = self.get("identifier");
        let value = given.and_then(|value| objects(value).first().and_then(|object| field(object, "value")));
        value.or(given).or_else(|| self.object.get("@id")).and_then(text)
    }

    pub(super) fn organization(&self) -> Option<String> {
        let node = self.nodes_of("hiringOrganization").into_iter().next();
        match node {
            Some(node) => ["name", "legalName"].iter().find_map(|name| field(node, name).and_then(text)),
            None => self.words("hiringOrganization"),
        }
    }

    pub(super) fn places(&self) -> Vec<Place> {
        let mut places: Vec<Place> =
            self.nodes_of("jobLocation").into_iter().map(|node| self.place(node)).collect();
        if let Some(value) = self.get("jobLocation").filter(|value| objects(value).is_empty()) {
            places
                .extend(texts(value).into_iter().map(|name| Place { name: Some(name), ..Place::default() }));
        }
        places.retain(|place| *place != Place::default());
        places
    }

    fn place(&self, node: &Map<String, Value>) -> Place {
        let name = field(node, "name").and_then(text);
        let address = field(node, "address");
        let within = address.and_then(|address| objects(address).into_iter().next());
        match (within, address) {
            (None, Some(line)) => Place { name: text(line).or(name), ..Place::default() },
            (within, _) => {
                let within = within.map_or(node, |object| {
                    let id = object.get("@id").and_then(Value::as_str).filter(|_| object.len() == 1);
                    id.and_then(|id| self.nodes.get(id)).and_then(Value::as_object).unwrap_or(object)
                });
                let part = |key: &str| field(within, key).and_then(text);
                Place {
                    name,
                    street: part("streetAddress"),
                    locality: part("addressLocality"),
                    region: part("addressRegion"),
                    country: part("addressCountry"),
                }
            }
        }
    }

    pub(super) fn salary(&mut self) -> Option<Salary> {
        let given = self.get("baseSalary")?;
        let outer = objects(given).into_iter().next();
        let value = outer.and_then(|object| field(object, "value")).unwrap_or(given);
        let inner = objects(value).into_iter().next();
        let part = |names: &[&str]| {
            let places = [inner, outer].into_iter().flatten();
            places.flat_map(|object| names.iter().filter_map(|name| field(object, name))).find_map(text)
        };
        let bare = if inner.is_none() { text(value) } else { part(&["value"]) };
        let minimum = part(&["minValue"]).or_else(|| bare.clone());
        let maximum = part(&["maxValue"]).or(bare);
        let currency = part(&["currency"]).map(|code| code.to_uppercase());
        let unit = part(&["unitText", "unitCode"]).or_else(|| self.words("salaryUnit"));
        for wrong in [&minimum, &maximum].into_iter().flatten().filter(|given| hundredths(given).is_none()) {
            let value = Value::String(wrong.clone());
            self.add("baseSalary", RowProblem::NotANumber, Some(&value));
            if minimum == maximum {
                break;
            }
        }
        let [minimum, maximum] = [minimum, maximum].map(|given| given.as_deref().and_then(hundredths));
        let (minimum, maximum) = match (minimum, maximum) {
            (Some(least), Some(most)) if least > most => (Some(most), Some(least)),
            other => other,
        };
        let read_unit = unit.as_deref().and_then(salary_unit);
        if unit.is_some() && read_unit.is_none() {
            self.add("unitText", RowProblem::UnknownValue, unit.map(Value::String).as_ref());
        }
        (minimum.is_some() || maximum.is_some()).then_some(Salary {
            currency,
            minimum,
            maximum,
            unit: read_unit,
        })
    }

    pub(super) fn employment_types(&mut self) -> Vec<EmploymentType> {
        let mut found = Vec::new();
        for word in self.all("employmentType").iter().flat_map(|words| words.split(',')) {
            match employment_type(word) {
                Some(kind) if !found.contains(&kind) => found.push(kind),
                Some(_) => {}
                None => {
                    let value = Value::String(word.trim().to_owned());
                    self.add("employmentType", RowProblem::UnknownValue, Some(&value));
                }
            }
        }
        found
    }

    pub(super) fn date(&mut self, name: &str) -> Option<Date> {
        let value = self.get(name)?;
        let given = text(value)?;
        let read = given.get(..10).and_then(|day| day.parse::<Date>().ok());
        let goes_on = given.get(10..11).is_none_or(|next| matches!(next, "T" | "t" | " "));
        let read = read.filter(|_| goes_on);
        if read.is_none() {
            self.add(name, RowProblem::NotADate, Some(value));
        }
        read
    }

    /// The unit group of CIUO-08 in `occupationalCategory`: four digits by themselves, in a text ("7112 Albañiles") or as
    /// the `codeValue` of a `CategoryCode`. Codes of other systems (O*NET's `47-2061.00`) are none.
    pub(super) fn occupation(&self) -> Option<OccupationCode> {
        let given = self.get("occupationalCategory")?;
        let codes = objects(given).into_iter().filter_map(|object| field(object, "codeValue").and_then(text));
        let all: Vec<String> = texts(given).into_iter().chain(codes).collect();
        let parted = |letter: char| !(letter.is_alphanumeric() || "-.".contains(letter));
        all.iter().flat_map(|text| text.split(parted)).find_map(|word| word.parse().ok())
    }

    pub(super) fn skills(&self) -> Vec<String> {
        let mut skills = Vec::new();
        for words in self.all("skills") {
            for skill in plain_text(&words).split([',', ';', '\n']) {
                let skill = skill.trim().trim_start_matches(['-', '•', '*']).trim().to_owned();
                if !skill.is_empty() && !skills.contains(&skill) {
                    skills.push(skill);
                }
            }
        }
        skills
    }

    pub(super) fn months_of_experience(&mut self) -> Option<u32> {
        let given = objects(self.get("experienceRequirements")?).into_iter().next()?;
        self.whole("experienceRequirements", field(given, "monthsOfExperience")?)
    }

    pub(super) fn experience(&self) -> Option<String> {
        let given = self.get("experienceRequirements")?;
        let words = match objects(given).into_iter().next() {
            Some(object) => {
                ["description", "name"].iter().find_map(|name| field(object, name).and_then(text))
            }
            None => text(given),
        };
        words.map(|html| plain_text(&html)).filter(|text| !text.is_empty())
    }

    pub(super) fn education(&self) -> Vec<String> {
        let Some(given) = self.get("educationRequirements") else { return Vec::new() };
        let found = objects(given);
        let words = if found.is_empty() {
            texts(given)
        } else {
            let of = |object: &&Map<String, Value>| {
                ["credentialCategory", "name", "description"]
                    .iter()
                    .find_map(|name| text(field(object, name)?))
            };
            found.iter().filter_map(of).collect()
        };
        words.iter().map(|html| plain_text(html)).filter(|text| !text.is_empty()).collect()
    }

    pub(super) fn url(&mut self) -> Option<String> {
        let value = self.get("url")?;
        let given = text(value)?;
        let start = given.get(..8).unwrap_or(&given).to_ascii_lowercase();
        let safe = (start.starts_with("http://") || start.starts_with("https://"))
            && !given.contains(|letter: char| letter.is_whitespace() || letter.is_control());
        if !safe {
            self.add("url", RowProblem::UnknownValue, Some(value));
        }
        safe.then_some(given)
    }

    pub(super) fn openings(&mut self) -> Option<u32> {
        self.whole("totalJobOpenings", self.get("totalJobOpenings")?)
    }

    fn whole(&mut self, name: &str, value: &Value) -> Option<u32> {
        let given = text(value)?;
        let read = given.parse().ok();
        if read.is_none() {
            self.add(name, RowProblem::NotANumber, Some(value));
        }
        read
    }

    pub(super) fn not_kept(&self) -> Vec<String> {
        let kept = |key: &str| key.starts_with('@') || key == "type" || KEPT.contains(&local(key));
        let read = |key: &str| local(key) == "occupationalCategory" && self.occupation().is_some();
        let names = self.object.iter().filter(|(key, value)| !kept(key) && !read(key) && !value.is_null());
        names.map(|(key, _)| beginning(local(key), 60)).collect()
    }
}

/// A field by its schema.org name, with or without a prefix such as `schema:` or `https://schema.org/`.
fn field<'a>(object: &'a Map<String, Value>, name: &str) -> Option<&'a Value> {
    let found = object.get(name).or_else(|| {
        object.iter().find(|(key, _)| local(key) == name && *key != name).map(|(_, value)| value)
    });
    found.filter(|value| !value.is_null())
}

fn local(key: &str) -> &str {
    let key = key.strip_prefix("schema:").unwrap_or(key);
    let key = key.strip_prefix("https://schema.org/").unwrap_or(key);
    key.strip_prefix("http://schema.org/").unwrap_or(key)
}

fn salary_unit(word: &str) -> Option<SalaryUnit> {
    Some(match word.trim().to_ascii_uppercase().as_str() {
        "HOUR" | "HOURLY" | "HUR" | "HORA" => SalaryUnit::Hour,
        "DAY" | "DAILY" | "DÍA" | "DIA" => SalaryUnit::Day,
        "WEEK" | "WEEKLY" | "WEE" | "SEMANA" => SalaryUnit::Week,
        "MONTH" | "MONTHLY" | "MON" | "MES" => SalaryUnit::Month,
        "YEAR" | "YEARLY" | "ANN" | "AÑO" => SalaryUnit::Year,
        _ => return None,
    })
}

fn employment_type(word: &str) -> Option<EmploymentType> {
    let word = word.rsplit('/').next().unwrap_or(word);
    let letters: String = word.chars().filter(char::is_ascii_alphabetic).collect();
    Some(match letters.to_ascii_uppercase().as_str() {
        "FULLTIME" => EmploymentType::FullTime,
        "PARTTIME" => EmploymentType::PartTime,
        "CONTRACTOR" | "CONTRACT" => EmploymentType::Contractor,
        "TEMPORARY" | "SEASONAL" => EmploymentType::Temporary,
        "INTERN" | "INTERNSHIP" => EmploymentType::Intern,
        "VOLUNTEER" => EmploymentType::Volunteer,
        "PERDIEM" => EmploymentType::PerDiem,
        "OTHER" => EmploymentType::Other,
        _ => return None,
    })
}
