//! Registration: at most eight questions, and nothing is kept of who is under age.

use domain::{
    consent::{Consent, Purpose},
    id::Id,
    person::{BirthYearProblem, Contact, ContactOwner, Person, PersonStatus, Profile, birth_year},
    place::MunicipalityCode,
    policy::{Action, Object, Permit, Relation},
    taxonomy::LanguageCode,
    text::{Cui, PersonCode, Phone, Pin, PlainName, TextProblem},
    time::Day,
};

use crate::{Ctx, Error, Problems, Result, System, place, sign_in::hash};

/// Codes drawn until one is free. Of 17 thousand million, the second is never needed.
const DRAWS: u32 = 5;

/// The form, as typed. The account's consent comes with having read the notice.
#[derive(Clone, Debug, Default)]
pub struct Registration {
    /// The name they want to be called by.
    pub alias: String,
    /// Four digits.
    pub birth_year: String,
    /// A code, or a name that is found.
    pub municipality: String,
    /// The word of a language.
    pub language: String,
    /// A number, or nothing.
    pub phone: String,
    /// `own` or `relative`; nothing is `own`.
    pub contact_owner: String,
    /// DPI number, or nothing.
    pub cui: String,
    /// The PIN they choose.
    pub pin: String,
    /// The purposes they said yes to.
    pub purposes: Vec<Purpose>,
}

/// Who has registered.
#[derive(Clone, Debug)]
pub struct Registered {
    /// Who.
    pub person: Id<Person>,
    /// What they sign in with from now on.
    pub code: PersonCode,
    /// Whether the CUI looks mistyped. It is kept: the State publishes no rule for its check digit.
    pub cui_doubtful: bool,
}

/// The fields, read.
struct Read {
    alias: PlainName,
    birth_year: i16,
    municipality: MunicipalityCode,
    language: LanguageCode,
    contact: Option<Contact>,
    cui: Option<Cui>,
    pin: Pin,
}

/// Registers a person, themselves or at a desk. Whether somebody with the same CUI or telephone is there already is not
/// told: it would tell who is registered. Desks find them by [`store::Tx::people_like`].
///
/// # Errors
/// Problems with the fields; only `birth_year` (`person-birth-year-under-age`) for who is under 18, and then nothing at
/// all was kept.
pub async fn register(sys: &System, ctx: &Ctx, form: &Registration) -> Result<Registered> {
    let permit = ctx.permit(Relation::Stranger, Object::Person, Action::Create)?;
    let read = read(form, ctx.now.day())?;
    let pin_hash = hash::hash_pin(sys, &read.pin).await?;
    let mut draws = 1;
    loop {
        let person = Person {
            id: Id::new(ctx.now),
            code: PersonCode::from_random(store::seal::random()?),
            status: PersonStatus::Active,
            alias: read.alias.clone(),
            birth_year: read.birth_year,
            sex: None,
            municipality: read.municipality,
            language: read.language,
            lang: ctx.lang,
            contact: read.contact.clone(),
            cui: read.cui.clone(),
            profile: Profile::default(),
            created_at: ctx.now,
            version: 1,
        };
        match keep(sys, ctx, &permit, &person, &pin_hash, &form.purposes).await {
            Err(Error::Conflict("person-code-taken")) if draws < DRAWS => draws += 1,
            outcome => {
                outcome?;
                let cui_doubtful = person.cui.as_ref().is_some_and(|cui| !cui.looks_right());
                return Ok(Registered { person: person.id, code: person.code, cui_doubtful });
            }
        }
    }
}

async fn keep(
    sys: &System,
    ctx: &Ctx,
    permit: &Permit,
    person: &Person,
    pin_hash: &str,
    purposes: &[Purpose],
) -> Result<()> {
    sys.store
        .write(move |mut tx| async move {
            tx.add_person(permit, person, pin_hash, None, ctx.now).await?;
            let asked =
                |purpose: &Purpose| *purpose == Purpose::Account || Purpose::CHOICES.contains(purpose);
            let mut given: Vec<Purpose> = purposes.iter().copied().filter(asked).collect();
            given.sort_unstable();
            given.dedup();
            for purpose in given {
                let consent = Consent::given(person.id, purpose, None, ctx.lang, ctx.now);
                tx.give_consent(permit, &consent, ctx.now).await?;
            }
            Ok(tx.done(()))
        })
        .await
}

