//! Phrases about what is nobody's business before a job: return and deportation, religion, HIV, lie detectors.
//!
//! Sources: Código de Trabajo art. 137 bis (no discrimination by religion and others); Decreto 27-2000, the law on HIV
//! (no test to get or keep a job). Who came back is not asked about: the program exists for them.

use super::Kind;

/// Named sets of words for phrases.
pub(super) const CLASSES: &[(&str, &str)] = &[
    (
        "returned",
        "retornad* deportad* deportacion deportaciones repatriad* expulsad* migrante migrantes emigrante emigrantes \
         mojado mojados deportee deportees returnee returnees",
    ),
    (
        "record",
        "record records antecedente antecedentes historial preso presa presos detenid* arrestad* carcel",
    ),
    ("north", "usa eeuu estados ee eua united us"),
    (
        "faith",
        "evangelico evangelica evangelicos evangelicas catolico catolica catolicos catolicas cristiano cristiana \
         cristianos cristianas mormon mormones adventista adventistas pentecostal pentecostales creyente creyentes ateo \
         ateos christian christians catholic catholics",
    ),
    (
        "house",
        "colegio escuela instituto iglesia universidad radio libreria fundacion organizacion asociacion casa hospital \
         clinica empresa institucion centro editorial musica libros entidad guarderia seminario emisora parroquia \
         congregacion hogar valores principios comunidad cementerio misa culto cultos",
    ),
    (
        "asking",
        "pedimos pide piden pediremos solicitamos solicita exigimos exige preguntamos requiere requerimos",
    ),
];

/// What is looked for. A phrase with `!` before it holds whatever stands around it.
pub(super) const RULES: &[(Kind, &[&str])] = &[
    (Kind::Return, RETURN),
    (Kind::Religion, RELIGION),
    (
        Kind::Health,
        &[
            "prueba*|examen*|test|resultado*|certificado*|constancia* ~3 vih|sida|hiv",
            "vih|sida|hiv negativ*|no",
            "!no ~4 vih|sida|hiv|seropositiv*",
            "!sin|libre ~2 vih|sida|hiv",
            "vih|sida|seropositiv* abstener*",
            "hiv test*|negative",
        ],
    ),
    (
        Kind::Polygraph,
        &[
            "poligrafo|poligrafos|poligrafica|poligraficas|poligrafia|polygraph",
            "detector|detectores de? mentira*",
            "lie detector",
            "prueba*|examen* de confianza|confiabilidad|veracidad",
        ],
    ),
];

/// Return and deportation as a reason to shut out, or as a condition.
const RETURN: &[&str] = &[
    "no|ni|nunca|jamas|tampoco ~4 @returned",
    "sin ~2 @returned",
    "@returned abstener*|abstengan*|abstengas*",
    "@returned ~4 no ~2 aplic*|acept*|admi*|contrat*|apt*|present*|particip*|calific*|recib*|llam*",
    "excepto|menos|salvo|excluy* ~2 @returned",
    "solo|solamente|unicamente|exclusivamente|exclusivo|prefer*|indispensable|requisito* ~3 @returned",
    "debe|deben|debera|deberan|tiene|tienen ~2 ser|haber ~2 @returned",
    "constancia*|carta*|certificado*|comprobante*|prueba* ~3 deportacion|retorno|repatriacion|deportad*|retornad*",
    "record|historial|status|estatus|situacion|problema*|proceso*|antecedentes ~2 migratori*|migracion",
    "@record ~5 en|de|por|con los? @north",
    "no ~3 vivido|trabajado|estado|residido|viajado ~3 @north",
    "no ~5 venga|vengan|vienen|vengo|venir|regres* ~2 @north",
    "no deportees|returnees|migrants",
    "criminal record|records in|from the? @north",
];

/// A religion asked for or shut out.
const RELIGION: &[&str] = &[
    "solo|solamente|unicamente|exclusivamente|exclusivo|prefer*|indispensable|requisito* ~3 @faith",
    "no ~3 @faith",
    "ser|sea|sean @faith",
    "debe|deben|debera|tiene|tienen ~2 ser ~1 @faith",
    "persona|personas|personal|gente|joven|jovenes|senorita*|senor*|muchach*|hombre*|mujer*|candidat* ~1 @faith",
    "@faith abstener*|abstengan*|abstengas*|practicante*|comprometid*|activo|activa|activos",
    "religion|fe|credo|doctrina ~1 @faith",
    "@must|profes*|practi* ~3 religion|fe|credo",
    "congregarse|congregue|congreguen",
    "miembro*|integrante* ~1 de ~2 iglesia|congregacion",
    "asist* a ~1 iglesia|misa|culto|congregacion",
    "carta*|recomendacion*|constancia* ~4 pastor|iglesia|parroco|sacerdote",
    "temeros* de|a dios",
    "temor de|a dios",
    "only christian|christians|catholic|catholics",
];

/// Where the same words are innocent.
pub(super) const EXCUSES: &[(Kind, &[&str])] = &[
    (
        Kind::Return,
        &[
            "no ~1 importa*|discrimin*|cobr*|pag*|distingu*|rechaz*|exclu* ~6 @returned|@record|@north|vivido|trabajado",
            "no solo|solamente|unicamente ~4 @returned",
            "no ~1 @asking ~6 @returned|@record|migratori*|migracion|deportacion",
            "sin importar|distincion|discrimin*|costo ~6 @returned|@record|@north",
            "migrante* no acompanad*",
            "no ~4 atend*|apoy*|ayud*|acompan*|orient* ~3 @returned",
            "@returned ~2 no pag*|necesit*|cancel*",
            "atencion|apoyo|acompanamiento|servicio*|orientacion|programa* ~4 @returned",
            "situacion|proceso*|asistente|asesor*|tramite*|legal ~2 migratori* de|para|a cliente*|usuario*|personas",
            "empresa|agencia|atencion|cliente* ~3 en|de los? @north",
        ],
    ),
    (
        Kind::Religion,
        &[
            "@house ~2 @faith",
            "no ~1 @asking|importa*|discrimin* ~4 religion|fe|credo|@faith",
            "cualquier* ~1 religion|fe|credo",
            "@faith o|y|ni no|de",
            "asist* a misa|culto de|del",
        ],
    ),
    (
        Kind::Health,
        &[
            "prueba*|resultado* ~2 vih ~1 a|para|de|en paciente*|poblacion*|usuari*|comunidad*|personas|embarazada*",
            "consejer*|laboratori*|tecnic*|enfermer*|promotor*|prevencion|educador* ~6 vih|sida",
            "no ~1 @asking|discrimin*|importa* ~4 vih|sida|hiv",
            "personas|pacientes que? viv*|con ~2 vih",
        ],
    ),
    (Kind::Polygraph, &["no ~1 @asking|hacemos|usamos|aplicamos ~3 poligraf*|polygraph|detector"]),
];
