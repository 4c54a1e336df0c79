//! The departments and municipalities of Guatemala, built in.

mod distance;

use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use crate::text::fold;

pub use distance::{ROAD_FACTOR, distance_km, road_km};

/// The rows of `seeds/places.csv`; its sources are in `seeds/places.md`.
const PLACES: &str = include_str!("../../../seeds/places.csv");

/// Why a code of a place cannot be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PlaceProblem {
    /// Not two (department) or four (municipality) digits.
    CodeForm,
    /// No department or municipality has this code.
    Unknown,
}

impl PlaceProblem {
    /// The Fluent key of the sentence shown beside the field.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            PlaceProblem::CodeForm => "place-code-form",
            PlaceProblem::Unknown => "place-unknown",
        }
    }
}

impl std::fmt::Display for PlaceProblem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.key())
    }
}

impl std::error::Error for PlaceProblem {}

/// The economic district that sets the minimum wage of a place (circunscripción económica).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum WageDistrict {
    /// The department of Guatemala.
    #[serde(rename = "CE1")]
    Ce1,
    /// The rest of the country.
    #[serde(rename = "CE2")]
    Ce2,
}

impl WageDistrict {
    /// `CE1` or `CE2`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            WageDistrict::Ce1 => "CE1",
            WageDistrict::Ce2 => "CE2",
        }
    }

    /// Reads `CE1` or `CE2`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        [WageDistrict::Ce1, WageDistrict::Ce2].into_iter().find(|district| district.as_str() == text)
    }
}

/// The code of a department: two digits, 01 to 22.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct DepartmentCode(u16);

/// The code of a municipality: four digits, those of its department first. It exists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct MunicipalityCode(u16);

/// Exactly `length` digits as a number.
fn digits(text: &str, length: usize) -> Result<u16, PlaceProblem> {
    let text = text.trim();
    if text.len() == length && text.bytes().all(|b| b.is_ascii_digit()) {
        text.parse().map_err(|_| PlaceProblem::CodeForm)
    } else {
        Err(PlaceProblem::CodeForm)
    }
}

impl DepartmentCode {
    /// Reads two digits of a department that exists.
    ///
    /// # Errors
    /// `CodeForm` or `Unknown`.
    pub fn parse(text: &str) -> Result<Self, PlaceProblem> {
        let code = Self(digits(text, 2)?);
        department(code).map(|_| code).ok_or(PlaceProblem::Unknown)
    }
}

impl MunicipalityCode {
    /// Reads four digits of a municipality that exists.
    ///
    /// # Errors
    /// `CodeForm` or `Unknown`.
    pub fn parse(text: &str) -> Result<Self, PlaceProblem> {
        let code = Self(digits(text, 4)?);
        municipality(code).map(|_| code).ok_or(PlaceProblem::Unknown)
    }

    /// The department it lies in.
    #[must_use]
    pub fn department(self) -> DepartmentCode {
        DepartmentCode(self.0 / 100)
    }
}

macro_rules! code {
    ($name:ident, $width:literal) => {
        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                write!(f, $width, self.0)
            }
        }
        impl std::str::FromStr for $name {
            type Err = PlaceProblem;
            fn from_str(text: &str) -> Result<Self, PlaceProblem> {
                Self::parse(text)
            }
        }
        impl TryFrom<String> for $name {
            type Error = PlaceProblem;
            fn try_from(text: String) -> Result<Self, PlaceProblem> {
                Self::parse(&text)
            }
        }
        impl From<$name> for String {
            fn from(code: $name) -> String {
                code.to_string()
            }
        }
    };
}

code!(DepartmentCode, "{:02}");
code!(MunicipalityCode, "{:04}");

/// A department.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Department {
    /// Its two digits.
    pub code: DepartmentCode,
    /// Its name in Spanish.
    pub name: &'static str,
}

/// A municipality.
#[derive(Debug, Clone, PartialEq)]
pub struct Municipality {
    /// Its four digits.
    pub code: MunicipalityCode,
    /// Its name in Spanish; not unique: there are two San Pedro Sacatepéquez.
    pub name: &'static str,
    /// The name of its department.
    pub department: &'static str,
    /// The economic district of its minimum wage.
    pub district: WageDistrict,
    /// Latitude of its centroid, degrees north.
    pub latitude: f64,
    /// Longitude of its centroid, degrees east (negative).
    pub longitude: f64,
    /// Other names people type.
    pub aliases: Vec<&'static str>,
}

