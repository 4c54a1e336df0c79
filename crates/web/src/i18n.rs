//! Words: every text on screen comes from Fluent files, Spanish first. `T` is what a template speaks with.

use std::{borrow::Cow, collections::HashMap, sync::LazyLock};

use domain::{
    agency::Bilingual,
    message::Lang,
    place::{self, MunicipalityCode},
    taxonomy::{LanguageCode, OccupationCode, SkillCode},
    time::{Day, Moment},
};
use fluent_bundle::{FluentArgs, FluentResource, FluentValue, concurrent::FluentBundle};
use usecases::Problem;

const FILES: &[(&str, &str, &str)] = include!(concat!(env!("OUT_DIR"), "/locales.rs"));

static WORDS: LazyLock<Words> = LazyLock::new(Words::read);

/// Every text, by language and key.
pub struct Words {
    bundles: HashMap<Lang, FluentBundle<FluentResource>>,
}

/// A value put into a text.
pub enum Arg<'a> {
    /// A text, as it is.
    Text(Cow<'a, str>),
    /// A number, which may choose a plural.
    Number(i64),
}

impl<'a> From<&'a str> for Arg<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(text.into())
    }
}
impl<'a> From<&'a String> for Arg<'a> {
    fn from(text: &'a String) -> Self {
        Self::Text(text.as_str().into())
    }
}
impl From<String> for Arg<'_> {
    fn from(text: String) -> Self {
        Self::Text(text.into())
    }
}
impl From<i64> for Arg<'_> {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
}
impl From<usize> for Arg<'_> {
    fn from(number: usize) -> Self {
        Self::Number(i64::try_from(number).unwrap_or(i64::MAX))
    }
}
impl From<&i64> for Arg<'_> {
    fn from(number: &i64) -> Self {
        Self::Number(*number)
    }
}

impl Words {
    fn read() -> Self {
        let mut bundles = HashMap::new();
        for lang in Lang::ALL {
            let identifier = lang.word().parse().unwrap_or_default();
            let mut bundle = FluentBundle::new_concurrent(vec![identifier]);
            bundle.set_use_isolating(false);
            for (_, name, text) in FILES.iter().filter(|(of, ..)| *of == lang.word()) {
                let resource =
                    FluentResource::try_new((*text).to_owned()).unwrap_or_else(|(resource, errors)| {
                        tracing::error!(file = name, ?errors, "a file of words has faults");
                        resource
                    });
                if let Err(errors) = bundle.add_resource(resource) {
                    tracing::error!(file = name, ?errors, "a key stands twice");
                }
            }
            bundles.insert(*lang, bundle);
        }
        Self { bundles }
    }

    /// The text of `key`; Spanish where English has none; the key itself where there is none at all.
    fn text(&self, lang: Lang, key: &str, args: Option<&FluentArgs<'_>>) -> String {
        for lang in [lang, Lang::Es] {
            if let Some(bundle) = self.bundles.get(&lang)
                && let Some(pattern) = bundle.get_message(key).and_then(|message| message.value())
            {
                return bundle.format_pattern(pattern, args, &mut Vec::new()).into_owned();
            }
        }
        tracing::error!(key, "no words for this key");
        key.to_owned()
    }

    /// Whether `lang` itself has this key.
    #[must_use]
    pub fn has(&self, lang: Lang, key: &str) -> bool {
        self.bundles.get(&lang).is_some_and(|bundle| bundle.has_message(key))
    }
}

/// Every text that is compiled in.
#[must_use]
pub fn words() -> &'static Words {
    &WORDS
}

/// What a template speaks with: one language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct T {
    /// The language.
    pub lang: Lang,
}

impl T {
    /// Speaks `lang`.
    #[must_use]
    pub const fn new(lang: Lang) -> Self {
        Self { lang }
    }

    /// The text of a key.
    #[must_use]
    pub fn s(&self, key: &str) -> String {
        WORDS.text(self.lang, key, None)
    }

