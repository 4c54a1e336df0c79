//! A router that knows its addresses, so that a test can try every one of them as everyone.

use axum::{
    Router,
    handler::Handler,
    http::Method,
    routing::{MethodFilter, on},
};

use crate::App;

/// Routes, and the list of them.
#[derive(Default)]
pub struct Routes {
    router: Router<App>,
    known: Vec<(Method, &'static str)>,
}

impl Routes {
    /// None yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    fn add<H, M>(mut self, method: Method, filter: MethodFilter, path: &'static str, handler: H) -> Self
    where
        H: Handler<M, App>,
        M: 'static,
    {
        self.router = self.router.route(path, on(filter, handler));
        self.known.push((method, path));
        self
    }

    /// Answers GET (and HEAD).
    #[must_use]
    pub fn get<H: Handler<M, App>, M: 'static>(self, path: &'static str, handler: H) -> Self {
        self.add(Method::GET, MethodFilter::GET, path, handler)
    }

    /// Answers POST.
    #[must_use]
    pub fn post<H: Handler<M, App>, M: 'static>(self, path: &'static str, handler: H) -> Self {
        self.add(Method::POST, MethodFilter::POST, path, handler)
    }

    /// Answers PUT.
    #[must_use]
    pub fn put<H: Handler<M, App>, M: 'static>(self, path: &'static str, handler: H) -> Self {
        self.add(Method::PUT, MethodFilter::PUT, path, handler)
    }

    /// Answers DELETE.
    #[must_use]
    pub fn delete<H: Handler<M, App>, M: 'static>(self, path: &'static str, handler: H) -> Self {
        self.add(Method::DELETE, MethodFilter::DELETE, path, handler)
    }

    /// These and those.
    #[must_use]
    pub fn and(mut self, other: Self) -> Self {
        self.router = self.router.merge(other.router);
        self.known.extend(other.known);
        self
    }

    /// Every method and address, in order.
    #[must_use]
    pub fn known(&self) -> &[(Method, &'static str)] {
        &self.known
    }

    /// The router.
    pub fn into_router(self) -> Router<App> {
        self.router
    }
}
