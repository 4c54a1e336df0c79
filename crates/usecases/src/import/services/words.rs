//! Words of a directory: kinds of need, days of the week, areas, languages, telephones.

use domain::{
    agency::Bilingual,
    message::Lang,
    place,
    service::{ServiceArea, ServiceCategory},
    taxonomy::LanguageCode,
    text::{Phone, fold},
    time::Day,
};

use crate::import::hsds::{self, Schedule};

/// The rows of `seeds/hsds_words.csv`: list, word, and what it means.
const WORDS: &str = include_str!("../../../../../seeds/hsds_words.csv");

fn rows(list: &str) -> impl Iterator<Item = [&'static str; 3]> {
    WORDS.lines().skip(1).filter_map(move |line| {
        let mut cells = line.split(',');
        let [of, word, es, en] = [cells.next()?, cells.next()?, cells.next()?, cells.next()?];
        (of == list).then_some([word, es, en])
    })
}

/// A text in the language of the directory. Spanish is always shown, so that it has the text in any case.
pub(super) fn bilingual(text: String, lang: Lang) -> Bilingual {
    match lang {
        Lang::Es => Bilingual { es: text, en: String::new() },
        Lang::En => Bilingual { es: text.clone(), en: text },
    }
}

/// Whether a folded text has a word that begins so, or the words.
fn has(folded: &str, word: &str) -> bool {
    folded.starts_with(word) || folded.contains(&format!(" {word}"))
}

/// The kind of need that texts tell, those that tell more first: the first text in which one kind has most words.
pub(super) fn category(texts: &[String]) -> Option<ServiceCategory> {
    texts.iter().find_map(|text| {
        if let Some(category) = ServiceCategory::from_word(text.trim()) {
            return Some(category);
        }
        let folded = fold(text);
        let count = |category: &ServiceCategory| {
            rows(category.word()).filter(|[word, ..]| has(&folded, word)).count()
        };
        let counted: Vec<(usize, ServiceCategory)> =
            ServiceCategory::ALL.iter().map(|category| (count(category), *category)).collect();
        let most = counted.iter().map(|(words, _)| *words).max().filter(|most| *most > 0)?;
        let mut best = counted.iter().filter(|(words, _)| *words == most);
        match (best.next(), best.next()) {
            (Some((_, category)), None) => Some(*category),
            _ => None,
        }
    })
}

/// Whom a service reaches, by the names of its areas; its own municipality where they tell nothing wider.
pub(super) fn area<'a>(names: impl Iterator<Item = &'a str>) -> ServiceArea {
    let mut widest = ServiceArea::Municipality;
    for name in names {
        let folded = fold(name);
        let national = rows("area")
            .any(|[word, ..]| folded == word || (word.contains(' ') && has(&folded, word)))
            || has(&folded, "nacional")
            || has(&folded, "nationwide");
        if national {
            return ServiceArea::National;
        }
        let department = folded.strip_prefix("departamento de ").unwrap_or(&folded);
        if place::departments().iter().any(|one| fold(one.name) == department) {
            widest = ServiceArea::Department;
        }
    }
    widest
}

/// A language of the list, by its code of two or three letters; none for others.
pub(super) fn language(language: &hsds::Language) -> Option<LanguageCode> {
    let code = language.code.as_deref().unwrap_or_default().to_lowercase();
    let code = code.split(['-', '_']).next().unwrap_or_default();
    match code {
        "spa" => Some(LanguageCode::Spanish),
        "eng" => Some(LanguageCode::English),
        "" | "mis" => None,
        code => LanguageCode::from_word(code),
    }
}

/// A telephone, though in quotation marks.
pub(super) fn phone(number: &str) -> Option<Phone> {
    Phone::parse(number.trim_matches(['"', '\'', ' '])).ok()
}

/// Whether a thing with these days holds on a day.
pub(super) fn holds(from: Option<Day>, to: Option<Day>, today: Day) -> bool {
    from.is_none_or(|from| from <= today) && to.is_none_or(|to| today <= to)
}

/// A timetable in words: its own, or days and hours.
pub(super) fn hours(schedules: &[&Schedule], texts: Lang) -> Bilingual {
    let mut lines: Vec<Bilingual> = Vec::new();
    for schedule in schedules {
        let line = match schedule.description.as_ref().or(schedule.notes.as_ref()) {
            Some(text) => bilingual(text.clone(), texts),
            None => timetable(schedule),
        };
        if !line.es.is_empty() && !lines.contains(&line) {
            lines.push(line);
        }
    }
    let join = |of: fn(&Bilingual) -> &str| lines.iter().map(of).collect::<Vec<_>>().join("; ");
    Bilingual { es: join(|line| &line.es), en: join(|line| &line.en) }
}

fn timetable(schedule: &Schedule) -> Bilingual {
    let days = schedule.byday.as_deref().unwrap_or_default();
    let named = |at: usize| {
        let name =
            |day: &str| rows("weekday").find(|[word, ..]| day.trim().ends_with(word)).map(|row| row[at]);
        days.split(',').filter_map(name).collect::<Vec<_>>().join(", ")
    };
    let clock =
        |time: &Option<String>| time.as_deref().and_then(|time| time.get(..5)).unwrap_or_default().to_owned();
    let (opens, closes) = (clock(&schedule.opens_at), clock(&schedule.closes_at));
    let from_to = if opens.is_empty() || closes.is_empty() { opens } else { format!("{opens}–{closes}") };
    let line = |days: String| format!("{days} {from_to}").trim().to_owned();
    Bilingual { es: line(named(1)), en: line(named(2)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_are_whole() {
        assert_eq!(rows("weekday").count(), 7);
        for category in ServiceCategory::ALL {
            assert!(rows(category.word()).count() >= 3, "{category}");
        }
        for line in WORDS.lines().skip(1) {
            assert_eq!(line.split(',').count(), 4, "{line}");
            let [list, word, ..] = line.split(',').collect::<Vec<_>>()[..] else { panic!("{line}") };
            assert!(list == "weekday" || fold(word) == word, "{line}");
        }
    }

    #[test]
    fn kinds_of_need_and_areas() {
        let of = |text: &str| category(&[text.to_owned()]);
        assert_eq!(of("Community Counselling"), Some(ServiceCategory::Psychosocial));
        assert_eq!(of("Asesoría jurídica gratuita"), Some(ServiceCategory::Legal));
        assert_eq!(of("Bolsa de empleo"), Some(ServiceCategory::Employment));
        assert_eq!(of("name"), None);
        assert_eq!(of("legal"), Some(ServiceCategory::Legal));
        assert_eq!(category(&["x".into(), "Comedor social".into()]), Some(ServiceCategory::Food));
        assert_eq!(area(["Guatemala"].into_iter()), ServiceArea::National);
        assert_eq!(area(["Departamento de Quiché"].into_iter()), ServiceArea::Department);
        assert_eq!(area(["Ciudad de Guatemala"].into_iter()), ServiceArea::Municipality);
        assert_eq!(area(["MyCity"].into_iter()), ServiceArea::Municipality);
    }
}
