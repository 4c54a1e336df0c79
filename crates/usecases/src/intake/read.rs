//! The fields of an intake, read. Almost everything may be missing; what is there must be right.

use domain::{
    consent::{Purpose, Way},
    intake::{Birth, WAYS},
    person::{BirthYearProblem, Contact, Sex},
    place::MunicipalityCode,
    service::ServiceCategory,
    taxonomy::LanguageCode,
    text::{Pin, PlainName, ShortText, TextProblem},
    time::Day,
};

use super::Form;
use crate::{
    Error, Problems, Result,
    person::register::{read_contact, read_language},
    place, reading,
};

/// The longest work that anybody has done, in years.
const MOST_YEARS: u16 = 60;

/// The fields.
pub(super) struct Read {
    pub alias: Option<PlainName>,
    pub birth_year: i16,
    pub sex: Option<Sex>,
    pub municipality: MunicipalityCode,
    pub language: LanguageCode,
    pub contact: Option<Contact>,
    pub needs: Vec<ServiceCategory>,
    pub work: Option<Work>,
    pub purposes: Vec<Purpose>,
    pub way: Way,
    pub witness: String,
    pub pin: Option<Pin>,
}

/// What somebody worked as.
pub(super) struct Work {
    pub words: String,
    pub months: u16,
    pub country: String,
}

type Field<T> = std::result::Result<T, &'static str>;

/// Reads the form, in the order of the page.
///
/// # Errors
/// The problems; only `birth` for who is under 18.
pub(super) fn read(form: &Form, today: Day) -> Result<Read> {
    let mut problems = Problems::default();
    let alias = problems.keep("alias", optional(&form.alias, PlainName::parse));
    let birth_year = match read_birth(&form.birth, today) {
        Err("person-birth-year-under-age") => {
            return Err(Error::invalid("birth", "person-birth-year-under-age"));
        }
        outcome => problems.keep("birth", outcome),
    };
    let sex = problems.keep("sex", read_sex(&form.sex));
    let municipality = problems.keep("municipality", place::choose(&form.municipality));
    let language = problems.keep("language", read_language(&form.language));
    let contact = problems.keep("phone", read_contact(&form.phone, &form.contact_owner));
    let needs = problems.keep("needs", words(&form.needs, ServiceCategory::from_word));
    let work = problems.keep("work", read_work(form));
    let purposes = problems.keep("account", read_purposes(&form.purposes));
    let way = problems.keep("way", read_way(&form.way));
    let witness = problems.keep("witness", read_witness(&form.witness, way));
    let pin = problems.keep("pin", optional(&form.pin, Pin::parse));
    // Without a PIN one comes back with a number that is sent to the telephone.
    let reached = contact.as_ref().is_some_and(Option::is_some)
        && purposes.as_ref().is_some_and(|given| given.contains(&Purpose::Messages));
    if matches!(pin, Some(None)) && !reached {
        problems.add("pin", "intake-pin-needed");
    }
    match (alias, birth_year, sex, municipality, language, contact, needs, work, purposes, way, witness, pin)
    {
        (
            Some(alias),
            Some(birth_year),
            Some(sex),
            Some(municipality),
            Some(language),
            Some(contact),
            Some(needs),
            Some(work),
            Some(purposes),
            Some(way),
            Some(witness),
            Some(pin),
        ) if problems.0.is_empty() => Ok(Read {
            alias,
            birth_year,
            sex,
            municipality,
            language,
            contact,
            needs,
            work,
            purposes,
            way,
            witness,
            pin,
        }),
        _ => Err(Error::Invalid(problems)),
    }
}

/// A text, or nothing.
fn optional<T>(
    text: &str,
    parse: impl FnOnce(&str) -> std::result::Result<T, TextProblem>,
) -> Field<Option<T>> {
    reading::some(text).map(parse).transpose().map_err(TextProblem::key)
}

/// A year (four digits), an age (up to three) or a day.
fn read_birth(text: &str, today: Day) -> Field<i16> {
    let text = text.trim();
    let number = |text: &str| text.parse().map_err(|_| "intake-birth-form");
    let birth = match text.len() {
        _ if !text.bytes().all(|byte| byte.is_ascii_digit()) => {
            Birth::Day(reading::day(text).map_err(|_| "intake-birth-form")?)
        }
        1..=3 => Birth::Age(number(text)?),
        4 => Birth::Year(number(text)?),
        _ => return Err("intake-birth-form"),
    };
    birth.year(today).map_err(|problem| match problem {
        BirthYearProblem::Unlikely => "person-birth-year-unlikely",
        BirthYearProblem::UnderAge => "person-birth-year-under-age",
    })
}

fn read_sex(word: &str) -> Field<Option<Sex>> {
    reading::some(word).map(|word| Sex::from_word(word).ok_or("person-choose")).transpose()
}

/// Words of a closed list, each once.
fn words<T: PartialEq + Copy>(told: &[String], of: impl Fn(&str) -> Option<T>) -> Field<Vec<T>> {
    let mut found = Vec::new();
    for word in told {
        let one = of(word.trim()).ok_or("person-choose")?;
        if !found.contains(&one) {
            found.push(one);
        }
    }
    Ok(found)
}

