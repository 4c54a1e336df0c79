//! Every address, once. Patterns are for the router, functions for links.

/// Chooses the language.
pub const ROOT: &str = "/";
/// The first page.
pub const HOME: &str = "/{lang}/";
/// The samples of every page (demo only).
pub const GALLERY: &str = "/{lang}/demo/paginas";
/// One sample of a page (demo only).
pub const GALLERY_PAGE: &str = "/{lang}/demo/paginas/{page}/{state}";
/// The CV of who is signed in.
pub const CV: &str = "/{lang}/mi/cv";
/// The same, as PDF.
pub const CV_PDF: &str = "/{lang}/mi/cv.pdf";
/// The messages sent and waiting (demo only).
pub const OUTBOX: &str = "/{lang}/demo/mensajes";
/// One way in for each role (demo only).
pub const DEMO: &str = "/{lang}/demo";
