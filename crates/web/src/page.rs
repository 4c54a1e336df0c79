//! Pages: a template, the frame around it, and samples of its states for the gallery, the snapshots and the checks.

use askama::Template;
use axum::{
    http::{StatusCode, header},
    response::{Html, IntoResponse, Response},
};
use domain::{
    message::Lang,
    policy::{Actor, Role},
};

use crate::{App, assets, i18n::T, session::As};

/// What stands around every page: language, title, who is signed in.
#[derive(Clone, Debug)]
pub struct Frame {
    /// What the page speaks with.
    pub t: T,
    /// The path after the language, to change the language.
    pub rest: String,
    /// Who is signed in: decides the links on top.
    pub who: Who,
    /// The address people type, without a slash at its end; empty in samples.
    pub site: String,
    /// Whether this is the made-up world.
    pub demo: bool,
    /// The title, a text.
    pub title: String,
    /// One sentence for search engines and shared links.
    pub description: String,
    /// Whether search engines may keep it.
    pub public: bool,
    /// A notice on top, after something was done: a text.
    pub done: Option<String>,
}

/// Who is signed in, for the links on top.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    /// Nobody.
    Nobody,
    /// A person.
    Person,
    /// Staff with this role.
    Staff(Role),
}

impl Frame {
    /// The frame for who asks; `title` is a Fluent key.
    #[must_use]
    pub fn new(app: &App, who: &As, title: &str) -> Self {
        let t = T::new(who.ctx.lang);
        Self {
            t,
            rest: who.rest.clone(),
            who: match who.ctx.actor {
                Actor::Person(_) => Who::Person,
                Actor::Staff { role, .. } => Who::Staff(role),
                Actor::Anonymous | Actor::Guest { .. } | Actor::System => Who::Nobody,
            },
            site: app.sys.settings.base_url.clone(),
            demo: app.sys.settings.demo,
            title: t.s(title),
            description: t.s("layout-description"),
            public: false,
            done: None,
        }
    }

    /// The frame of a sample.
    #[must_use]
    pub fn sample(lang: Lang, who: Who, title: &str) -> Self {
        let t = T::new(lang);
        Self {
            t,
            rest: String::new(),
            who,
            site: String::new(),
            demo: false,
            title: t.s(title),
            description: t.s("layout-description"),
            public: false,
            done: None,
        }
    }

    /// A page for everyone, which search engines may keep; `description` is a Fluent key.
    #[must_use]
    pub fn public(mut self, description: &str) -> Self {
        self.public = true;
        self.description = self.t.s(description);
        self
    }

    /// The title as a text that is already in the page's language.
    #[must_use]
    pub fn titled(mut self, title: impl Into<String>) -> Self {
        self.title = title.into();
        self
    }

    /// A notice on top, from `?hecho=word` of the address: the Fluent key `done-word`, if there is one.
    #[must_use]
    pub fn with_done(mut self, word: &str) -> Self {
        let key = format!("done-{word}");
        if !word.is_empty() && crate::i18n::words().has(Lang::Es, &key) {
            self.done = Some(self.t.s(&key));
        }
        self
    }

    /// The address of the style sheet.
    #[must_use]
    pub fn css(&self) -> &'static str {
        assets::css_path()
    }

    /// The address of the script that suggests while one types: only for pages with fields for it.
    #[must_use]
    pub fn suggest(&self) -> &'static str {
        assets::suggest_path()
    }

    /// The other language, and this page in it.
    #[must_use]
    pub fn other(&self) -> (T, String) {
        let lang = if self.t.lang == Lang::Es { Lang::En } else { Lang::Es };
        (T::new(lang), format!("/{lang}/{}", self.rest))
    }

    /// An address in the page's language: `frame.to("oportunidades")` is `/es/oportunidades`.
    #[must_use]
    pub fn to(&self, path: &str) -> String {
        format!("/{}/{path}", self.t.lang)
    }

    /// Whether search engines are asked to leave it out: pages that anyone can open and nobody should find. A page
    /// behind a sign-in needs no asking, for whoever is not signed in never gets it.
    #[must_use]
    pub fn is_unlisted(&self) -> bool {
        !self.public && self.who == Who::Nobody
    }

    /// Whether a person is signed in.
    #[must_use]
    pub fn is_person(&self) -> bool {
        self.who == Who::Person
    }

    /// The word of the role, if staff is signed in.
    #[must_use]
    pub fn role(&self) -> &'static str {
        if let Who::Staff(role) = self.who { role.word() } else { "" }
    }
}

/// A page that can show samples of itself: its states worth seeing (empty, refused, long names, full).
pub trait Page: Template + Sized {
    /// Its name in the gallery: `feature-page`.
    const NAME: &'static str;
    /// Its states by name.
    fn samples(lang: Lang) -> Vec<(&'static str, Self)>;
}

/// A sample as the gallery and the snapshots have it: page, state, HTML.
pub type Shown = (&'static str, &'static str, String);

/// Draws every sample of a page.
#[must_use]
pub fn show<P: Page>(lang: Lang) -> Vec<Shown> {
    P::samples(lang)
        .into_iter()
        .map(|(state, page)| (P::NAME, state, page.render().unwrap_or_else(|error| error.to_string())))
        .collect()
}

/// Answers with a page. Pages of who is signed in are never kept by the browser or on the way.
#[must_use]
pub fn answer(frame: &Frame, page: &impl Template) -> Response {
    answer_with(StatusCode::OK, frame, page)
}

/// Answers with a page and a status: 422 for a form with problems.
#[must_use]
pub fn answer_with(status: StatusCode, frame: &Frame, page: &impl Template) -> Response {
    let keep = if frame.public && frame.who == Who::Nobody { "no-cache" } else { "no-store" };
    match page.render() {
        Ok(html) => (
            status,
            [(header::CACHE_CONTROL, keep), (header::CONTENT_LANGUAGE, frame.t.html_lang())],
            Html(html),
        )
            .into_response(),
        Err(error) => {
            tracing::error!(%error, "a page cannot be drawn");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}

/// Sends the browser on after a form was taken (303), so that reloading does not send it again.
#[must_use]
pub fn see_other(path: &str) -> Response {
    (StatusCode::SEE_OTHER, [(header::LOCATION, path), (header::CACHE_CONTROL, "no-store")]).into_response()
}
