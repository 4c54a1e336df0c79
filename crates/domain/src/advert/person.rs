//! Phrases about who somebody is: sex, people, family, looks, age.
//!
//! Sources: Código de Trabajo art. 151 a) for sex, race, ethnicity and marital status. Looks and age are not
//! in that article; they are warned about, because people over 45 tell of being shut out by age.

use super::Kind;

/// Named sets of words for phrases.
pub(super) const CLASSES: &[(&str, &str)] = &[
    (
        "he",
        "hombre hombres varon varones caballero caballeros senor senores muchacho muchachos chico chicos joven masculino masculinos",
    ),
    (
        "she",
        "mujer mujeres senorita senoritas dama damas senora senoras muchacha muchachas chica chicas jovencita jovencitas \
         femenino femenina femeninas",
    ),
    ("and", "y o e u ni"),
    ("article", "el la los las de para a"),
    (
        "goods",
        "ropa calzado zapato zapatos zapateria corte cortes moda perfume perfumes perfumeria accesorios prendas uniformes \
         banos bano lenceria vestidos trajes articulos departamento seccion peinados tallas camisas pantalones bolsas \
         cosmeticos calcetines sastreria boutique costura ropero",
    ),
    (
        "cause",
        "oficina direccion defensoria centro clinica instituto fundacion asociacion ministerio hogar casa refugio apoyo \
         atencion cuidado derechos violencia salud empoderamiento organizacion organizaciones grupo grupos taller talleres \
         programa programas area sala pabellon proyecto proyectos albergue cooperativa trabajo acompanamiento procuraduria municipal",
    ),
];

/// What is looked for. A phrase with `!` before it holds whatever stands around it.
pub(super) const RULES: &[(Kind, &[&str])] = &[
    (Kind::Sex, SEX),
    (
        Kind::Ethnicity,
        &[
            "indigena|indigenas",
            "ladino|ladina|ladinos|ladinas",
            "mestizo|mestiza|mestizos|mestizas",
            "raza blanca|negra|india|maya|ladina|mestiza",
            "tez|piel|cutis ~1 blanc*|clar*|moren*|negr*|trigue*|apinonad*",
            "gente|persona|personas|personal|senorita|recepcionista|secretaria|mesera|ninera|edecan|joven blanc*|moren*|negr*",
            "!no ~4 traje|vestimenta|corte tipic*|indigena|maya",
            "!sin ~1 traje|vestimenta|corte tipic*|indigena|maya",
            "!no|sin ~3 huipil|guipil",
            "!no ~2 garifuna*|maya|mayas|xinka*|xinca*|afro*|negros",
            "garifuna*|maya|mayas|xinka*|xinca* abstenerse",
            "solo|solamente|unicamente|prefer* ~3 garifuna*|mayas|xinka*|xinca*|afro*",
        ],
    ),
    (
        Kind::Marital,
        &[
            "soltero|soltera|solteros|solteras",
            "casado|casada|casados|casadas",
            "viudo|viuda|viudos|viudas",
            "divorciado|divorciada|divorciados|divorciadas",
            "!sin compromisos",
            "!sin compromiso famil*|sentiment*|matrimon*",
            "!sin ~1 hijos",
            "!sin ~1 cargas|carga|responsabilidades famil*",
            "!no ~2 tener|tenga|tengan|con ~1 hijos",
            "!no ~3 espos*|pareja|marido",
            "unmarried",
        ],
    ),
    (
        Kind::Looks,
        &[
            "buen|buena|excelente|impecable|agradable|optima|optimo presencia|apariencia|imagen|aspecto|fisico",
            "buena|excelente|impecable|optima presentacion",
            "presentacion personal",
            "presencia|apariencia|imagen impecable|agradable|excelente",
            "bien parecid*|presentad*",
            "fisico|rostro|cuerpo|aspecto agradable|atractiv*|bonit*",
            "persona*|senorita*|chica*|mujer*|joven*|muchacha* ~1 atractiv*|guap*|bonit*|linda*|simpatica*",
            "guapa|guapas|guapo|guapos|delgada|delgado|delgados|delgadas|esbelta|esbelto|esbeltas",
            "complexion",
            "estatura",
            "altura minima",
            "talla|tallas maxima|minima",
            "peso ideal|proporcional|acorde|maximo",
            "!no|sin ~1 tatuaje*|piercing*|perforacion*",
            "!con ~1 tatuaje*|piercing* ~2 no|abstener*",
            "cuerpo entero|completo",
            "cv|curriculum|curriculo|vida|papeleria|solicitud ~1 con|y foto*",
            "good looking|looks",
        ],
    ),
    (
        Kind::Age,
        &[
            "busc*|solicit*|contrat*|necesit*|requ* ~1 joven|jovenes|jovencit*",
            "personal|gente|persona|personas joven|jovenes",
            "joven|jovenes ~1 dinamic*|entusiast*|energic*|emprendedor*",
            "joven|jovenes con energia|ganas",
            "limite|rango|rangos de edad",
            "edad maxima|limite|tope",
            "jovencita|jovencitas",
        ],
    ),
];

