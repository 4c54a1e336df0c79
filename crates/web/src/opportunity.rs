//! What is offered, for everyone: the list with its filters, and one opportunity.

mod show;

use askama::Template;
use axum::{extract::State, response::Response};
use domain::{
    message::Lang,
    opportunity::{Kind, Order},
};
use usecases::{
    Problems,
    opportunity::{self, Browse, COUNT_AT_MOST, Item, Listing},
    place, reading,
};

use crate::{
    App,
    error::Failure,
    form::{Asked, Fields},
    i18n::T,
    page::{self, Frame, Page, Who},
    routes::Routes,
    session::As,
    urls,
};

pub use show::{Details, Show};
pub(crate) use show::{sample_vacancy, skills_key};

/// The addresses of this slice.
#[must_use]
pub fn routes() -> Routes {
    Routes::new().get(urls::OPPORTUNITIES, list).get(urls::OPPORTUNITY, show::show)
}

/// Kilometres that can be chosen; the first is taken if a place is given and nothing is chosen.
const DISTANCES: [u32; 4] = [25, 10, 50, 100];

/// One opportunity in the list: everything as it is read.
#[derive(Clone, Debug)]
pub struct Card {
    /// Its address.
    pub href: String,
    /// Its title, and the title's language.
    pub title: String,
    /// The value of the `lang` attribute of the title.
    pub title_lang: &'static str,
    /// The kind, in words.
    pub kind: String,
    /// Who offers it.
    pub agency: String,
    /// Where, and about how far.
    pub place: String,
    /// Pay, or what it costs.
    pub money: String,
    /// Until when one can apply.
    pub closes: String,
    /// What to bring, in one line.
    pub bring: String,
}

impl Card {
    fn new(t: T, item: &Item) -> Self {
        let one = &item.opportunity;
        Self {
            href: format!("/{}/oportunidades/{}", t.lang, one.id),
            title: t.read(&one.title).to_owned(),
            title_lang: t.lang_of(&one.title),
            kind: t.word("opportunity-kind", one.kind),
            agency: item.agency_name.clone(),
            place: show::place_of(t, one, item.km),
            money: show::money(t, one),
            closes: t.day(&one.closes_on),
            bring: t.read(&one.bring).lines().collect::<Vec<_>>().join("; "),
        }
    }
}

/// The list.
#[derive(Template)]
#[template(path = "opportunity/list.html")]
pub struct List {
    /// What stands around it.
    pub frame: Frame,
    /// The filters as typed.
    pub f: Fields,
    /// The kinds to choose from.
    pub kinds: Vec<(String, String)>,
    /// The distances to choose from.
    pub distances: Vec<(String, String)>,
    /// The orders to choose from.
    pub orders: Vec<(String, String)>,
    /// How many there are, in words.
    pub total: String,
    /// How many of each kind answer the words: in words, and where they are seen; no address for the kind that is seen.
    pub counts: Vec<(String, Option<String>)>,
    /// The opportunities of this page.
    pub cards: Vec<Card>,
    /// The address of the next page.
    pub next: Option<String>,
    /// Whether this is not the first page.
    pub later: bool,
}

impl List {
    fn new(mut frame: Frame, f: Fields, listing: &Listing) -> Self {
        let t = frame.t;
        if let Some(kind) = f.some("kind").and_then(Kind::from_word) {
            frame.title = t.word("opportunity-list", kind);
        }
        let total = if listing.total >= COUNT_AT_MOST {
            t.one("opportunity-total-many", "count", COUNT_AT_MOST)
        } else {
            t.one("opportunity-total", "count", listing.total)
        };
        let base = frame.to("oportunidades");
        let next = listing.next.map(|after| format!("{base}?{}", next_query(&f, &after.to_string())));
        Self {
            kinds: Kind::ALL
                .iter()
                .map(|kind| (kind.to_string(), t.word("opportunity-kind", kind)))
                .collect(),
            distances: DISTANCES
                .iter()
                .map(|km| (km.to_string(), t.one("opportunity-within", "km", i64::from(*km))))
                .chain([("0".to_owned(), t.s("opportunity-within-only"))])
                .collect(),
            orders: Order::ALL
                .iter()
                .map(|order| (order.to_string(), t.word("opportunity-order", order)))
                .collect(),
            total,
            counts: counts(t, &base, &f, listing),
            cards: listing.items.iter().map(|item| Card::new(t, item)).collect(),
            next,
            later: f.some("after").is_some(),
            frame,
            f,
        }
    }
}