fn read_purposes(told: &[String]) -> Field<Vec<Purpose>> {
    let asked = |word: &str| {
        Purpose::from_word(word)
            .filter(|purpose| *purpose == Purpose::Account || Purpose::CHOICES.contains(purpose))
    };
    let purposes = words(told, asked)?;
    if purposes.contains(&Purpose::Account) { Ok(purposes) } else { Err("intake-account-needed") }
}

fn read_way(word: &str) -> Field<Way> {
    Way::from_word(word.trim()).filter(|way| WAYS.contains(way)).ok_or("intake-way-needed")
}

/// A thumb needs a witness, and nothing else does.
fn read_witness(text: &str, way: Option<Way>) -> Field<String> {
    if way != Some(Way::Thumb) {
        return Ok(String::new());
    }
    match PlainName::parse(text) {
        Ok(name) => Ok(name.to_string()),
        Err(TextProblem::Empty) => Err("intake-witness-needed"),
        Err(problem) => Err(problem.key()),
    }
}

fn read_work(form: &Form) -> Field<Option<Work>> {
    let Some(words) = reading::some(&form.work) else { return Ok(None) };
    let words = ShortText::<300>::parse(words).map_err(TextProblem::key)?;
    let years = match form.years.trim() {
        "" => 0,
        text => text.parse().ok().filter(|years: &u16| *years <= MOST_YEARS).ok_or("profile-years-form")?,
    };
    let country = reading::some(&form.country).unwrap_or("US");
    if country.len() != 2 || !country.bytes().all(|byte| byte.is_ascii_uppercase()) {
        return Err("person-choose");
    }
    // Whoever does not say for how long has done it for a month at least.
    Ok(Some(Work {
        words: words.as_str().to_owned(),
        months: (years * 12).max(1),
        country: country.to_owned(),
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form() -> Form {
        Form {
            birth: "1990".to_owned(),
            municipality: "1413".to_owned(),
            language: "quc".to_owned(),
            purposes: vec!["account".to_owned()],
            way: "voice".to_owned(),
            pin: "582913".to_owned(),
            ..Form::default()
        }
    }

    fn wrong(form: &Form) -> Vec<(&'static str, &'static str)> {
        match read(form, Day::constant(2026, 11, 22)) {
            Ok(_) => Vec::new(),
            Err(Error::Invalid(problems)) => problems.0.iter().map(|one| (one.field, one.key)).collect(),
            Err(error) => panic!("{error}"),
        }
    }

    #[test]
    fn six_answers_are_enough() {
        assert_eq!(wrong(&form()), []);
        let birth = |text: &str| wrong(&Form { birth: text.to_owned(), ..form() });
        for fine in ["36", " 1990 ", "12/5/1990", "1990-05-12"] {
            assert_eq!(birth(fine), [], "{fine}");
        }
        assert_eq!(birth("17"), [("birth", "person-birth-year-under-age")]);
        for strange in ["", "90210", "ayer", "12/5", "-5"] {
            assert_eq!(birth(strange), [("birth", "intake-birth-form")], "{strange}");
        }
        assert_eq!(birth("1890"), [("birth", "person-birth-year-unlikely")]);
    }

    #[test]
    fn each_wrong_answer_is_told_beside_its_field() {
        let nothing = Form { phone: "555".to_owned(), sex: "x".to_owned(), ..Form::default() };
        let fields: Vec<_> = wrong(&nothing).into_iter().map(|(field, _)| field).collect();
        assert_eq!(
            fields,
            ["birth", "sex", "municipality", "language", "phone", "account", "way", "pin"],
            "in the order of the page"
        );
        let thumb = Form { way: "thumb".to_owned(), ..form() };
        assert_eq!(wrong(&thumb), [("witness", "intake-witness-needed")]);
        assert_eq!(wrong(&Form { witness: "Ana Testigo".to_owned(), ..thumb }), []);
        assert_eq!(wrong(&Form { way: "override".to_owned(), ..form() }), [("way", "intake-way-needed")]);
        assert_eq!(wrong(&Form { needs: vec!["gold".to_owned()], ..form() }), [("needs", "person-choose")]);
        assert_eq!(
            wrong(&Form { work: "rufero".to_owned(), years: "70".to_owned(), ..form() }),
            [("work", "profile-years-form")]
        );
        let other = Form { purposes: vec!["account".to_owned(), "referral".to_owned()], ..form() };
        assert_eq!(wrong(&other), [("account", "person-choose")]);
    }

    #[test]
    fn without_a_pin_there_is_a_telephone_that_may_be_told() {
        let bare = Form { pin: String::new(), ..form() };
        assert_eq!(wrong(&bare), [("pin", "intake-pin-needed")]);
        let phone = Form { phone: "5555 1234".to_owned(), ..bare };
        assert_eq!(wrong(&phone), [("pin", "intake-pin-needed")]);
        let purposes = vec!["account".to_owned(), "messages".to_owned()];
        assert_eq!(wrong(&Form { purposes, ..phone }), []);
        assert_eq!(wrong(&Form { pin: "123456".to_owned(), ..form() }), [("pin", "text-pin-trivial")]);
    }
}
