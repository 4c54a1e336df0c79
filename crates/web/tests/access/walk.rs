//! Walks the pages as everyone, to find real addresses: links and forms.

use std::collections::{BTreeMap, BTreeSet};

use axum::http::Method;

use crate::world::{self, Persona, World};

/// Pages of one kind that are looked at for links, for each persona.
const PAGES_OF_A_KIND: usize = 15;

/// What others are told of, though they may not have it: each with the reason.
pub const SHARED: &[(&str, &str)] = &[
    ("/api/v1/offers/{id}", "an offer that is public is known to be there"),
    ("/api/v1/offers/{id}/applications", "an offer that is public is known to be there"),
    ("/api/v1/offers/{id}/candidates", "an offer that is public is known to be there"),
    ("/{lang}/oferta/{id}", "an offer that is public is known to be there"),
    ("/{lang}/oferta/{id}/editar", "an offer that is public is known to be there"),
    ("/{lang}/oferta/{id}/paso", "an offer that is public is known to be there"),
    ("/{lang}/oferta/{id}/candidatos", "an offer that is public is known to be there"),
    ("/{lang}/oferta/{id}/solicitudes", "an offer that is public is known to be there"),
    ("/{lang}/mis-servicios/{id}", "a service of the directory is known to be there"),
    ("/{lang}/mis-servicios/{id}/paso", "a service of the directory is known to be there"),
    ("/{lang}/recibidos/promesas/{id}", "a service of the directory is known to be there"),
    ("/{lang}/recibidos/promesas/{id}/cupo", "a service of the directory is known to be there"),
    ("/{lang}/mi/perfil/{section}", "a part of everyone's own profile, by its word"),
];

/// The first address seen for each pattern, and by whom.
#[derive(Default)]
pub struct Found(BTreeMap<&'static str, (String, Persona)>);

impl Found {
    /// A real address of this pattern. Where none was seen, the parts of the nearest pattern that begins the same.
    pub fn of(&self, pattern: &str) -> Option<(String, Persona)> {
        if let Some(found) = self.0.get(pattern) {
            return Some(found.clone());
        }
        let (head, tail) = pattern.rsplit_once('/')?;
        if tail.starts_with('{') {
            return None;
        }
        let (path, owner) = self.of(head)?;
        Some((format!("{path}/{tail}"), owner))
    }
}

/// Looks at every page that can be reached by links.
pub async fn links(world: &World) -> Found {
    let routes = web::routes();
    let patterns: Vec<_> = routes.known().iter().map(|(_, pattern)| *pattern).collect();
    let mut found = Found::default();
    for persona in Persona::ALL {
        let token = world.sign_in(persona).await;
        let mut seen = BTreeSet::new();
        let mut looked: BTreeMap<&str, usize> = BTreeMap::new();
        let mut next: Vec<String> = patterns
            .iter()
            .filter(|one| !one.replace("{lang}", "").contains('{'))
            .map(|one| one.replace("{lang}", "es"))
            .collect();
        while let Some(path) = next.pop() {
            let bare = path.split(['?', '#']).next().unwrap_or_default().to_owned();
            let Some(pattern) = pattern_of(&patterns, &bare) else { continue };
            let times = looked.entry(pattern).or_default();
            if *times >= PAGES_OF_A_KIND || !seen.insert(bare.clone()) {
                continue;
            }
            *times += 1;
            let answer = world::ask(&world.router, &Method::GET, &path, "", token.as_deref()).await;
            // Samples show addresses of nothing.
            if answer.status.is_success() && !pattern.contains("{page}") {
                for link in addresses(&answer.html) {
                    note(&patterns, &link, persona, &mut found);
                    next.push(link);
                }
            }
        }
    }
    found
}

fn note(patterns: &[&'static str], link: &str, persona: Persona, found: &mut Found) {
    let bare = link.split(['?', '#']).next().unwrap_or_default();
    if let Some(pattern) = pattern_of(patterns, bare) {
        found.0.entry(pattern).or_insert_with(|| (bare.to_owned(), persona));
    }
}

/// The pattern that the router takes: the one with the fewest open parts.
fn pattern_of(patterns: &[&'static str], path: &str) -> Option<&'static str> {
    let fitting = patterns.iter().copied().filter(|pattern| fits(pattern, path));
    fitting.min_by_key(|pattern| pattern.matches('{').count())
}

/// Whether an address is of this pattern.
fn fits(pattern: &str, path: &str) -> bool {
    let (pattern, path): (Vec<_>, Vec<_>) = (pattern.split('/').collect(), path.split('/').collect());
    pattern.len() == path.len()
        && pattern.iter().zip(path).all(|(want, part)| match *want {
            "{lang}" => part == "es" || part == "en",
            want if want.starts_with('{') => !part.is_empty(),
            want => want == part,
        })
}

/// Where the links and forms of a page lead, on this site.
fn addresses(html: &str) -> Vec<String> {
    let mut found = Vec::new();
    for mark in [" href=\"", " action=\"", " formaction=\""] {
        for (at, _) in html.match_indices(mark) {
            let rest = &html[at + mark.len()..];
            let address =
                rest.split('"').next().unwrap_or_default().replace("&amp;", "&").replace("&#38;", "&");
            if address.starts_with('/') && !address.starts_with("//") {
                found.push(address);
            }
        }
    }
    found
}

#[test]
fn addresses_are_told_by_pattern() {
    assert!(fits("/{lang}/oportunidades/{id}", "/es/oportunidades/018f"));
    assert!(!fits("/{lang}/oportunidades/{id}", "/es/oportunidades"));
    assert!(!fits("/{lang}/oportunidades/{id}", "/mi/oportunidades/1"));
    assert_eq!(addresses("<a class=\"x\" href=\"/es/a?b=1&#38;c=2\"><a href=\"//x\">"), ["/es/a?b=1&c=2"]);
}
