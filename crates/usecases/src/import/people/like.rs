//! Who may be the same person: told, never merged.

use std::collections::HashMap;

use domain::text::fold;
use store::Tx;

use super::{Draft, row_number};
use crate::{Error, import::run::Note};

/// Who came before in the same list.
#[derive(Default)]
pub(super) struct Seen {
    phones: HashMap<String, u64>,
    cuis: HashMap<String, u64>,
    names: HashMap<String, u64>,
    keys: HashMap<String, u64>,
}

impl Seen {
    /// The key of a row: what tells it apart on this list, read again or corrected elsewhere. With a folio: that, the
    /// name and the year; else everything. Two rows that say the same are two people, until somebody says that they
    /// are one: the second gets another key.
    pub fn key(&mut self, draft: &Draft) -> String {
        let name = name(draft);
        let key = if draft.folio.is_empty() {
            let phone = draft.contact.as_ref().map_or("", |contact| contact.phone.as_str());
            format!("{name}\n{phone}\n{}", draft.cui.as_ref().map_or("", |cui| cui.as_str()))
        } else {
            format!("{}\n{}\n{}", draft.folio, fold(draft.alias.as_str()), draft.birth_year)
        };
        let times = self.keys.entry(key.clone()).or_default();
        *times += 1;
        if *times == 1 { key } else { format!("{key}\n{times}") }
    }

    /// Warns of an earlier row with the same CUI, telephone, or name, year and municipality.
    pub fn warn(&mut self, draft: &mut Draft) {
        let phone = draft.contact.as_ref().map(|contact| contact.phone.as_str().to_owned());
        let cui = draft.cui.as_ref().map(|cui| cui.as_str().to_owned());
        let name = name(draft);
        let found = [
            ("cui", cui.and_then(|cui| earlier(&mut self.cuis, cui, draft.row))),
            ("nombre", earlier(&mut self.names, name, draft.row)),
            ("telefono", phone.and_then(|phone| earlier(&mut self.phones, phone, draft.row))),
        ];
        for (column, row) in found {
            if let Some(row) = row {
                let note =
                    Note::warn(draft.row, column, "import-people-like-row").with("row", row_number(row));
                draft.notes.push(note);
            }
        }
    }
}

/// The first row with this value, if it is not this one.
fn earlier(seen: &mut HashMap<String, u64>, value: String, row: u64) -> Option<u64> {
    let first = *seen.entry(value).or_insert(row);
    (first != row).then_some(first)
}

fn name(draft: &Draft) -> String {
    format!("{}\n{}\n{}", fold(draft.alias.as_str()), draft.birth_year, draft.municipality)
}

/// Warns of people in the database with the same CUI or telephone, or the same name, year and municipality.
pub(super) async fn warn(tx: &mut Tx, draft: &mut Draft) -> Result<(), Error> {
    let (row, wanted) = (draft.row, fold(draft.alias.as_str()));
    let phone = draft.contact.as_ref().map(|contact| &contact.phone);
    let mut found = Vec::new();
    if let Some(cui) = &draft.cui
        && !tx.people_like(Some(cui), None, None).await?.is_empty()
    {
        found.push("cui");
    }
    let born = tx.aliases_born(draft.birth_year, draft.municipality).await?;
    if born.iter().any(|(_, alias)| fold(alias) == wanted) {
        found.push("nombre");
    }
    if phone.is_some() && !tx.people_like(None, phone, None).await?.is_empty() {
        found.push("telefono");
    }
    draft.notes.extend(found.into_iter().map(|column| Note::warn(row, column, "import-people-like-known")));
    Ok(())
}
