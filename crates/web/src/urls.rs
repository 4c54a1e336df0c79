//! Every address, once. Patterns are for the router, functions for links.

mod referral;

pub use referral::*;

/// Chooses the language.
pub const ROOT: &str = "/";
/// The first page.
pub const HOME: &str = "/{lang}/";
/// Intake at a desk.
pub const INTAKE: &str = "/{lang}/recepcion";
/// Whom one has registered today.
pub const INTAKE_DAY: &str = "/{lang}/recepcion/hoy";
/// A record that must be corrected.
pub const INTAKE_REVIEW: &str = "/{lang}/recepcion/revisar";
/// Brings a file of a tablet in.
pub const INTAKE_FILE: &str = "/{lang}/recepcion/archivo";
/// Sealed records of a tablet.
pub const API_INTAKE: &str = "/api/v1/intake";
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
/// Before applying, and applying.
pub const APPLY: &str = "/{lang}/oportunidades/{id}/aplicar";
/// A person's applications.
pub const APPLICATIONS: &str = "/{lang}/mi/solicitudes";
/// One of them.
pub const APPLICATION: &str = "/{lang}/mi/solicitudes/{id}";
/// Takes it back.
pub const APPLICATION_WITHDRAW: &str = "/{lang}/mi/solicitudes/{id}/retirar";
/// Whether the person was answered.
pub const APPLICATION_HEARD: &str = "/{lang}/mi/solicitudes/{id}/respuesta";
/// Whether it came to something.
pub const APPLICATION_RESULT: &str = "/{lang}/mi/solicitudes/{id}/resultado";
/// What suits a person.
pub const MATCHES: &str = "/{lang}/mi/coincidencias";
/// What matters to a person, and the way into the cards.
pub const PREFERENCES: &str = "/{lang}/mi/preferencias";
/// The next card.
pub const PREFERENCE_CARD: &str = "/{lang}/mi/preferencias/tarjeta";
/// Forgets what was said to cards.
pub const PREFERENCE_FORGET: &str = "/{lang}/mi/preferencias/borrar";
/// What a person is missing.
pub const MISSING: &str = "/{lang}/mi/falta";
/// Which courses would open most for the people of a municipality.
pub const MISSING_COURSES: &str = "/{lang}/coordinacion/falta";
/// Candidates of an offer.
pub const CANDIDATES: &str = "/{lang}/oferta/{id}/candidatos";
/// Applications to an offer.
pub const RECEIVED: &str = "/{lang}/oferta/{id}/solicitudes";
/// One application, as its agency sees it.
pub const RECEIVED_ONE: &str = "/{lang}/solicitud/{id}";
/// The agency answers.
pub const RECEIVED_ANSWER: &str = "/{lang}/solicitud/{id}/respuesta";
/// The agency reports what came of it.
pub const RECEIVED_RESULT: &str = "/{lang}/solicitud/{id}/resultado";
/// What waits for a coordinator.
pub const DESK: &str = "/{lang}/coordinacion";
/// How far people come.
pub const FUNNEL: &str = "/{lang}/coordinacion/embudo";
/// The same, for spreadsheets.
pub const FUNNEL_CSV: &str = "/{lang}/coordinacion/embudo.csv";
/// Answers whose date has passed.
pub const UNANSWERED: &str = "/{lang}/coordinacion/sin-respuesta";
/// Cases in which person and agency say different things.
pub const DISPUTES: &str = "/{lang}/coordinacion/disputas";
/// Registration of a person.
pub const REGISTER: &str = "/{lang}/registro";
/// Signing in of a person.
pub const ENTER: &str = "/{lang}/entrar";
/// For a person who lost the PIN: a number to their contact, and another PIN.
pub const LOST_PIN: &str = "/{lang}/entrar/pin";
/// Signing out of anybody.
pub const LEAVE: &str = "/{lang}/salir";
/// The first page of who has signed in.
pub const MINE: &str = "/{lang}/mi";
/// The slip with code and QR.
pub const SLIP: &str = "/{lang}/mi/boleta";
/// Who saw the person's data, a copy, a pause, the end.
pub const MY_DATA: &str = "/{lang}/mi/datos";
/// Gives the copy.
pub const MY_DATA_COPY: &str = "/{lang}/mi/datos/copia";
/// Pauses and wakes.
pub const MY_PAUSE: &str = "/{lang}/mi/datos/pausa";
/// The end.
pub const MY_DELETE: &str = "/{lang}/mi/datos/borrar";
/// Where the person is signed in.
pub const MY_SESSIONS: &str = "/{lang}/mi/sesiones";
/// A new PIN.
pub const MY_PIN: &str = "/{lang}/mi/pin";
/// What the person shares.
pub const CONSENTS: &str = "/{lang}/mi/consentimientos";
/// Says yes to a purpose.
pub const CONSENT_GIVE: &str = "/{lang}/mi/consentimientos/dar";
/// Withdraws a consent.
pub const CONSENT_WITHDRAW: &str = "/{lang}/mi/consentimientos/retirar";
/// The profile.
pub const PROFILE: &str = "/{lang}/mi/perfil";
/// One section of the profile.
pub const PROFILE_SECTION: &str = "/{lang}/mi/perfil/{section}";
/// Skills.
pub const PROFILE_SKILLS: &str = "/{lang}/mi/perfil/habilidades";
/// A job to be told.
pub const JOBS: &str = "/{lang}/mi/perfil/trabajos";
/// One job.
pub const JOB: &str = "/{lang}/mi/perfil/trabajos/{id}";
/// What the job is called.
pub const JOB_OCCUPATION: &str = "/{lang}/mi/perfil/trabajos/{id}/ocupacion";
/// The skills that came with it.
pub const JOB_SKILLS: &str = "/{lang}/mi/perfil/trabajos/{id}/habilidades";
/// Takes a job away.
pub const JOB_REMOVE: &str = "/{lang}/mi/perfil/trabajos/{id}/quitar";
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
/// The first page of the administration.
pub const ADMINISTRATION: &str = "/{lang}/administracion";
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