    /// The text of a key with one value in it.
    #[must_use]
    pub fn one<'a>(&self, key: &str, name: &'a str, value: impl Into<Arg<'a>>) -> String {
        self.with(key, vec![(name, value.into())])
    }

    /// The text of a key with two values in it.
    #[must_use]
    pub fn two<'a>(
        &self,
        key: &str,
        name: &'a str,
        value: impl Into<Arg<'a>>,
        other: &'a str,
        second: impl Into<Arg<'a>>,
    ) -> String {
        self.with(key, vec![(name, value.into()), (other, second.into())])
    }

    /// The text of a key with values in it.
    #[must_use]
    pub fn with(&self, key: &str, values: Vec<(&str, Arg<'_>)>) -> String {
        let mut args = FluentArgs::new();
        for (name, value) in values {
            match value {
                Arg::Text(text) => args.set(name.to_owned(), FluentValue::String(text)),
                Arg::Number(number) => args.set(name.to_owned(), number),
            }
        }
        WORDS.text(self.lang, key, Some(&args))
    }

    /// The text of a choice: the key `list-word`.
    #[must_use]
    pub fn word(&self, list: &str, word: impl std::fmt::Display) -> String {
        self.s(&format!("{list}-{word}"))
    }

    /// What is wrong with a field.
    #[must_use]
    pub fn problem(&self, problem: &Problem) -> String {
        // What is missing is said by its name, since a list of problems stands far from the fields.
        let missing = format!("form-missing-{}", problem.field);
        if problem.key == "text-empty" && WORDS.has(Lang::Es, &missing) {
            return self.s(&missing);
        }
        let why = self
            .with(problem.key, problem.arguments.iter().map(|(name, value)| (*name, value.into())).collect());
        // Words of an offer that were found are shown with what is wrong with them, and where they stand.
        let label = format!("offer-form-{}", problem.field.replace('_', "-"));
        match problem.arguments.iter().find(|(name, _)| *name == "words") {
            Some((_, words)) if problem.key.starts_with("advert-") && WORDS.has(Lang::Es, &label) => self
                .with(
                    "form-found",
                    vec![("field", self.s(&label).into()), ("words", words.into()), ("why", why.into())],
                ),
            _ => why,
        }
    }

    /// A text that people wrote, in this language if there is one.
    #[must_use]
    pub fn read<'a>(&self, text: &'a Bilingual) -> &'a str {
        text.read(self.lang).0
    }

    /// The `lang` attribute for a text that people wrote, when it is not in the page's language.
    #[must_use]
    pub fn lang_of(&self, text: &Bilingual) -> &'static str {
        match text.read(self.lang).1 {
            Lang::Es => "es-GT",
            Lang::En => "en",
        }
    }

    /// A day in full: "martes 24 de noviembre de 2026".
    #[must_use]
    pub fn day(&self, day: &Day) -> String {
        let weekday = self.s(&format!("time-weekday-{}", day.weekday().to_monday_one_offset()));
        let month = self.s(&format!("time-month-{}", day.month()));
        self.with(
            "time-day",
            vec![
                ("weekday", weekday.into()),
                ("day", i64::from(day.day()).into()),
                ("month", month.into()),
                ("year", day.year().to_string().into()),
            ],
        )
    }

    /// A moment as day and hour in Guatemala: "24 de noviembre de 2026, 16:05".
    #[must_use]
    pub fn moment(&self, moment: &Moment) -> String {
        let civil = moment.civil();
        let time = format!("{}:{:02}", civil.hour(), civil.minute());
        self.two("time-moment", "day", self.day(&civil.date()), "time", time)
    }

    /// Money: "Q 4,252.28", without the cents if there are none.
    #[must_use]
    pub fn money(&self, centavos: &i64) -> String {
        let (whole, cents) = (centavos / 100, centavos.rem_euclid(100));
        let digits = whole.abs().to_string();
        let mut grouped = String::new();
        for (at, digit) in digits.chars().enumerate() {
            if at > 0 && (digits.len() - at).is_multiple_of(3) {
                grouped.push(',');
            }
            grouped.push(digit);
        }
        let sign = if *centavos < 0 { "-" } else { "" };
        if cents == 0 {
            format!("{sign}Q\u{a0}{grouped}")
        } else {
            format!("{sign}Q\u{a0}{grouped}.{cents:02}")
        }
    }

    /// A municipality with its department: "Joyabaj, Quiché".
    #[must_use]
    pub fn place(&self, code: &MunicipalityCode) -> String {
        match place::municipality(*code) {
            Some(municipality) if municipality.name == municipality.department => {
                municipality.name.to_owned()
            }
            Some(municipality) => format!("{}, {}", municipality.name, municipality.department),
            None => code.to_string(),
        }
    }

    /// A unit group's title.
    #[must_use]
    pub fn occupation(&self, code: &OccupationCode) -> String {
        domain::taxonomy::occupation(*code)
            .map_or_else(|| code.to_string(), |occupation| self.read(&occupation.title).to_owned())
    }

    /// A skill's title.
    #[must_use]
    pub fn skill(&self, code: &SkillCode) -> String {
        domain::taxonomy::skill(code)
            .map_or_else(|| code.to_string(), |skill| self.read(&skill.title).to_owned())
    }

    /// A language's name in the language of the page.
    #[must_use]
    pub fn language(&self, code: &LanguageCode) -> String {
        self.word("language", code)
    }

    /// The value of the `lang` attribute.
    #[must_use]
    pub const fn html_lang(&self) -> &'static str {
        match self.lang {
            Lang::Es => "es-GT",
            Lang::En => "en",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_problem_names_what_it_is_about() {
        let t = T::new(Lang::Es);
        let problem = |field, key, words: &[&str]| {
            let arguments = words.iter().map(|word| ("words", (*word).to_owned())).collect();
            t.problem(&Problem { field, key, arguments })
        };
        assert_eq!(problem("birth_year", "text-empty", &[]), "Escriba su año de nacimiento.");
        assert_eq!(problem("unheard_of", "text-empty", &[]), t.s("text-empty"));
        let found = problem("description", "advert-sex", &["señoritas"]);
        assert!(found.starts_with("En «¿Qué se hace?»: «señoritas». "), "{found}");
        assert!(found.ends_with(&t.s("advert-sex")));
    }

    #[test]
    fn money_and_days_are_written_out() {
        let t = T::new(Lang::Es);
        assert_eq!(t.money(&425_228), "Q\u{a0}4,252.28");
        assert_eq!(t.money(&100_000_000), "Q\u{a0}1,000,000");
        assert_eq!(t.day(&Day::constant(2026, 11, 24)), "martes 24 de noviembre de 2026");
        assert_eq!(T::new(Lang::En).day(&Day::constant(2026, 11, 24)), "Tuesday, November 24, 2026");
    }
}
