//! Phrases about money, documents, contact, records and work abroad.
//!
//! Sources: Acuerdo Gubernativo 50-2022 (recruiters take nothing from workers; abroad only the registered);
//! ILO guidelines for fair recruitment (no fees or related costs, no confiscation of documents, no debt
//! papers); complaints to the Ministry of Labour and swindles as the Guatemalan press printed them
//! (deposit, enrolment, kit, paid socio-economic study, "solvencia de deudas", top-ups).

use super::Kind;

/// Named sets of words for phrases.
pub(super) const CLASSES: &[(&str, &str)] = &[
    ("must", "debe debera deberan deben debes tiene tienen tendra tendran necesita necesitan hay"),
    (
        "thing",
        "inscripcion inscripciones tramite tramites tramitacion papeleria papeleo documentacion carne carnet gafete gafetes uniforme uniformes kit curso \
         capacitacion entrenamiento induccion examen examenes poligrafo estudio estudios expediente solvencia membresia \
         afiliacion plaza puesto cupo entrevista credencial diploma certificacion proceso seleccion colocacion contratacion \
         registro solicitud formulario camisa botas antecedentes derecho reclutamiento gestion cita matricula",
    ),
    (
        "payinf",
        "pagar cancelar abonar costear depositar transferir aportar adelantar desembolsar invertir sufragar",
    ),
    (
        "pays",
        "pagar paga pague paguen pagara pagaran pagan pagando pagarse cancelar cancela cancele cancelen cancelan cancelara \
         cancelaran cancelando abonar abona abone costear costea costeara costearan desembolsar",
    ),
    (
        "worker",
        "candidato candidata candidatos candidatas aspirante aspirantes trabajador trabajadora trabajadores interesado \
         interesada interesados interesadas solicitante solicitantes postulante postulantes empleado empleada empleados \
         aplicante aplicantes colaborador colaboradora contratado contratada",
    ),
    (
        "deduct",
        "uniforme uniformes estudio curso capacitacion examen examenes poligrafo carne carnet gafete papeleria equipo \
                herramienta herramientas camisa botas induccion",
    ),
    (
        "chat",
        "whatsapp whatssap wasap guasap whats wsp wapp inbox mensaje mensajes chat telegram interno messenger dm mensajeria",
    ),
    ("identity", "dpi pasaporte pasaportes cedula licencia"),
    (
        "papers",
        "dpi pasaporte pasaportes cedula licencia documento documentos papeles papeleria identificacion titulo diploma partida",
    ),
    (
        "keeper",
        "empresa patrono patron oficina resguardo custodia garantia administracion finca poder archivo contratista capataz \
         caporal jefe encargado encargada caja",
    ),
    (
        "country",
        "estados eeuu ee usa canada espana italia alemania mexico dubai qatar portugal israel belice uruguay",
    ),
];

/// What is looked for. A phrase with `!` before it holds whatever stands around it.
pub(super) const RULES: &[(Kind, &[&str])] = &[
    (Kind::Fee, MONEY),
    (Kind::Fee, THINGS),
    (Kind::Fee, DEDUCTIONS),
    (Kind::Retention, KEPT),
    (
        Kind::Abroad,
        &[
            "viaj* al|en extranjero",
            "viaj* en el extranjero",
            "trabaj*|empleo*|vacante*|plaza*|oportunidad*|contrato* ~2 el extranjero",
            "visa* de|para? trabajo|temporal*|laboral*",
            "h 2 a|b",
            "tramitamos|gestionamos|arreglamos|conseguimos|tramito|sacamos ~3 visa*|pasaporte|papeles",
            "trabaj*|empleo*|contrato*|vacante*|plaza*|cosecha*|viaj* ~1 en|a|hacia|para los|las|el? @country",
            "va|vaya|vayase|ir|irse|salida*|vuelo* ~1 a|para|hacia los|el? @country",
            "!viaje ~2 todo pagado",
            "work abroad|visa",
            "granja*|finca*|campo*|restaurante*|hotel*|cosecha* en|de los? @country",
        ],
    ),
    (
        Kind::ChatOnly,
        &[
            "!solo|solamente|unicamente|exclusivamente|exclusivo por|al|via|a|con|mediante|el? ~1 @chat",
            "@chat ~1 solamente|unicamente|exclusivamente|nada",
            "!no se? llamadas|llamar|llame|llamen",
            "!no se? atienden|reciben|contestan|aceptan|responden|respondemos|contestamos|atendemos|recibimos ~1 llamadas",
            "!solo|solamente|unicamente|exclusivamente ~4 @chat",
            "info|informacion|informes|inf|detalles|datos ~3 inbox|interno|dm|privado|telegram",
            "por inbox|dm|telegram|interno",
            "mand*|envi*|deje|escrib* ~2 inbox|dm|interno",
        ],
    ),
    (
        Kind::PoliceRecord,
        &[
            "antecedentes",
            "!sin antecedentes",
            "!no ~1 tener|tenga|tengan|poseer|contar ~1 antecedentes",
            "record policia*|criminal|penal|limpio",
            "!sin ~1 record|historial policia*|criminal|penal|delictiv*",
            "!no ~2 record|historial policia*|criminal|penal|delictiv*",
            "!no ~2 estado ~2 preso|presa|presos|detenid*|carcel|privad*",
            "historial limpio|criminal|policia*|penal",
            "criminal record",
            "background check",
        ],
    ),
    (
        Kind::DocumentPhoto,
        &[
            "envi*|mand*|comparta|remita|pase|adjunte|suba ~3 foto*|imagen*|captura* ~3 @papers",
            "envi*|mand*|comparta|remita ~1 su|tu|el|sus dpi|pasaporte|documentos|identificacion",
            "foto* ~3 dpi|pasaporte ~5 @chat",
            "dpi ~2 ambos lados ~4 @chat|correo",
        ],
    ),
];