/// Reads the form, in the order of the page.
fn read(form: &Registration, today: Day) -> Result<Read> {
    let mut problems = Problems::default();
    if !form.purposes.contains(&Purpose::Account) {
        problems.add("account", "consent-account-needed");
    }
    let alias = problems.keep("alias", PlainName::parse(&form.alias).map_err(TextProblem::key));
    let birth_year = match read_birth_year(&form.birth_year, today) {
        Err("person-birth-year-under-age") => {
            return Err(Error::invalid("birth_year", "person-birth-year-under-age"));
        }
        outcome => problems.keep("birth_year", outcome),
    };
    let municipality = problems.keep("municipality", place::choose(&form.municipality));
    let language = problems.keep("language", read_language(&form.language));
    let contact = problems.keep("phone", read_contact(&form.phone, &form.contact_owner));
    let cui = problems.keep("cui", read_cui(&form.cui));
    let pin = problems.keep("pin", Pin::parse(&form.pin).map_err(TextProblem::key));
    match (alias, birth_year, municipality, language, contact, cui, pin) {
        (
            Some(alias),
            Some(birth_year),
            Some(municipality),
            Some(language),
            Some(contact),
            Some(cui),
            Some(pin),
        ) if problems.0.is_empty() => {
            Ok(Read { alias, birth_year, municipality, language, contact, cui, pin })
        }
        _ => Err(Error::Invalid(problems)),
    }
}

/// Four digits of a year in which an adult may have been born.
pub(crate) fn read_birth_year(text: &str, today: Day) -> std::result::Result<i16, &'static str> {
    let text = text.trim();
    if text.is_empty() {
        return Err(TextProblem::Empty.key());
    }
    let digits = text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    let year = text.parse().ok().filter(|_| digits).ok_or("person-birth-year-form")?;
    birth_year(year, today).map_err(|problem| match problem {
        BirthYearProblem::Unlikely => "person-birth-year-unlikely",
        BirthYearProblem::UnderAge => "person-birth-year-under-age",
    })
}

/// The word of a language.
pub(crate) fn read_language(word: &str) -> std::result::Result<LanguageCode, &'static str> {
    LanguageCode::from_word(word.trim()).ok_or("person-choose")
}

/// A telephone and whose it is, or nothing. Whoever does not say whose it is may share it: then nobody is told there
/// what it is about.
pub(crate) fn read_contact(phone: &str, owner: &str) -> std::result::Result<Option<Contact>, &'static str> {
    if phone.trim().is_empty() {
        return Ok(None);
    }
    let phone = Phone::parse(phone).map_err(TextProblem::key)?;
    let owner = ContactOwner::from_word(owner.trim()).unwrap_or(ContactOwner::Relative);
    Ok(Some(Contact { phone, owner }))
}

/// A CUI, or nothing.
pub(crate) fn read_cui(text: &str) -> std::result::Result<Option<Cui>, &'static str> {
    if text.trim().is_empty() { Ok(None) } else { Cui::parse(text).map(Some).map_err(TextProblem::key) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_plain_year_of_an_adult_is_taken() {
        let today = Day::constant(2026, 11, 22);
        assert_eq!(read_birth_year(" 1990 ", today), Ok(1990));
        assert_eq!(read_birth_year("2008", today), Ok(2008));
        assert_eq!(read_birth_year("2009", today), Err("person-birth-year-under-age"));
        assert_eq!(read_birth_year("+199", today), Err("person-birth-year-form"));
        assert_eq!(read_birth_year("90", today), Err("person-birth-year-form"));
        assert_eq!(read_birth_year("1890", today), Err("person-birth-year-unlikely"));
        assert_eq!(read_birth_year("2030", today), Err("person-birth-year-unlikely"));
    }
}
