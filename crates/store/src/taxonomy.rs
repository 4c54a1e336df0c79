//! Rows of imported taxonomies: concepts, their labels, and what links them. Written many at a time.

use domain::{id::Id, message::Lang, time::Moment};
use sqlx::AssertSqlSafe;
use uuid::Uuid;

use crate::{Result, StoreError, Tx, read::Read};

/// Rows of one statement, so that their values stay well below what either database takes (32,766 and 65,535).
const CONCEPTS: usize = 200;
const LABELS: usize = 500;
const LINKS: usize = 500;

row! {
    /// An occupation, a skill, or a group of either.
    #[derive(Clone, Debug, Default, PartialEq, Eq)]
    pub struct ConceptRow {
        /// Its address, which is its identifier.
        pub uri: String,
        /// `occupation`, `skill`, `skill_group` or `isco_group`.
        pub kind: String,
        /// The code of its group in ISCO-08, if it has one.
        pub isco: Option<String>,
        /// Its name in Spanish, or nothing.
        pub title_es: String,
        /// Its name in English, or nothing.
        pub title_en: String,
        /// What it is, in Spanish, or nothing.
        pub description_es: String,
        /// What it is, in English, or nothing.
        pub description_en: String,
        /// The day it was last changed by who publishes it, or nothing.
        pub version: String,
    }
}

/// A name of a concept in one language.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct LabelRow {
    /// Of which concept.
    pub uri: String,
    /// In which language.
    pub lang: Lang,
    /// The name.
    pub label: String,
}

/// One concept's link to another.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct LinkRow {
    /// From which concept.
    pub from: String,
    /// `essential`, `optional` or `broader`.
    pub relation: &'static str,
    /// To which.
    pub to: String,
}

/// A name with what it is of, for the linker.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedConcept {
    /// The row's key, for the next page.
    pub key: Uuid,
    /// The concept's address.
    pub uri: String,
    /// Its kind.
    pub kind: String,
    /// The code of its group in ISCO-08.
    pub isco: Option<String>,
    /// The language of the name.
    pub lang: Lang,
    /// The name.
    pub label: String,
}

row! {
    struct NamedRow {
        id: Uuid,
        uri: String,
        kind: String,
        isco: Option<String>,
        lang: String,
        label: String,
    }
}

/// `($1, $2), ($3, $4)`: places for the values of `rows` rows.
fn places(rows: usize, columns: usize) -> String {
    let row = |at: usize| {
        let values: Vec<String> = (1..=columns).map(|column| format!("${}", at * columns + column)).collect();
        format!("({})", values.join(", "))
    };
    (0..rows).map(row).collect::<Vec<_>>().join(", ")
}

impl Tx {
    /// Writes concepts; of one that is there already, what is given now replaces what was given before, and what is
    /// not given stays, and so does its kind. No concept may come twice. Answers how many are new or different now.
    ///
    /// # Errors
    /// If the database does not take them.
    pub async fn put_concepts(&mut self, concepts: &[ConceptRow]) -> Result<u64> {
        let mut touched = 0;
        for rows in concepts.chunks(CONCEPTS) {
            // Only numbered places are put into the text.
            let text = format!(
                "insert into concept (uri, kind, isco, title_es, title_en, description_es, description_en, version)
                 values {} on conflict (uri) do update set isco = coalesce(excluded.isco, concept.isco),
                 title_es = coalesce(nullif(excluded.title_es, ''), concept.title_es),
                 title_en = coalesce(nullif(excluded.title_en, ''), concept.title_en),
                 description_es = coalesce(nullif(excluded.description_es, ''), concept.description_es),
                 description_en = coalesce(nullif(excluded.description_en, ''), concept.description_en),
                 version = case when excluded.version > concept.version then excluded.version
                   else concept.version end
                 where excluded.version > concept.version
                 or (excluded.isco is not null and excluded.isco <> coalesce(concept.isco, ''))
                 or (excluded.title_es <> '' and excluded.title_es <> concept.title_es)
                 or (excluded.title_en <> '' and excluded.title_en <> concept.title_en)
                 or (excluded.description_es <> '' and excluded.description_es <> concept.description_es)
                 or (excluded.description_en <> '' and excluded.description_en <> concept.description_en)",
                places(rows.len(), 8)
            );
            touched += exec!(self, {
                let mut query = sqlx::query(AssertSqlSafe(text.as_str()));
                for row in rows {
                    query = query.bind(&row.uri).bind(&row.kind).bind(&row.isco).bind(&row.title_es);
                    query = query.bind(&row.title_en).bind(&row.description_es).bind(&row.description_en);
                    query = query.bind(&row.version);
                }
                query
            })?;
        }
        Ok(touched)
    }

