//! Every address, once. Patterns are for the router, functions for links.

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

/// What an organisation owes of the referrals that it received.
pub const INBOX: &str = "/{lang}/recibidos";
/// One of them, as its organisation sees it.
pub const INBOX_ONE: &str = "/{lang}/recibidos/{id}";
/// A step of the organisation: `tomar`, `respuesta`, `inicio`, `resultado`, `intento`.
pub const INBOX_STEP: &str = "/{lang}/recibidos/{id}/{step}";
/// What the services of one's own agency promise to who refers.
pub const PROMISES: &str = "/{lang}/recibidos/promesas";
/// The promise of one of them.
pub const PROMISE: &str = "/{lang}/recibidos/promesas/{id}";
/// How much room it has, in one tap.
pub const PROMISE_ROOM: &str = "/{lang}/recibidos/promesas/{id}/cupo";
/// A person's referrals.
pub const MY_REFERRALS: &str = "/{lang}/mi/casos";
/// One of them.
pub const MY_REFERRAL: &str = "/{lang}/mi/casos/{id}";
/// A step of the person: `informar`, `confirmar`, `disputar`, `retirar`.
pub const MY_REFERRAL_STEP: &str = "/{lang}/mi/casos/{id}/{step}";
/// A person asks a service for help.
pub const REFER_MYSELF: &str = "/{lang}/servicios/{id}/pedir";
/// An officer looks for a person.
pub const FIND: &str = "/{lang}/buscar";
/// Somebody who was found, to go on with.
pub const FOUND: &str = "/{lang}/buscar/{id}";
/// Proposes that two records are of one person.
pub const MERGE_PROPOSE: &str = "/{lang}/registros/unir";
/// The person says that a joined record is not theirs.
pub const MERGE_OBJECT: &str = "/{lang}/mi/registros/{id}";
/// Records that may be of one person, for the coordination.
pub const MERGES: &str = "/{lang}/coordinacion/registros";
/// Decides one of them.
pub const MERGE: &str = "/{lang}/coordinacion/registros/{id}";
/// An officer writes a referral.
pub const REFER: &str = "/{lang}/referir";
/// What an officer sent.
pub const SENT: &str = "/{lang}/referidos";
/// One of them.
pub const SENT_ONE: &str = "/{lang}/referidos/{id}";
/// A step of the officer: `enviar`, `llamada`, `otro`, `informar`, `confirmar`, `disputar`, `intento`, `entrega`, `cerrar`,
/// `reabrir`, `retirar`, `decidir`.
pub const SENT_STEP: &str = "/{lang}/referidos/{id}/{step}";
/// What an officer accompanies.
pub const CASES: &str = "/{lang}/acompanamientos";
/// An officer begins to accompany somebody.
pub const CASE_NEW: &str = "/{lang}/acompanar";
/// One case.
pub const CASE: &str = "/{lang}/acompanamientos/{id}";
/// What is done in it: `necesidades`, `senales`, `meta`, `meta-estado`, `plan`, `tarea`, `tarea-hecha`, `nota`, `llamada`,
/// `pausa`, `seguir`, `cerrar`, `dejar-de-pedir`, `recibir`, `no-recibir`, `quitar-archivo`.
pub const CASE_STEP: &str = "/{lang}/acompanamientos/{id}/paso/{step}";
/// Another institution is asked to go on with it.
pub const CASE_MOVE: &str = "/{lang}/acompanamientos/{id}/traspaso";
/// Adds a photo or a paper.
pub const CASE_PAPERS: &str = "/{lang}/acompanamientos/{id}/archivos";
/// One of them.
pub const CASE_PAPER: &str = "/{lang}/acompanamientos/{id}/archivos/{paper}";
/// Who accompanies a person, as they see it.
pub const MY_CASE: &str = "/{lang}/mi/acompanamiento";
/// What the person does: `meta`, `meta-estado`, `plan`, `tarea-hecha`, `pausa`, `seguir`, `dejar-de-pedir`,
/// `quitar-archivo`, `terminar`.
pub const MY_CASE_STEP: &str = "/{lang}/mi/acompanamiento/{id}/paso/{step}";
/// The person adds a photo or a paper.
pub const MY_CASE_PAPERS: &str = "/{lang}/mi/acompanamiento/{id}/archivos";
/// One of them.
pub const MY_CASE_PAPER: &str = "/{lang}/mi/acompanamiento/{id}/archivos/{paper}";
/// Cases in which something is owed since long, for the coordination.
pub const CASES_LATE: &str = "/{lang}/coordinacion/acompanamientos";
/// Gives one of them to another officer.
pub const CASE_ASSIGN: &str = "/{lang}/coordinacion/acompanamientos/{id}/asignar";
/// A need without a service.
pub const GAP: &str = "/{lang}/no-hay-servicio";
/// The link of an organisation without accounts.
pub const GUEST_LINK: &str = "/{lang}/referencia/{token}";
/// Asks for a code.
pub const GUEST_CODE: &str = "/{lang}/referencia/{token}/codigo";
/// Takes the code.
pub const GUEST_ENTER: &str = "/{lang}/referencia/{token}/entrar";
/// The one referral of a visit.
pub const VISIT: &str = "/{lang}/visita";
/// A step of a guest, as of the organisation.
pub const VISIT_STEP: &str = "/{lang}/visita/{step}";
/// What the coordination watches of referrals.
pub const WATCH: &str = "/{lang}/coordinacion/casos";
/// One of them, without names.
pub const WATCH_ONE: &str = "/{lang}/coordinacion/casos/{id}";
/// Decides a dispute, or annuls.
pub const WATCH_RULE: &str = "/{lang}/coordinacion/casos/{id}/decidir";
/// Reviews a sharing without consent.
pub const WATCH_OVERRIDE: &str = "/{lang}/coordinacion/casos/{id}/permiso";
/// What referrals are measured on.
pub const MEASURES: &str = "/{lang}/coordinacion/casos/medidas";
/// Needs beside services.
pub const SUPPLY: &str = "/{lang}/coordinacion/casos/faltan";
/// The same, for spreadsheets.
pub const SUPPLY_CSV: &str = "/{lang}/coordinacion/casos/faltan.csv";
/// How a person fares, over the year.
pub const PULSE: &str = "/{lang}/mi/pulso";
/// The questions that are open.
pub const PULSE_ASK: &str = "/{lang}/mi/pulso/preguntas";
/// The same for an officer who asks by telephone.
pub const SENT_PULSE: &str = "/{lang}/referidos/{id}/pulso";
/// The same from a case.
pub const CASE_PULSE: &str = "/{lang}/acompanamientos/{id}/pulso";
/// What should not wait, for an officer.
pub const ATTENTION: &str = "/{lang}/por-atender";
/// Takes it in hand, or has looked after it: `ver`, `listo`.
pub const ATTENTION_STEP: &str = "/{lang}/por-atender/{id}/{step}";
/// What has waited too long anywhere.
pub const WATCH_ATTENTION: &str = "/{lang}/coordinacion/por-atender";
/// What was told to a person.
pub const INBOX_OWN: &str = "/{lang}/mi/avisos";
/// The telephone of a person.
pub const MY_PHONE: &str = "/{lang}/mi/telefono";
/// Takes the number that was sent to it.
pub const MY_PHONE_NUMBER: &str = "/{lang}/mi/telefono/numero";
/// Messages again.
pub const MY_PHONE_RESUME: &str = "/{lang}/mi/telefono/mensajes";
/// The link by which an organisation says that its services are still so.
pub const ASSURANCE: &str = "/{lang}/confirmar/{token}";
/// Where the gateway brings text messages that came in.
pub const SMS_IN: &str = "/pasarela/sms";