/// The filters that are given, but for one.
fn filters_without(f: &Fields, left_out: &str) -> form_urlencoded::Serializer<'static, String> {
    let mut query = form_urlencoded::Serializer::new(String::new());
    for name in ["kind", "q", "place", "km", "pay", "order"].into_iter().filter(|name| *name != left_out) {
        if let Some(value) = f.some(name) {
            query.append_pair(name, value);
        }
    }
    query
}

/// The same filters, after another row.
fn next_query(f: &Fields, after: &str) -> String {
    filters_without(f, "").append_pair("after", after).finish()
}

/// How many of each kind answer, with the way to them. One kind alone is nothing to choose from.
fn counts(t: T, base: &str, f: &Fields, listing: &Listing) -> Vec<(String, Option<String>)> {
    if listing.kinds.len() < 2 {
        return Vec::new();
    }
    listing
        .kinds
        .iter()
        .map(|(kind, count)| {
            let text = format!("{} ({count})", t.word("opportunity-kind", kind));
            let query = filters_without(f, "kind").append_pair("kind", kind.word()).finish();
            (text, (!f.has("kind", kind.word())).then(|| format!("{base}?{query}")))
        })
        .collect()
}

/// What is looked for, by the address; what cannot be read is told and left out.
fn browse_of(f: &Fields) -> (Browse, Problems) {
    let mut problems = Problems::default();
    let municipality = f.some("place").and_then(|text| problems.keep("place", place::choose(text)));
    let km = f.some("km").and_then(|text| text.parse().ok());
    let within_km = match (municipality, km) {
        (None, _) | (_, Some(0)) => None,
        (Some(_), km) => Some(km.unwrap_or(DISTANCES[0]).min(500)),
    };
    let browse = Browse {
        kind: f.some("kind").and_then(Kind::from_word),
        municipality,
        within_km,
        words: f.get("q").chars().take(200).collect(),
        pay_centavos: f.some("pay").and_then(|text| problems.keep("pay", reading::money(text))),
        order: f.some("order").and_then(Order::from_word),
        after: f.some("after").and_then(|text| text.parse().ok()),
        ..Browse::default()
    };
    (browse, problems)
}

async fn list(State(app): State<App>, who: As, Asked(f): Asked) -> Result<Response, Failure> {
    let (browse, problems) = browse_of(&f);
    let listing = opportunity::browse(&app.sys, &who.ctx, &browse).await?;
    let frame = Frame::new(&app, &who, "opportunity-list-title").public("opportunity-list-description");
    let page = List::new(frame, f.with_problems(problems), &listing);
    Ok(page::answer(&page.frame, &page))
}

impl Page for List {
    const NAME: &'static str = "opportunity-list";
    fn samples(lang: Lang) -> Vec<(&'static str, Self)> {
        let frame = || {
            Frame::sample(lang, Who::Nobody, "opportunity-list-title").public("opportunity-list-description")
        };
        let listing = |items: Vec<Item>, total| Listing {
            next: (total > 20).then_some(opportunity::After::Place(20)),
            items,
            total,
            order: Order::Newest,
            kinds: if total > 20 { vec![(Kind::Vacancy, 31), (Kind::Course, 4)] } else { Vec::new() },
        };
        let full = listing(show::sample_items(), COUNT_AT_MOST);
        let wrong = Fields::filled([("place", "Macondo"), ("pay", "mucho"), ("kind", "vacancy")]);
        let (_, problems) = browse_of(&wrong);
        vec![
            ("full", Self::new(frame(), Fields::filled([("q", "albañil"), ("place", "Cobán")]), &full)),
            ("empty", Self::new(frame(), Fields::filled([("kind", "course")]), &listing(Vec::new(), 0))),
            ("refused", Self::new(frame(), wrong.with_problems(problems), &listing(Vec::new(), 0))),
        ]
    }
}