/// Money asked for in words of its own.
const MONEY: &[&str] = &[
    "@must ~3 @payinf",
    "deposit*|anticipo*|fianza*|cuota*|aporte*|colaboracion|contribucion|abono|adelanto|membresia|honorarios ~3 $",
    "deposito de|en garantia",
    "deposito previo|inicial|reembolsable|obligatorio|antes|adelantado",
    "hacer|haga|hace|realizar|realice|efectuar|efectue|enviar|envie|mande|falta|dejar|deje ~2 deposito",
    "deposite|depositen|depositenos|depositarnos",
    "nos|me deposita|depositan|transfiere|transfieren|paga",
    "depositar ~2 $",
    "su|un deposito",
    "!sin ~2 deposito|pago|inscripcion|cuota ~1 no",
    "traer|traiga|llevar|lleve|venir|presentarse|presentese con? ~2 $|dinero|efectivo",
    "entregar|entregue|entregara|dar|dejar|deje|dara ~2 $|dinero|anticipo|efectivo|fianza|adelanto",
    "pagar|pague|paguen|pagara|pagaran|cancelar|cancela|cancele|cancelara|abonar|abone|costear ~4 $",
    "paga ~2 $ ~1 de|por|del|para @thing|el|la|los|su",
    "invierta|invierte|invertir|invertira ~3 $|dinero|minimo",
    "inversion ~2 $|inicial|minima|requerida",
    "transfiera|transferir|transferencia ~3 $|tigo|momo|cuenta",
    "envie|enviar|mande|mandar|presente|presentar|muestre ~1 comprobante|boleta|recibo de|del transferencia|deposito|pago",
    "recarga ~2 $",
    "envie|mande|haga|ponga|hacer ~2 recarga*",
    "se|le|les|lo|la cobra|cobrara|cobraran|cobran|cobraremos|cobramos",
    "cobramos|cobraremos",
    "agencia|reclutador*|gestor* cobra|cobran",
    "cobra una? comision|cuota",
    "cobro ~1 $",
    "cobro ~3 @thing",
    "comision por|de colocacion|contratacion",
    "comision ~4 primer|primera salario|sueldo|pago|quincena",
    "adelant* ~4 primer|primera salario|sueldo|pago|quincena",
    "honorarios ~5 contratad*|colocacion|contratacion",
    "pide*|pedimos|pedira*|piden|solicita|solicitamos|requiere ~2 anticipo|colaboracion|aporte|cuota|deposito|dinero|pago|pagos|fianza|abono|transferencia*",
    "gasto* de? administra*|papeleria|tramite*|gestion|envio|inscripcion",
    "pago unico|previo|adelantado|anticipado",
    "por $ lo|la|le|te|los ~1 anot*|inscrib*|tramit*|coloc*|consegu*|apunt*|recomend*|ingres*",
    "tramit*|gestion*|consegu* ~3 por $",
    "costo* ~3 $",
    "$ ~3 reembols*",
    "!no reembols*",
    "costo ~6 reembols*",
    "pay|paying ~3 fee|deposit",
    "application|registration|processing|training|enrollment fee*",
    "previo pago|deposito|abono",
    "son|serian ~1 $ ~2 por|de|para|del|los|las|la? @thing",
    "@must ~1 hacer|realizar|efectuar|dar ~1 abono|pago|aporte|transferencia|donativo|donacion",
    "nos deja|da|dejan ~1 algo|para|dinero",
    "usted|ud compra|paga|pone|deposita|financia",
    "deposit required",
    "fee of $",
    "cuesta|cuestan|vale|valen ~1 $",
    "$ a|por cancelar|pagar|abonar|depositar",
    "paga|pagan|pagara|cubre|cancela|deposita|pone usted|tu|ustedes|uno",
    "rebaj*|descont*|descuent* ~2 $",
    "# por? ciento? de|del su|primer ~1 sueldo|salario",
    "pago contra contratacion|colocacion",
    "usted|tu|uno|vos pone|aporta|invierte|paga|deposita|da ~2 $|primero|dinero",
    "boleta|comprobante|recibo|constancia de deposito|transferencia",
    "nos da|dan|paga|pagan|apoya|colabora ~2 para|dinero|$",
    "hacemos|sacamos|conseguimos|arreglamos ~8 por $",
    "recargue|recargar su|tu? cuenta|saldo|usuario",
    "active|activar|activa|valide|validar su|tu ~1 con|por|pag* ~1 $|dinero",
    "enganchador*|contratista*|caporal*|coyote*|capataz ~2 recibe|cobra|descuenta|cobran",
    "suscri* ~3 $",
];