/// Sex, and tests of pregnancy.
const SEX: &[&str] = &[
    "senorita|senoritas|dama|damas|mujer|mujeres|senora|senoras|muchacha|muchachas|chica|chicas|jovencita|jovencitas",
    "hombre|hombres|varon|varones|caballero|caballeros|senor|senores|muchacho|muchachos|chico|chicos",
    "masculino|masculina|masculinos|femenino|femenina|femeninas|femeninos",
    "sexo f|m",
    "ama|amas de casa",
    "solo|solamente|unicamente|exclusivamente ellas|ellos",
    "prueba*|examen*|test ~2 embarazo",
    "!no ~2 embarazada*",
    "embarazada* abstener*|no",
    "male|males|female|females|men|women|ladies|girls|boys only",
    "only male|males|female|females|men|women|ladies",
];

/// Where the same words are innocent.
pub(super) const EXCUSES: &[(Kind, &[&str])] = &[
    (
        Kind::Sex,
        &[
            "@he @and? @article? @she",
            "@she @and? @article? @he",
            "@goods ~1 de|para|en|a @article? @he|@she|nino|ninos|nina|ninas @and? @article? @he|@she|nino|ninos|nina|ninas?",
            "@cause ~1 de|a|para|con|contra la|las|los|el? mujer|mujeres|hombres|senoras",
            "caja|talla|tallas|cajas chica|chicas",
            "hora|horas hombre",
            "senor de|jesus",
            "nuestra senora",
            "futbol|equipo|liga|seleccion|voleibol|baloncesto|deporte femenin*|masculin*",
            "mujer|mujeres sobreviviente*|victima*|embarazada*|emprendedora*",
            "prueba* de embarazo de|para|a paciente*",
            "no ~1 pedimos|pide|piden|solicit*|exig*|requer*|requier* ~2 prueba*|examen*|test",
            "dama|damas de compania|blancas",
        ],
    ),
    (
        Kind::Ethnicity,
        &[
            "comunidad*|pueblo*|poblacion*|familia*|autoridad*|organizacion*|idioma*|lengua*|nacionalidad*|cultura* ~1 indigena*|ladin*|mestiz*",
            "habl*|idioma*|lengua*|comunidad*|pueblo* ~3 garifuna*|maya|mayas|xinka*|xinca*",
        ],
    ),
    (Kind::Marital, &["solter* @and? casad*|unid*", "casad* @and? solter*"]),
    (
        Kind::Looks,
        &[
            "presentacion|imagen|presencia|apariencia de|del|en|ante ~1",
            "presencia en|de ~1 redes|mercado|marca",
            "pantalon*|ropa|tela ~2 delgad*",
        ],
    ),
    (Kind::Age, &["apoyo|trabajo|talleres|atencion|proyecto*|programa* ~2 a|con|para|de jovenes"]),
];