// The API.
/// The document of the API.
pub const API_DOCUMENT: &str = "/api/v1/openapi.json";
/// Open opportunities.
pub const API_OPPORTUNITIES: &str = "/api/v1/opportunities";
/// One opportunity.
pub const API_OPPORTUNITY: &str = "/api/v1/opportunities/{id}";
/// Services.
pub const API_SERVICES: &str = "/api/v1/services";
/// One service.
pub const API_SERVICE: &str = "/api/v1/services/{id}";
/// Help lines.
pub const API_HELP_LINES: &str = "/api/v1/help-lines";
/// Municipalities.
pub const API_PLACES: &str = "/api/v1/places";
/// Occupations that words mean.
pub const API_OCCUPATIONS: &str = "/api/v1/occupations";
/// What may be meant, while one types.
pub const API_SUGGESTIONS: &str = "/api/v1/suggestions";
/// Who is signed in.
pub const API_SESSION: &str = "/api/v1/session";
/// Registration.
pub const API_PEOPLE: &str = "/api/v1/people";
/// The account of who asks.
pub const API_ME: &str = "/api/v1/me";
/// Their consents.
pub const API_CONSENTS: &str = "/api/v1/me/consents";
/// One of them.
pub const API_CONSENT: &str = "/api/v1/me/consents/{id}";
/// Their jobs.
pub const API_JOBS: &str = "/api/v1/me/jobs";
/// One of them.
pub const API_JOB: &str = "/api/v1/me/jobs/{id}";
/// Who did what with their data.
pub const API_SEEN: &str = "/api/v1/me/seen";
/// The offers of one's own agency.
pub const API_OFFERS: &str = "/api/v1/offers";
/// One of them.
pub const API_OFFER: &str = "/api/v1/offers/{id}";
/// Steps taken with it.
pub const API_OFFER_STEP: &str = "/api/v1/offers/{id}/steps";
/// The applications of who asks.
pub const API_APPLICATIONS: &str = "/api/v1/me/applications";
/// One of them.
pub const API_APPLICATION: &str = "/api/v1/me/applications/{id}";
/// Steps taken with it.
pub const API_APPLICATION_STEP: &str = "/api/v1/me/applications/{id}/steps";
/// What suits who asks.
pub const API_MATCHES: &str = "/api/v1/me/matches";
/// What who asks is missing.
pub const API_MISSING: &str = "/api/v1/me/missing";
/// The applications to an offer.
pub const API_RECEIVED: &str = "/api/v1/offers/{id}/applications";
/// One application that an agency received.
pub const API_OPENED: &str = "/api/v1/applications/{id}";
/// Steps taken with it.
pub const API_OPENED_STEP: &str = "/api/v1/applications/{id}/steps";
/// The candidates of an offer.
pub const API_CANDIDATES: &str = "/api/v1/offers/{id}/candidates";
/// Invitations to an offer.
pub const API_INVITATIONS: &str = "/api/v1/offers/{id}/invitations";

// The directory for other programs (HSDS 3.1).
/// About it.
pub const HSDS: &str = "/hsds/";
/// The same, as some write it.
pub const HSDS_BARE: &str = "/hsds";
/// Services.
pub const HSDS_SERVICES: &str = "/hsds/services";
/// One of them.
pub const HSDS_SERVICE: &str = "/hsds/services/{id}";
/// Who offers them.
pub const HSDS_ORGANIZATIONS: &str = "/hsds/organizations";
/// One of them.
pub const HSDS_ORGANIZATION: &str = "/hsds/organizations/{id}";
/// Services at their locations.
pub const HSDS_AT_LOCATIONS: &str = "/hsds/service_at_locations";
/// One of them.
pub const HSDS_AT_LOCATION: &str = "/hsds/service_at_locations/{id}";
/// Taxonomies of services.
pub const HSDS_TAXONOMIES: &str = "/hsds/taxonomies";
/// One of them.
pub const HSDS_TAXONOMY: &str = "/hsds/taxonomies/{id}";
/// Their terms.
pub const HSDS_TERMS: &str = "/hsds/taxonomy_terms";
/// One of them.
pub const HSDS_TERM: &str = "/hsds/taxonomy_terms/{id}";