/// Money asked for by what it is said to be for.
const THINGS: &[&str] = &[
    "inscripcion ~3 $",
    "inscripcion tiene|con|lleva ~1 costo|valor",
    "@thing ~4 valor|precio|costo de|es|son? ~1 $",
    "costo*|cuota|pago|pagos|valor|derecho|derechos|precio de|del|por|para la|el|los|su|sus? @thing",
    "@pays ~3 @thing",
    "@thing ~5 cuenta del|de ~1 @worker",
    "@thing ~4 por su|tu propia? cuenta",
    "@thing ~3 debe|deben|debera ~1 ser? pagad*|cancelad*|cubrir*|pagar*|cancelar*",
    "pagad*|cancelad*|cubiert* por el|la|los ~1 @worker",
    "paga|pagara|pagan|cubre|cubrira|cancela|costea|asume|asumira el|la|los @worker",
    "@worker ~2 paga|pagara|pagaran|pagan|costea|costeara|costearan|cubre|cubrira|cubriran|cancela|cancelan|cancelaran|asume|asumen|abona",
    "cubrir|sufragar|asumir|costear ~2 costo*|gasto*|@thing",
    "solvencia de deuda*",
    "compre|adquiera|adquirir|comprar ~3 kit|paquete|producto*|uniforme*|material*",
    "@must|requiere|que|se comprar|compra|adquirir ~3 @deduct|kit|paquete|producto*|material*|casco",
    "comprar|compra|compran ~4 a|en|de la|nuestra|nuestro empresa|compania|bodega|proveedor",
    "compra|compran|comprar|paga|pagan|adquiere ~2 propi*",
    "aparta|reserva|asegura ~2 plaza|puesto|lugar|cupo|cita con",
    "@thing|mercaderia|muestrario ~4 se paga|cancela|pagan|cancelan",
    "compra minima|inicial|obligatoria",
    "compra su|tu|el|un ~1 kit|paquete|producto*|uniforme*|material*",
    "kit inicial|basico|de|para inicio|iniciar|arranque|afiliacion|ventas",
    "kit ~5 $",
    "vendemos|venden|vende al|cuando ingres*",
    "apartar|reservar|asegurar|separar|aparte|reserve|asegure ~2 plaza|puesto|lugar|cupo|cita|vacante ~4 $|transf*|deposit*|pag*",
    "curso|capacitacion|entrenamiento|induccion con|tiene|lleva ~1 costo",
];

/// Money taken out of the first pay.
const DEDUCTIONS: &[&str] = &[
    "descuent*|descontar*|descont*|rebaj* ~8 @deduct",
    "@deduct ~8 descuent*|descontar*|descont*|rebaj*",
    "descuent*|descontara*|rebaj* ~4 primer|primera sueldo|salario|pago|quincena ~4 @thing|gasto*|costo*|valor|comision",
];

