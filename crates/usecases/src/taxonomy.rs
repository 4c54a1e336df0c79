//! The imported taxonomy in use: its names for the linker.

use domain::taxonomy::OccupationCode;
use matching::link::{Concept, Label, Linker};
use store::taxonomy::NamedConcept;

use crate::{Result, System};

/// Names read at once.
const PAGE: i64 = 5_000;

/// The linker over the built-in taxonomy and the imported one; none if nothing was imported. Occupations count for
/// their unit group; skills have the last part of their address as code.
///
/// # Errors
/// If the database cannot be read.
pub async fn linker(sys: &System) -> Result<Option<Linker>> {
    let mut labels = Vec::new();
    let mut tx = sys.store.read().await?;
    for kind in ["occupation", "skill"] {
        let mut after = None;
        loop {
            let names = tx.names_of_concepts(kind, after, PAGE).await?;
            after = names.last().map(|last| last.key);
            labels.extend(names.into_iter().filter_map(label));
            if after.is_none() {
                break;
            }
        }
    }
    Ok((!labels.is_empty()).then(|| Linker::new(&labels)))
}

fn label(named: NamedConcept) -> Option<Label> {
    let concept = if named.kind == "occupation" {
        Concept::Occupation(named.isco?.parse::<OccupationCode>().ok()?)
    } else {
        Concept::Skill(named.uri.rsplit('/').next()?.parse().ok()?)
    };
    Some(Label { concept, text: named.label, lang: named.lang })
}
