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
/// Staff sign in: e-mail and password.
pub const STAFF_ENTER: &str = "/{lang}/personal/entrar";
/// The second step: a one-time code.
pub const STAFF_CODE: &str = "/{lang}/personal/codigo";
/// The second step without the telephone: a recovery code.
pub const STAFF_RECOVERY: &str = "/{lang}/personal/recuperacion";
/// Setting up the generator of one-time codes.
pub const STAFF_SETUP: &str = "/{lang}/personal/configurar";
/// Choosing a password with an invitation.
pub const STAFF_INVITATION: &str = "/{lang}/personal/invitacion/{token}";
/// One's own account.
pub const STAFF_ACCOUNT: &str = "/{lang}/personal/cuenta";
/// One's own sessions.
pub const STAFF_SESSIONS: &str = "/{lang}/personal/sesiones";
/// Changing the password.
pub const STAFF_PASSWORD: &str = "/{lang}/personal/clave";
/// New recovery codes.
pub const STAFF_CODES: &str = "/{lang}/personal/codigos";
/// A new generator of one-time codes.
pub const STAFF_TELEPHONE: &str = "/{lang}/personal/telefono";
/// An agency signs up.
pub const AGENCY_SIGN_UP: &str = "/{lang}/instituciones/registro";
/// What happens after an agency has signed up.
pub const AGENCY_SIGNED_UP: &str = "/{lang}/instituciones/registro/listo";
/// An agency's own page.
pub const AGENCY_OWN: &str = "/{lang}/institucion";
/// An agency adds a paper.
pub const AGENCY_PAPERS: &str = "/{lang}/institucion/documentos";
/// An agency takes a paper back.
pub const AGENCY_PAPER_REMOVE: &str = "/{lang}/institucion/documentos/{id}/quitar";
/// A refused agency asks again.
pub const AGENCY_ASK: &str = "/{lang}/institucion/pedir";
/// A paper of an agency, for who may read it.
pub const AGENCY_PAPER: &str = "/{lang}/documentos/{id}";
/// The coordinator's queue of agencies.
pub const QUEUE: &str = "/{lang}/coordinacion/instituciones";
/// One agency of the queue.
pub const QUEUE_ONE: &str = "/{lang}/coordinacion/instituciones/{id}";
/// The administrator's agencies.
pub const AGENCIES: &str = "/{lang}/administracion/instituciones";
/// A new agency.
pub const AGENCY_NEW: &str = "/{lang}/administracion/instituciones/nueva";
/// One agency, to be changed.
pub const AGENCY: &str = "/{lang}/administracion/instituciones/{id}";
/// A new agreement with an agency.
pub const AGREEMENT_NEW: &str = "/{lang}/administracion/instituciones/{id}/convenio";
/// The agreements, the nearest end first.
pub const AGREEMENTS: &str = "/{lang}/administracion/convenios";
/// One agreement, to be changed.
pub const AGREEMENT: &str = "/{lang}/administracion/convenios/{id}";
/// The accounts of the staff.
pub const ACCOUNTS: &str = "/{lang}/administracion/usuarios";
/// Inviting somebody.
pub const ACCOUNT_NEW: &str = "/{lang}/administracion/usuarios/nuevo";
/// One account.
pub const ACCOUNT: &str = "/{lang}/administracion/usuarios/{id}";
/// What an administrator does with an account: `invitar`, `apagar`, `encender`, `reponer`.
pub const ACCOUNT_STEP: &str = "/{lang}/administracion/usuarios/{id}/{step}";