    /// Writes names of concepts that are there. Answers how many are new.
    ///
    /// # Errors
    /// If the database does not take them.
    pub async fn add_labels(&mut self, labels: &[LabelRow], now: Moment) -> Result<u64> {
        let mut touched = 0;
        for rows in labels.chunks(LABELS) {
            let text = format!(
                "insert into concept_label (id, uri, lang, label) values {}
                 on conflict (uri, lang, label) do nothing",
                places(rows.len(), 4)
            );
            touched += exec!(self, {
                let mut query = sqlx::query(AssertSqlSafe(text.as_str()));
                for row in rows {
                    let id = Id::<LabelRow>::new(now).uuid();
                    query = query.bind(id).bind(&row.uri).bind(row.lang.word()).bind(&row.label);
                }
                query
            })?;
        }
        Ok(touched)
    }

    /// Writes links between concepts, which need not be there. Answers how many are new.
    ///
    /// # Errors
    /// If the database does not take them.
    pub async fn add_links(&mut self, links: &[LinkRow]) -> Result<u64> {
        let mut touched = 0;
        for rows in links.chunks(LINKS) {
            let text = format!(
                "insert into concept_link (from_uri, relation, to_uri) values {}
                 on conflict (from_uri, relation, to_uri) do nothing",
                places(rows.len(), 3)
            );
            touched += exec!(self, {
                let mut query = sqlx::query(AssertSqlSafe(text.as_str()));
                for row in rows {
                    query = query.bind(&row.from).bind(row.relation).bind(&row.to);
                }
                query
            })?;
        }
        Ok(touched)
    }

    /// One concept.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn concept(&mut self, uri: &str) -> Result<Option<ConceptRow>> {
        Ok(
            on!(self, c => sqlx::query_as("select * from concept where uri = $1").bind(uri).fetch_optional(c))?,
        )
    }

    /// How many concepts, names and links there are.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn count_taxonomy(&mut self) -> Result<(i64, i64, i64)> {
        Ok(on!(self, c => sqlx::query_as(
            "select (select count(*) from concept), (select count(*) from concept_label),
             (select count(*) from concept_link)").fetch_one(c))?)
    }

    /// Names of occupations or of skills (`kind`) in the order of their keys, after the key of the last one before.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn names_of_concepts(
        &mut self,
        kind: &str,
        after: Option<Uuid>,
        limit: i64,
    ) -> Result<Vec<NamedConcept>> {
        let rows: Vec<NamedRow> = on!(self, c => sqlx::query_as(
            "select l.id, l.uri, n.kind, n.isco, l.lang, l.label
             from concept_label l join concept n on n.uri = l.uri
             where n.kind = $1 and l.id > $2 order by l.id limit $3")
            .bind(kind).bind(after.unwrap_or(Uuid::nil())).bind(limit).fetch_all(c))?;
        rows.into_iter()
            .map(|row| {
                Ok::<_, StoreError>(NamedConcept {
                    key: row.id,
                    lang: row.lang.read("concept_label.lang")?,
                    uri: row.uri,
                    kind: row.kind,
                    isco: row.isco,
                    label: row.label,
                })
            })
            .collect()
    }
}
