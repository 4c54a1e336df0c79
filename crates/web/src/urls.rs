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
/// What is offered, to everyone.
pub const OPPORTUNITIES: &str = "/{lang}/oportunidades";
/// One opportunity.
pub const OPPORTUNITY: &str = "/{lang}/oportunidades/{id}";
/// The directory of services.
pub const SERVICES: &str = "/{lang}/servicios";
/// One service.
pub const SERVICE: &str = "/{lang}/servicios/{id}";
/// Help lines, advice against swindles, offices for who is under 18.
pub const HELP: &str = "/{lang}/ayuda";
/// The offers of one's own agency.
pub const OFFERS: &str = "/{lang}/oferta";
/// A new offer.
pub const OFFER_NEW: &str = "/{lang}/oferta/nueva";
/// One's own offer: how far it is, and what can be done with it.
pub const OFFER: &str = "/{lang}/oferta/{id}";
/// Changes it.
pub const OFFER_EDIT: &str = "/{lang}/oferta/{id}/editar";
/// Takes a step in its life.
pub const OFFER_STEP: &str = "/{lang}/oferta/{id}/paso";
/// Offers that wait for a coordinator.
pub const REVIEWS: &str = "/{lang}/coordinacion/ofertas";
/// One offer, as a coordinator sees it, and the decision.
pub const REVIEW: &str = "/{lang}/coordinacion/ofertas/{id}";
/// The services of one's own agency.
pub const MY_SERVICES: &str = "/{lang}/mis-servicios";
/// A new one.
pub const MY_SERVICE_NEW: &str = "/{lang}/mis-servicios/nuevo";
/// Changes one.
pub const MY_SERVICE: &str = "/{lang}/mis-servicios/{id}";
/// Confirms, hides or shows one.
pub const MY_SERVICE_STEP: &str = "/{lang}/mis-servicios/{id}/paso";
/// Help lines and minimum wages.
pub const CATALOGUES: &str = "/{lang}/administracion/catalogos";
/// A new help line.
pub const HELP_LINE_NEW: &str = "/{lang}/administracion/catalogos/lineas";
/// Changes a help line.
pub const HELP_LINE: &str = "/{lang}/administracion/catalogos/lineas/{id}";
/// Verifies or closes a help line.
pub const HELP_LINE_STEP: &str = "/{lang}/administracion/catalogos/lineas/{id}/paso";
/// A new minimum wage.
pub const WAGE_NEW: &str = "/{lang}/administracion/catalogos/salarios";
