//! The index: words of opportunities and services, in memory, with what they are filtered and counted by.

mod hits;

use std::sync::{Mutex, PoisonError};

use tantivy::{
    Index, IndexReader, IndexWriter, ReloadPolicy, TantivyDocument, TantivyError, Term,
    query::{AllQuery, BooleanQuery, BoostQuery, FuzzyTermQuery, Occur, PhraseQuery, Query, TermQuery},
    schema::{FAST, Field, INDEXED, IndexRecordOption, STRING, Schema, TextFieldIndexing, TextOptions},
    tokenizer::{
        AsciiFoldingFilter, Language, LowerCaser, RemoveLongFilter, SimpleTokenizer, Stemmer, TextAnalyzer,
    },
};
use uuid::Uuid;

use self::hits::Hits;
use super::Asked;

/// Bytes that the writer may gather before it writes; the least that the library takes.
const WRITER_BYTES: usize = 15_000_000;
/// Longer words are cut out: they are no words.
const LONGEST_WORD: usize = 40;
/// What a word in the title weighs against one in the text, and a word alike against the word itself.
const TITLE: f32 = 3.0;
const ALIKE: f32 = 0.4;
/// What the occupation that the words surely mean weighs.
const MEANT: f32 = 4.0;
/// Words of at least so many letters are found as beginnings and with one slip, and with two.
const ONE_SLIP: usize = 4;
const TWO_SLIPS: usize = 8;

/// What an entry is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Thing {
    /// An opportunity.
    Opportunity = 0,
    /// A service.
    Service = 1,
}

/// Something that can be found.
#[derive(Clone, Debug)]
pub struct Entry {
    /// What it is.
    pub thing: Thing,
    /// Its identifier.
    pub id: Uuid,
    /// Its title in every language.
    pub title: String,
    /// All else that is said about it.
    pub text: String,
    /// What it can be filtered and counted by.
    pub marks: Marks,
}

/// What an entry can be filtered and counted by; 0 where nothing is told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Marks {
    /// The place of its kind (or category) in the list of kinds.
    pub kind: u64,
    /// Its municipality, as a number.
    pub municipality: u64,
    /// Its occupation, as a number.
    pub occupation: u64,
    /// The most it pays a month, in centavos.
    pub pay: u64,
    /// The last day on which it holds, or was confirmed, as a number that grows from day to day.
    pub until: u64,
    /// Whether it can be done from anywhere.
    pub remote: bool,
}

/// An entry that was found.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Hit {
    /// Its identifier.
    pub id: Uuid,
    /// How well it answers; higher is better.
    pub score: f32,
    /// What it can be filtered and counted by.
    pub marks: Marks,
}

