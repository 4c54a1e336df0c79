//! The imported taxonomy in use: read for training, trained, kept, and loaded by every process.

use std::collections::HashMap;

use domain::{message::Lang, taxonomy::OccupationCode};
use matching::link::{Concept, ConceptKind, Label, Linker, TaxonomyConcept, Vectors};
use store::taxonomy::{ConceptRow, NamedConcept};

use crate::{Error, Result, System};

/// Rows read at once.
const PAGE: i64 = 5_000;

/// The linker over the built-in taxonomy and the imported one; none if nothing was imported. Occupations count for
/// their unit group; skills have the last part of their address as code. With the vectors that were trained when it was
/// imported, if they are there.
///
/// # Errors
/// If the database cannot be read.
pub async fn linker(sys: &System) -> Result<Option<Linker>> {
    let concepts = concepts(sys).await?;
    if concepts.is_empty() {
        return Ok(None);
    }
    let vectors = vectors(sys).await?;
    let built = tokio::task::spawn_blocking(move || {
        let linker = Linker::new(&labels(&concepts));
        match vectors {
            Some(vectors) => linker.with_vectors(&concepts, vectors),
            None => linker,
        }
    });
    Ok(Some(built.await.map_err(|error| Error::Internal(Box::new(error)))?))
}

/// The vectors that are kept; none if there are none, or a newer program wrote them.
///
/// # Errors
/// If the database cannot be read.
pub async fn vectors(sys: &System) -> Result<Option<Vectors>> {
    let mut tx = sys.store.read().await?;
    match tx.link_model_version().await? {
        Some(version) => Ok(Vectors::from_bytes(&tx.link_model(version).await?)),
        None => Ok(None),
    }
}

/// Takes what was imported into use if it is not in use yet: at the start, and after an import by another process. The
/// linker before it serves until then. Answers whether there was something new.
///
/// # Errors
/// If the database cannot be read.
pub async fn refresh(sys: &System) -> Result<bool> {
    let version = sys.store.read().await?.link_model_version().await?;
    if version.is_none() || version == sys.linker_version() {
        return Ok(false);
    }
    if let Some(linker) = linker(sys).await? {
        sys.set_linker(linker);
    }
    sys.set_linker_version(version);
    Ok(true)
}

/// Trains vectors on what was imported and keeps them; tells how many of how many parts are done.
///
/// # Errors
/// If the database cannot be read or written.
pub async fn train(sys: &System, told: impl FnMut(usize, usize) + Send + 'static) -> Result<()> {
    let concepts = concepts(sys).await?;
    if concepts.is_empty() {
        return Ok(());
    }
    let mut told = told;
    let trained = tokio::task::spawn_blocking(move || Vectors::train(&concepts, &mut told).to_bytes());
    let body = trained.await.map_err(|error| Error::Internal(Box::new(error)))?;
    let (body, now) = (&body, sys.now());
    sys.store
        .write(move |mut tx| async move {
            // Two trainings in one second are two versions.
            let before = tx.link_model_version().await?.unwrap_or(0);
            tx.put_link_model(now.seconds().max(before + 1), body).await?;
            Ok::<_, Error>(tx.done(()))
        })
        .await
}

/// Every concept that was imported with its words, in the order of addresses: what vectors are trained on.
///
/// # Errors
/// If the database cannot be read.
pub async fn concepts(sys: &System) -> Result<Vec<TaxonomyConcept>> {
    let mut tx = sys.store.read().await?;
    let mut concepts: Vec<TaxonomyConcept> = Vec::new();
    let mut after = String::new();
    loop {
        let rows = tx.concepts_after(&after, PAGE).await?;
        let Some(last) = rows.last() else { break };
        after.clone_from(&last.uri);
        concepts.extend(rows.into_iter().filter_map(concept));
    }
    concepts.sort_by(|one, other| one.address.cmp(&other.address));
    let places: HashMap<String, usize> =
        concepts.iter().enumerate().map(|(at, concept)| (concept.address.clone(), at)).collect();
    let mut named: Vec<NamedConcept> = Vec::new();
    for kind in ["occupation", "skill", "isco_group"] {
        let mut key = None;
        loop {
            let names = tx.names_of_concepts(kind, key, PAGE).await?;
            let Some(last) = names.last() else { break };
            key = Some(last.key);
            named.extend(names);
        }
    }
    // Not in the order in which they were written, which another import may change.
    named.sort_by(|one, other| (&one.uri, &one.label).cmp(&(&other.uri, &other.label)));
    for name in named {
        if let Some(concept) = places.get(&name.uri).and_then(|at| concepts.get_mut(*at))
            && !concept.names.contains(&(name.lang, name.label.clone()))
        {
            concept.names.push((name.lang, name.label));
        }
    }
    let mut link = (String::new(), String::new());
    loop {
        let links = tx.essential_links_after(&link, PAGE).await?;
        let Some(last) = links.last() else { break };
        link.clone_from(last);
        for (from, to) in &links {
            if let (Some(from), Some(to)) = (places.get(from), places.get(to))
                && concepts[*from].kind == ConceptKind::Occupation
            {
                concepts[*from].skills.push(*to);
            }
        }
    }
    concepts.iter_mut().for_each(|concept| concept.skills.sort_unstable());
    Ok(concepts)
}

fn concept(row: ConceptRow) -> Option<TaxonomyConcept> {
    let kind = match row.kind.as_str() {
        "occupation" => ConceptKind::Occupation,
        "isco_group" => ConceptKind::Group,
        "skill" => ConceptKind::Skill,
        _ => return None,
    };
    let titles = [(Lang::Es, row.title_es), (Lang::En, row.title_en)];
    Some(TaxonomyConcept {
        address: row.uri,
        kind,
        group: row.isco.unwrap_or_default(),
        names: titles.into_iter().filter(|(_, title)| !title.is_empty()).collect(),
        descriptions: [row.description_es, row.description_en],
        skills: Vec::new(),
    })
}

/// The names of occupations and skills.
fn labels(concepts: &[TaxonomyConcept]) -> Vec<Label> {
    let mut labels = Vec::new();
    for known in concepts {
        let concept = match known.kind {
            ConceptKind::Occupation => known.group.parse::<OccupationCode>().ok().map(Concept::Occupation),
            ConceptKind::Skill => {
                known.address.rsplit('/').next().and_then(|code| code.parse().ok()).map(Concept::Skill)
            }
            ConceptKind::Group => None,
        };
        let Some(concept) = concept else { continue };
        labels.extend(known.names.iter().map(|(lang, text)| Label {
            concept: concept.clone(),
            text: text.clone(),
            lang: *lang,
        }));
    }
    labels
}