/// A municipality with its folded names, as the search needs them.
struct Indexed {
    /// Folded name and department: `san pedro carcha alta verapaz`.
    full: String,
    /// Length in bytes of the folded name within `full`.
    name_length: usize,
    aliases: Vec<String>,
}

static MUNICIPALITIES: LazyLock<Vec<Municipality>> =
    LazyLock::new(|| PLACES.lines().skip(1).filter_map(read_row).collect());

static INDEX: LazyLock<Vec<Indexed>> = LazyLock::new(|| {
    let index = |place: &Municipality| {
        let name = fold(place.name);
        Indexed {
            full: format!("{name} {}", fold(place.department)),
            name_length: name.len(),
            aliases: place.aliases.iter().map(|alias| fold(alias)).collect(),
        }
    };
    MUNICIPALITIES.iter().map(index).collect()
});

static DEPARTMENTS: LazyLock<Vec<Department>> = LazyLock::new(|| {
    let mut departments: Vec<Department> = MUNICIPALITIES
        .iter()
        .map(|place| Department { code: place.code.department(), name: place.department })
        .collect();
    departments.dedup_by_key(|department| department.code);
    departments
});

/// Reads one row; the test of the counts proves that none is dropped.
fn read_row(line: &'static str) -> Option<Municipality> {
    let fields: Vec<&str> = line.split(',').collect();
    let [code, _, department, name, district, latitude, longitude, aliases] = fields[..] else { return None };
    Some(Municipality {
        code: MunicipalityCode(digits(code, 4).ok()?),
        name,
        department,
        district: WageDistrict::parse(district)?,
        latitude: latitude.parse().ok()?,
        longitude: longitude.parse().ok()?,
        aliases: aliases.split('|').filter(|alias| !alias.is_empty()).collect(),
    })
}

/// All 340 municipalities in the order of their codes.
#[must_use]
pub fn municipalities() -> &'static [Municipality] {
    &MUNICIPALITIES
}

/// The municipality of a code.
#[must_use]
pub fn municipality(code: MunicipalityCode) -> Option<&'static Municipality> {
    let place = MUNICIPALITIES.binary_search_by_key(&code, |place| place.code).ok()?;
    MUNICIPALITIES.get(place)
}

/// All 22 departments in the order of their codes.
#[must_use]
pub fn departments() -> &'static [Department] {
    &DEPARTMENTS
}

/// The department of a code.
#[must_use]
pub fn department(code: DepartmentCode) -> Option<&'static Department> {
    DEPARTMENTS.iter().find(|department| department.code == code)
}

/// The municipalities of a department in the order of their codes.
pub fn municipalities_of(department: DepartmentCode) -> impl Iterator<Item = &'static Municipality> {
    MUNICIPALITIES.iter().filter(move |place| place.code.department() == department)
}

/// Municipalities whose name, name with department, or alias begins with the text, or that have a word
/// that does. Accents, capitals and glottal marks do not matter. The whole name first, then names that
/// begin so, then aliases, then inner words; by code within each. An empty text finds nothing.
#[must_use]
pub fn find(text: &str) -> Vec<&'static Municipality> {
    let wanted = fold(text);
    if wanted.is_empty() {
        return Vec::new();
    }
    let rank = |index: &Indexed| -> Option<u8> {
        let name = &index.full[..index.name_length];
        if name == wanted || index.full == wanted {
            Some(0)
        } else if index.aliases.contains(&wanted) {
            Some(1)
        } else if index.full.starts_with(&wanted) {
            Some(2)
        } else if index.aliases.iter().any(|alias| alias.starts_with(&wanted)) {
            Some(3)
        } else if name.match_indices(' ').any(|(space, _)| index.full[space + 1..].starts_with(&wanted)) {
            Some(4)
        } else {
            None
        }
    };
    let mut found: Vec<(u8, &'static Municipality)> = MUNICIPALITIES
        .iter()
        .zip(INDEX.iter())
        .filter_map(|(place, index)| Some((rank(index)?, place)))
        .collect();
    found.sort_by_key(|(rank, _)| *rank);
    found.into_iter().map(|(_, place)| place).collect()
}

#[cfg(test)]
mod tests;