/// A fault of the index. Its cause is in the text; there is nothing that who asks could do.
#[derive(Debug, thiserror::Error)]
#[error("the index of words: {0}")]
pub struct IndexFault(#[from] TantivyError);

#[derive(Clone, Copy)]
struct Fields {
    key: Field,
    thing: Field,
    meant: Field,
    title: Field,
    text: Field,
    title_plain: Field,
    text_plain: Field,
    numbers: [Field; 8],
}

/// The columns beside each entry: identifier in two halves, and the marks.
const NUMBERS: [&str; 8] = ["high", "low", "kind", "municipality", "occupation", "pay", "until", "remote"];

/// The index of one process.
pub struct WordIndex {
    index: Index,
    reader: IndexReader,
    writer: Mutex<IndexWriter>,
    fields: Fields,
}

fn words_of(tokenizer: &str) -> TextOptions {
    let indexing = TextFieldIndexing::default()
        .set_tokenizer(tokenizer)
        .set_index_option(IndexRecordOption::WithFreqsAndPositions);
    TextOptions::default().set_indexing_options(indexing)
}

impl WordIndex {
    /// An empty one.
    ///
    /// # Errors
    /// If its threads cannot be started.
    pub fn new() -> Result<Self, IndexFault> {
        let mut schema = Schema::builder();
        let fields = Fields {
            key: schema.add_text_field("key", STRING),
            thing: schema.add_u64_field("thing", INDEXED),
            meant: schema.add_u64_field("meant", INDEXED),
            title: schema.add_text_field("title", words_of("stems")),
            text: schema.add_text_field("text", words_of("stems")),
            title_plain: schema.add_text_field("title_plain", words_of("plain")),
            text_plain: schema.add_text_field("text_plain", words_of("plain")),
            numbers: NUMBERS.map(|name| schema.add_u64_field(name, FAST)),
        };
        let index = Index::create_in_ram(schema.build());
        let plain = || {
            TextAnalyzer::builder(SimpleTokenizer::default())
                .filter(RemoveLongFilter::limit(LONGEST_WORD))
                .filter(LowerCaser)
                .filter(AsciiFoldingFilter)
        };
        index.tokenizers().register("plain", plain().build());
        index.tokenizers().register("stems", plain().filter(Stemmer::new(Language::Spanish)).build());
        let writer = index.writer_with_num_threads(1, WRITER_BYTES)?;
        let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?;
        Ok(Self { index, reader, writer: Mutex::new(writer), fields })
    }

    /// Takes entries out by their identifiers and puts these in; seen at once by who asks after.
    ///
    /// # Errors
    /// If the index cannot be written.
    pub fn change(&self, gone: &[Uuid], entries: &[Entry]) -> Result<(), IndexFault> {
        let mut writer = self.writer.lock().unwrap_or_else(PoisonError::into_inner);
        for id in gone.iter().copied().chain(entries.iter().map(|entry| entry.id)) {
            writer.delete_term(Term::from_field_text(self.fields.key, &id.simple().to_string()));
        }
        for entry in entries {
            writer.add_document(self.document(entry))?;
        }
        writer.commit()?;
        self.reader.reload()?;
        Ok(())
    }

    fn document(&self, entry: &Entry) -> TantivyDocument {
        let mut document = TantivyDocument::new();
        let fields = self.fields;
        document.add_text(fields.key, entry.id.simple().to_string());
        document.add_u64(fields.thing, entry.thing as u64);
        document.add_u64(fields.meant, entry.marks.occupation);
        for (field, text) in [
            (fields.title, &entry.title),
            (fields.title_plain, &entry.title),
            (fields.text, &entry.text),
            (fields.text_plain, &entry.text),
        ] {
            document.add_text(field, text);
        }
        let (high, low) = entry.id.as_u64_pair();
        let marks = entry.marks;
        let remote = u64::from(marks.remote);
        let numbers =
            [high, low, marks.kind, marks.municipality, marks.occupation, marks.pay, marks.until, remote];
        for (field, number) in fields.numbers.into_iter().zip(numbers) {
            document.add_u64(field, number);
        }
        document
    }

    /// Everything of a kind of thing that answers, best first; equals the newest first. `meant` are occupations that the
    /// words surely mean: their entries answer too, whatever words they use.
    ///
    /// # Errors
    /// If the index cannot be read.
    pub fn find(&self, thing: Thing, asked: &Asked, meant: &[u64]) -> Result<Vec<Hit>, IndexFault> {
        let searcher = self.reader.searcher();
        let mut hits = searcher.search(&self.query(thing, asked, meant)?, &Hits)?;
        hits.sort_unstable_by(|one, other| {
            other.score.total_cmp(&one.score).then_with(|| other.id.cmp(&one.id))
        });
        Ok(hits)
    }

    fn query(&self, thing: Thing, asked: &Asked, meant: &[u64]) -> Result<BooleanQuery, IndexFault> {
        let of = Term::from_field_u64(self.fields.thing, thing as u64);
        let of: Box<dyn Query> = Box::new(TermQuery::new(of, IndexRecordOption::Basic));
        let mut parts = vec![(Occur::Must, weighed(of, 0.0))];
        let mut wanted: Vec<(Occur, Box<dyn Query>)> = Vec::new();
        for word in &asked.words {
            wanted.push((Occur::Must, self.word(word)?));
        }
        for phrase in &asked.phrases {
            wanted.push((Occur::Must, self.phrase(phrase)?));
        }
        if !wanted.is_empty() {
            let mut ways: Vec<(Occur, Box<dyn Query>)> =
                vec![(Occur::Should, Box::new(BooleanQuery::new(wanted)))];
            for occupation in meant {
                let term = Term::from_field_u64(self.fields.meant, *occupation);
                let term = Box::new(TermQuery::new(term, IndexRecordOption::Basic));
                ways.push((Occur::Should, weighed(term, MEANT)));
            }
            parts.push((Occur::Must, Box::new(BooleanQuery::new(ways))));
        } else {
            parts.push((Occur::Must, Box::new(AllQuery)));
        }
        for phrase in &asked.without {
            parts.push((Occur::MustNot, self.phrase(phrase)?));
        }
        Ok(BooleanQuery::new(parts))
    }

    /// A word, by its stem in title or text, as the beginning of one, or one a slip or two away.
    fn word(&self, word: &str) -> Result<Box<dyn Query>, IndexFault> {
        let fields = self.fields;
        let mut ways: Vec<(Occur, Box<dyn Query>)> = Vec::new();
        for (field, weight) in [(fields.title, TITLE), (fields.text, 1.0)] {
            for term in self.terms(field, word)? {
                let query = TermQuery::new(term, IndexRecordOption::WithFreqs);
                ways.push((Occur::Should, weighed(Box::new(query), weight)));
            }
        }
        let (begins, slips) = match word.chars().count() {
            ..ONE_SLIP => (false, 0),
            ONE_SLIP..TWO_SLIPS => (true, 1),
            _ => (true, 2),
        };
        for (field, weight) in [(fields.title_plain, TITLE), (fields.text_plain, 1.0)] {
            let term = || Term::from_field_text(field, word);
            if begins {
                let query = FuzzyTermQuery::new_prefix(term(), 0, true);
                ways.push((Occur::Should, weighed(Box::new(query), weight * ALIKE)));
            }
            if slips > 0 {
                let query = FuzzyTermQuery::new(term(), slips, true);
                ways.push((Occur::Should, weighed(Box::new(query), weight * ALIKE)));
            }
        }
        Ok(Box::new(BooleanQuery::new(ways)))
    }

    /// Words in a row, in the title or in the text.
    fn phrase(&self, words: &[String]) -> Result<Box<dyn Query>, IndexFault> {
        let mut ways: Vec<(Occur, Box<dyn Query>)> = Vec::new();
        for (field, weight) in [(self.fields.title, TITLE), (self.fields.text, 1.0)] {
            let mut terms = self.terms(field, &words.join(" "))?;
            let query: Box<dyn Query> = match terms.len() {
                0 => continue,
                1 => Box::new(TermQuery::new(terms.remove(0), IndexRecordOption::WithFreqs)),
                _ => Box::new(PhraseQuery::new(terms)),
            };
            ways.push((Occur::Should, weighed(query, weight)));
        }
        Ok(Box::new(BooleanQuery::new(ways)))
    }

    /// The words of a text as the field holds them.
    fn terms(&self, field: Field, text: &str) -> Result<Vec<Term>, IndexFault> {
        let mut tokenizer = self.index.tokenizer_for_field(field)?;
        let mut stream = tokenizer.token_stream(text);
        let mut terms = Vec::new();
        while stream.advance() {
            terms.push(Term::from_field_text(field, &stream.token().text));
        }
        Ok(terms)
    }
}

fn weighed(query: Box<dyn Query>, weight: f32) -> Box<dyn Query> {
    Box::new(BoostQuery::new(query, weight))
}

#[cfg(test)]
mod tests;
