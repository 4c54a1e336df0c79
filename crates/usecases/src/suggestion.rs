//! What may be meant, while one still types: municipalities, occupations, skills and institutions by the beginning of
//! their names, with slips forgiven. Everything lies in memory.

mod names;

use std::{
    collections::BTreeMap,
    sync::{Arc, LazyLock, PoisonError, RwLock},
};

use domain::{
    agency::{Agency, AgencyStatus, Bilingual},
    id::Id,
    message::Lang,
    place::{self, MunicipalityCode},
    policy::Object,
    taxonomy::{self, OccupationCode, SkillCode, Suggestible},
};
use matching::link::Linker;
use store::{Page, Tx};
use tokio::sync::Mutex;

use crate::{Ctx, Error, Result, System};
use names::{Name, Names};

/// Suggestions answered, at most.
pub const MOST: usize = 10;
/// Rows read at a time.
const BATCH: i64 = 500;

/// One thing that may be meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// Its code, or its identifier.
    pub code: String,
    /// What a field for it understands.
    pub text: String,
    /// What tells it from others: the title of an occupation or skill that is called by another word, the other name by
    /// which a place was found, where an institution is. May be empty.
    pub detail: String,
}

/// Names in use, made when they are first asked for.
#[derive(Default)]
pub struct Suggestions {
    words: RwLock<Option<(Arc<Linker>, Arc<Words>)>>,
    agencies: Mutex<Option<Agencies>>,
}

/// Names of occupations and skills.
struct Words {
    occupations: Names<OccupationCode>,
    skills: Names<SkillCode>,
}

/// Names of verified institutions, and up to where in the audit they are known.
struct Agencies {
    names: Arc<Names<(Id<Agency>, MunicipalityCode)>>,
    heads: BTreeMap<i64, i64>,
}

static PLACES: LazyLock<Names<MunicipalityCode>> = LazyLock::new(|| {
    let names = place::municipalities().iter().flat_map(|known| {
        let name = |text: String, grade| Name { of: known.code, text, grade };
        let others = known.aliases.iter().map(move |alias| name((*alias).to_owned(), 1));
        std::iter::once(name(format!("{}, {}", known.name, known.department), 0)).chain(others)
    });
    Names::new(names.collect())
});

/// What may be meant by the beginning of a name, best first, at most [`MOST`]. Everyone may ask.
///
/// # Errors
/// If the database cannot be read.
pub async fn suggest(sys: &System, ctx: &Ctx, of: Suggestible, words: &str) -> Result<Vec<Suggestion>> {
    Ok(match of {
        Suggestible::Place => PLACES.find(words, MOST).into_iter().map(place).collect(),
        Suggestible::Occupation => {
            let known = sys.suggestions.words(sys);
            let title = |code: &OccupationCode| taxonomy::occupation(*code).map(|known| &known.title);
            known.occupations.find(words, MOST).into_iter().map(|name| word(ctx.lang, name, title)).collect()
        }
        Suggestible::Skill => {
            let known = sys.suggestions.words(sys);
            let title = |code: &SkillCode| taxonomy::skill(code).map(|known| &known.title);
            known.skills.find(words, MOST).into_iter().map(|name| word(ctx.lang, name, title)).collect()
        }
        Suggestible::Agency => {
            let names = sys.suggestions.agencies(sys).await?;
            names.find(words, MOST).into_iter().map(agency).collect()
        }
    })
}

fn written(code: MunicipalityCode) -> String {
    place::municipality(code)
        .map_or_else(String::new, |known| format!("{}, {}", known.name, known.department))
}

fn place(name: &Name<MunicipalityCode>) -> Suggestion {
    let text = written(name.of);
    let detail = if name.text == text { String::new() } else { name.text.clone() };
    Suggestion { code: name.of.to_string(), text, detail }
}

fn agency(name: &Name<(Id<Agency>, MunicipalityCode)>) -> Suggestion {
    Suggestion { code: name.of.0.to_string(), text: name.text.clone(), detail: written(name.of.1) }
}

/// A word for an occupation or skill, with its title. The title in the other language gives way to that in the reader's.
fn word<C: ToString>(
    lang: Lang,
    name: &Name<C>,
    title: impl Fn(&C) -> Option<&'static Bilingual>,
) -> Suggestion {
    let own = title(&name.of).map_or("", |title| title.read(lang).0);
    let is_title = title(&name.of).is_some_and(|title| title.es == name.text || title.en == name.text);
    let text = if is_title { own } else { &name.text };
    let detail = if text == own { "" } else { own };
    Suggestion { code: name.of.to_string(), text: text.to_owned(), detail: detail.to_owned() }
}

impl Suggestions {
    /// The words that the linker in use knows.
    fn words(&self, sys: &System) -> Arc<Words> {
        let linker = sys.linker();
        let kept = self.words.read().unwrap_or_else(PoisonError::into_inner).clone();
        if let Some((_, words)) = kept.filter(|(of, _)| Arc::ptr_eq(of, &linker)) {
            return words;
        }
        let words = Arc::new(Words {
            occupations: Names::new(linker.occupation_labels().map(of_label).collect()),
            skills: Names::new(linker.skill_labels().map(of_label).collect()),
        });
        *self.words.write().unwrap_or_else(PoisonError::into_inner) = Some((linker, Arc::clone(&words)));
        words
    }

    /// The verified institutions, as they are now: read again when the audit tells that one was written.
    async fn agencies(&self, sys: &System) -> Result<Arc<Names<(Id<Agency>, MunicipalityCode)>>> {
        let mut tx = sys.store.read().await?;
        let mut kept = self.agencies.lock().await;
        let heads: BTreeMap<i64, i64> = tx.audit_heads().await?.into_iter().collect();
        if let Some(known) = kept.as_mut()
            && (known.heads == heads || !known.changed(&mut tx, &heads).await?)
        {
            known.heads = heads;
            return Ok(Arc::clone(&known.names));
        }
        let names = Arc::new(Names::new(verified(&mut tx).await?));
        *kept = Some(Agencies { names: Arc::clone(&names), heads });
        Ok(names)
    }
}

impl Agencies {
    /// Whether the audit tells of an institution since.
    async fn changed(&self, tx: &mut Tx, heads: &BTreeMap<i64, i64>) -> Result<bool> {
        for (lane, head) in heads {
            let mut seq = self.heads.get(lane).copied().unwrap_or(0);
            while seq < *head {
                let told = tx.audit_after(*lane, seq, BATCH).await?;
                let Some((last, ..)) = told.last() else { break };
                seq = *last;
                if told.iter().any(|(_, object, ..)| object == Object::Agency.word()) {
                    return Ok(true);
                }
            }
        }
        Ok(false)
    }
}

fn of_label<C: Clone>((code, text, spoken): (&C, &str, bool)) -> Name<C> {
    Name { of: code.clone(), text: text.to_owned(), grade: u8::from(!spoken) }
}

/// Every verified institution.
async fn verified(tx: &mut Tx) -> Result<Vec<Name<(Id<Agency>, MunicipalityCode)>>> {
    let (mut names, mut after) = (Vec::new(), None);
    loop {
        let page = tx.agency_queue(AgencyStatus::Verified, Page { after, limit: BATCH }).await?;
        let Some(last) = page.last() else { return Ok::<_, Error>(names) };
        after = Some(last.id);
        names.extend(page.into_iter().map(|one| Name {
            of: (one.id, one.municipality),
            text: one.name,
            grade: 0,
        }));
    }
}
