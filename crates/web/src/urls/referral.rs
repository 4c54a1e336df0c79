//! The addresses of referrals, cases and what follows from them.

/// What an organisation owes of the referrals that it received.
pub const INBOX: &str = "/{lang}/recibidos";
/// One of them, as its organisation sees it.
pub const INBOX_ONE: &str = "/{lang}/recibidos/{id}";
/// A step of the organisation: `tomar`, `respuesta`, `inicio`, `resultado`, `intento`.
pub const INBOX_STEP: &str = "/{lang}/recibidos/{id}/{step}";
/// What one's own organisation is measured on.
pub const OWN_MEASURES: &str = "/{lang}/recibidos/medidas";
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
/// One of them that nobody accompanies: gives it to an officer, or closes it.
pub const ALONE: &str = "/{lang}/coordinacion/por-atender/{id}";
/// The form by which an officer opens how somebody is reached, in an emergency.
pub const EMERGENCY_TAKE: &str = "/{lang}/emergencia";
/// One opening, for its officer.
pub const EMERGENCY: &str = "/{lang}/emergencias/{id}";
/// What officers opened and nobody reviewed.
pub const EMERGENCIES: &str = "/{lang}/coordinacion/emergencias";
/// Reviews one of them.
pub const EMERGENCY_REVIEW: &str = "/{lang}/coordinacion/emergencias/{id}";
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