/// Documents kept and papers signed blank.
const KEPT: &[&str] = &[
    "dejar|deje|dejara|dejaran|dejan|dejando|deja ~4 @identity",
    "dejar|deje|dejara|dejaran|dejan|dejando|deja ~4 documento*|papeles|papeleria ~2 original*",
    "entregar|entregue|entregara|entregaran|entregan|entrega ~4 @papers ~3 original*",
    "entregar|entregue|entregara|entregaran ~3 pasaporte",
    "@papers ~3 original* ~8 mientras|hasta|durante|resguardo|garantia|custodia|devuel*|devolv*",
    "reten*|retien* ~4 @papers",
    "decomis*|confisc* ~3 @papers",
    "guard*|conserv*|resguard*|custodi*|recog*|incaut*|administra ~2 su|sus|tu|tus|el|los|la|las @papers",
    "queda*|quedamos con su|sus|el|los|tu|tus @papers",
    "su|sus|tu|tus|el|los|la|las @papers ~4 queda*|permanec*|administra ~1 con|en|bajo|la|el ~2 @keeper",
    "@papers ~1 original* ~5 queda*|permanec*",
    "@identity ~2 en|como|de garantia|prenda|resguardo|custodia",
    "firm* ~4 pagare*",
    "firm* ~4 letra* de cambio",
    "firm* ~4 en blanco",
    "firm* ~3 deuda*|adeudo*",
    "su|tu|el @identity ~2 queda* bajo|en|con",
    "hoja*|papel*|pagare*|documento* en blanco",
    "entrega* de ~3 original*",
    "tarjeta de|del debito|bancaria|ahorro|banco|cajero ~3 pin|clave|contrasena",
    "entreg* ~2 tarjeta de debito",
    "keep|hold|holds|keeps ~1 your passport|documents|id",
];

/// Where the same words are innocent.
pub(super) const EXCUSES: &[(Kind, &[&str])] = &[
    (
        Kind::Fee,
        &[
            "deposit* bancari*|monetari*|a|en|de plazo|bancos|banco|materiales|gas|agua|salario|sueldo|quincena|planilla",
            "deposit* de|del|en su|el|los? salario|sueldo|quincena|planilla|bancos|banco",
            "pago ~1 por|con|mediante|via deposito|transferencia",
            "anticipo*|adelanto* de|del|sobre su? salario|sueldo|quincena|aguinaldo",
            "cobr* contra entrega",
            "cobr* ~3 cliente*|paciente*|usuario*|vecino*|cartera",
            "cobros y depositos",
            "honorarios ~2 $ ~2 mensual*|mes|hora|dia",
            "depositar|deposito* ~4 banco|bancos|cobrado|recaudado",
            "pag* ~4 proveedor*|planilla*|impuesto*",
            "sueldo|salario|pago se? deposit*",
        ],
    ),
    (
        Kind::Retention,
        &[
            "copia*|fotocopia* ~3 @papers",
            "queda* con usted*",
            "@papers de|del la|los|las? empresa|oficina|cliente*|archivo|usuario*|expediente*",
            "@papers ~3 a|en los|las|el? cliente*|banco*|notaria*|proveedor*|oficinas",
            "retencion* de|en cliente*|isr|iva|impuesto*|personal|talento",
        ],
    ),
    (
        Kind::Abroad,
        &[
            "experiencia|aprend*|trabajado|vivido|regres*|retorn*|estudi* ~5 @country",
            "si|que|quien|quienes trabajo|trabajaron|estuvo|vivio ~3 @country",
            "cliente*|llamada*|export*|envio*|paquete*|embarque* ~5 @country",
            "export* ~4 extranjero",
            "visa* ~2 cliente*",
        ],
    ),
    (
        Kind::PoliceRecord,
        &[
            "antecedentes laboral*|academic*|medic*|clinic*|credit*|familiar*|profesional*",
            "antecedentes de|del los? cliente*|paciente*|proveedor*",
            "no ~1 pedimos|pide|piden|solicit*|exig*|requer*|requier*|necesari* ~4 record|historial|antecedentes",
        ],
    ),
    (Kind::DocumentPhoto, &["foto* de|del producto*|trabajo*"]),
];
