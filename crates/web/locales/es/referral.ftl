# Casos que se mandan a un servicio
referral-not-from-here = Ese paso ya no se puede dar. Vea cómo está el caso.
referral-reason-missing = Elija el motivo.
referral-words-missing = Escriba una frase.
referral-outcome-missing = Elija qué pasó.
referral-review-missing = Ponga la fecha para volver a ver la lista de espera. Debe ser después de hoy.
referral-info-used-up = Ya se usaron los 7 días para pedir información. Responda sí o no.
referral-too-many-hops = Este caso ya pasó por tres instituciones. Responda usted.
referral-call-missing = Una emergencia necesita una llamada. Llame y anótela.
referral-too-early = Para cerrarlo faltan 14 días o tres intentos de hablar con la persona.
referral-consent-needed = Falta el permiso de la persona para esta institución.
referral-contact-time = Esa fecha no puede ser. Debe ser después del envío y no en el futuro.
referral-choice-unknown = Elija una opción de la lista.
referral-step-already = Ese paso ya se dio. Vea cómo está el caso.
referral-already = Ese caso ya existe.
referral-draft-already = Ya se guardó un borrador con otro texto. Está en su lista. Si guarda otra vez, será otro borrador.
referral-sent-already = Ya se envió con lo que escribió antes. Véalo en sus casos. Lo que cambió no se envió.
referral-code-unknown = Nadie tiene ese código. Revise la boleta.
referral-need-missing = Escriba qué necesita la persona.
referral-full = El servicio está lleno. Pregunte si la persona acepta esperar.
referral-fields-missing = Elija qué datos se comparten.
referral-fields-least = Para que le llamen hacen falta su teléfono y qué necesita. Marque los dos, o llame usted.
referral-contact-none = Usted no tiene un teléfono guardado. Póngalo en «Mi perfil», o llame usted.
referral-office-changed = Ahora le acompaña otra oficina. Lea otra vez lo que permite.
referral-nobody-there = Nadie de esa institución tiene cuenta. Escriba su correo.
referral-reroute-elsewhere = Elija un servicio de otra institución, para estas personas.
referral-reroute-not-self = La persona pidió por su cuenta. Elija un servicio que reciba así.
referral-not-late = Todavía no pasa la fecha.
referral-barrier-not_shown = Ese servicio no está activo o nadie lo ha confirmado.
referral-barrier-no_agreement = Esa institución no tiene un convenio vigente.
referral-barrier-own_agency = Ese servicio es de su propia institución. Atienda usted.
referral-barrier-wrong_route = Ese servicio no es para esta persona. Elija otro.
referral-barrier-age = Ese servicio no atiende esa edad.
referral-barrier-mine-age = Este servicio no atiende a personas de su edad.
referral-barrier-mine-elsewhere = Este servicio no es para su caso. Busque otro, o llame a un teléfono de ayuda.
referral-barrier-no_self_referral = Ese servicio pide que una persona de una oficina le acompañe.
referral-promise-days = Escriba de 1 a 10 días.
referral-age-form = Escriba la edad en años.
referral-code-wrong = Ese código no sirve. Pida otro.
referral-ticked-already = Otro proceso ya lo hizo.
referral-override-already = Ya se compartió sin permiso una vez.

# Cómo está un caso
referral-status-draft = Borrador
referral-status-sent = Enviada
referral-status-accepted = Aceptada
referral-status-waitlisted = En lista de espera
referral-status-info_requested = Piden información
referral-status-declined = Rechazada
referral-status-rerouted = Reencaminada
referral-status-expired = Sin respuesta
referral-status-withdrawn = Retirada
referral-status-in_service = En atención
referral-status-completed = Atendida
referral-status-failed = No atendida
referral-status-disputed = En disputa
referral-status-closed = Cerrada
referral-status-entered_in_error = Anulada

# Lo que significa para la institución
referral-owes-draft = Todavía no se envió.
referral-owes-sent = Debe una respuesta.
referral-owes-accepted = Debe el primer contacto con la persona.
referral-owes-waitlisted = Debe revisar la lista de espera.
referral-owes-info_requested = Espera la información que pidió.
referral-owes-declined = Usted dijo que no.
referral-owes-rerouted = Usted la mandó a otra institución.
referral-owes-expired = Pasó la fecha sin respuesta. Ya no se puede contestar.
referral-owes-withdrawn = Fue retirada. Ya no la atienda.
referral-owes-in_service = Debe decir cómo terminó.
referral-owes-completed = Se pregunta a la persona si fue así.
referral-owes-failed = Se pregunta a la persona si fue así.
referral-owes-disputed = La persona dice otra cosa. La coordinación decide.
referral-owes-closed = Terminó. No debe nada.
referral-owes-entered_in_error = Fue anulada. No la atienda.

# Lo que significa para quien la envía
referral-follow-draft = Falta enviarla.
referral-follow-sent = La institución debe una respuesta.
referral-follow-accepted = La institución la aceptó y debe llamar a la persona.
referral-follow-waitlisted = Está en lista de espera.
referral-follow-info_requested = La institución pide información. Conteste usted.
referral-follow-declined = La institución dijo que no. Busque otra opción.
referral-follow-rerouted = La institución la mandó a otra. Hay un borrador nuevo para usted.
referral-follow-expired = Nadie contestó. Busque otra opción.
referral-follow-withdrawn = Fue retirada.
referral-follow-in_service = La institución ya atiende a la persona.
referral-follow-completed = La institución dice que ayudó. Pregunte a la persona.
referral-follow-failed = La institución dice que no pudo ayudar. Pregunte a la persona.
referral-follow-disputed = La persona dice otra cosa. La coordinación decide.
referral-follow-closed = Terminó.
referral-follow-entered_in_error = Fue anulada.

# Lo que ve la coordinación
referral-watch-draft = Quien la escribió no la ha enviado.
referral-watch-sent = La institución no ha contestado.
referral-watch-accepted = La institución la aceptó y no ha llamado a la persona.
referral-watch-waitlisted = La institución debe revisar su lista de espera.
referral-watch-info_requested = La institución espera información.
referral-watch-declined = La institución dijo que no.
referral-watch-rerouted = La institución la mandó a otra.
referral-watch-expired = Nadie contestó.
referral-watch-withdrawn = Fue retirada.
referral-watch-in_service = La institución no ha dicho cómo va.
referral-watch-completed = La persona no ha confirmado.
referral-watch-failed = La persona no ha confirmado.
referral-watch-disputed = La persona y la institución dicen cosas distintas.
referral-watch-closed = Terminó.
referral-watch-entered_in_error = Fue anulada.

# Lo que significa para la persona
referral-mine-promised = Deben llamarle a más tardar el { $day }.
referral-mine-accepted = Dijeron que sí. Deben llamarle a más tardar el { $day }.
referral-mine-waitlisted = Está en lista de espera. La revisan el { $day }.
referral-mine-expired = Debían llamarle a más tardar el { $day } y no lo hicieron. Puede buscar otra opción.
referral-mine-waiting = Espere la respuesta.
referral-mine-draft = Una oficina la preparó. Falta enviarla.
referral-mine-handed-on = Le mandan a esta otra institución. Falta que usted dé permiso.
referral-mine-send = Ver y dar permiso
referral-mine-info_requested = La institución necesita saber algo más.
referral-mine-declined = Dijeron que no. Puede buscar otro servicio.
referral-mine-rerouted = La mandaron a otra institución. Le van a pedir permiso de nuevo.
referral-mine-withdrawn = Fue retirada. Ya no ven sus datos.
referral-mine-in_service = Ya le atienden.
referral-mine-completed = Dicen que le ayudaron. ¿Fue así?
referral-mine-failed = Dicen que no pudieron ayudarle. ¿Fue así?
referral-mine-disputed = Usted dijo que no fue así. La coordinación va a decidir.
referral-mine-closed = Terminó.
referral-mine-entered_in_error = Fue un error. No debe hacer nada.

referral-priority-emergency = Emergencia: 24 horas
referral-priority-urgent = Urgente: 72 horas
referral-priority-choice-emergency = Emergencia. Respuesta en 24 horas, y una llamada.
referral-priority-choice-urgent = Urgente. Respuesta en 72 horas.
referral-priority-choice-normal = Normal. Respuesta como promete el servicio.

referral-reason-not_eligible = No es para esta persona
referral-reason-no_capacity = No hay lugar
referral-reason-outside_area = Vive fuera de la zona
referral-reason-missing_documents = Faltan papeles
referral-reason-duplicate = Ya le atienden
referral-reason-unsafe = No sería seguro
referral-reason-other = Otro motivo

referral-outcome-helped_fully = Se le ayudó en todo
referral-outcome-helped_partly = Se le ayudó en parte
referral-outcome-did_not_come = No llegó
referral-outcome-not_reached = No se le pudo encontrar
referral-outcome-not_interested = Ya no quiso
referral-outcome-moved = Se mudó
referral-outcome-left_country = Salió otra vez del país
referral-outcome-not_helped = No se le ayudó
referral-outcome-other = Otra cosa

referral-step-send = Enviar
referral-step-claim = Tomarlo
referral-step-accept = Aceptar
referral-step-waitlist = Poner en lista de espera
referral-step-ask_info = Pedir información
referral-step-give_info = Dar información
referral-step-resume = Seguir el plazo
referral-step-decline = Decir que no
referral-step-reroute = Mandar a otra institución
referral-step-expire = Dar por vencido
referral-step-begin = Guardar el primer contacto
referral-step-complete = Informar que se ayudó
referral-step-fail = Informar que no se ayudó
referral-step-confirm = Confirmar
referral-step-dispute = Decir que no fue así
referral-step-rule_helped = Decidir: se ayudó
referral-step-rule_not_helped = Decidir: no se ayudó
referral-step-rule_go_on = Decidir: que sigan atendiendo
referral-step-withdraw = Retirar
referral-step-reopen = Enviar otra vez
referral-step-close = Cerrar sin confirmar
referral-step-annul = Anular

referral-event-send = Se envió
referral-event-claim = Alguien lo tomó
referral-event-accept = Aceptaron
referral-event-waitlist = En lista de espera
referral-event-ask_info = Pidieron información
referral-event-give_info = Se dio la información
referral-event-resume = El plazo siguió
referral-event-decline = Dijeron que no
referral-event-reroute = Se mandó a otra institución
referral-event-expire = Pasó la fecha sin respuesta
referral-event-begin = Primer contacto
referral-event-complete = Dijeron que ayudaron
referral-event-fail = Dijeron que no pudieron ayudar
referral-event-confirm = Se confirmó
referral-event-dispute = Se dijo que no fue así
referral-event-rule_helped = Se decidió: sí se ayudó
referral-event-rule_not_helped = Se decidió: no se ayudó
referral-event-rule_go_on = Se decidió: que sigan
referral-event-withdraw = Se retiró
referral-event-reopen = Se envió otra vez
referral-event-close = Se cerró sin confirmar
referral-event-annul = Se anuló

referral-by-sender = Quien la envía
referral-by-recipient = La institución
referral-by-person = La persona
referral-by-supervisor = La coordinación
referral-by-clock = El plazo

referral-text-need = Qué se necesita
referral-text-note = Nota de la institución
referral-text-question = Pregunta de la institución
referral-text-answer = Respuesta a la pregunta
referral-text-override = Por qué se compartió sin permiso
referral-text-dispute = Lo que dice la persona
referral-text-ruling = Decisión

referral-field-name = Nombre
referral-field-contact = Teléfono
referral-field-birth_year = Año de nacimiento
referral-field-sex = Sexo
referral-field-place = Dónde vive
referral-field-language = Idioma
referral-field-document = Número de DPI
referral-field-schooling = Estudios
referral-field-work = En qué trabajó
referral-field-need = Qué se necesita

referral-way-screen = En esta pantalla
referral-way-voice = De palabra
referral-way-thumb = Con la huella, ante testigo
referral-way-paper = En papel firmado

referral-room-free = Hay cupo
referral-room-waiting_list = Hay lista de espera
referral-room-full = Lleno

referral-attempt-reached = Se habló con la persona
referral-attempt-no_answer = No contestó
referral-attempt-wrong_number = El número es de otra persona
referral-attempt-call_later = Pidió que llamen más tarde
referral-attempt-left_word = Se dejó recado
referral-attempt-out_of_service = El número ya no funciona
referral-attempt-line = { $result }. { $when }

referral-basis-vital_interest = Hay peligro para su vida
referral-basis-legal_duty = Una ley obliga
referral-basis-court_order = Lo ordena un juez
referral-basis-child_protection = Hay que proteger a un niño o niña

# En todas las páginas
referral-sender-person = La misma persona
referral-sender-office = SINAREM, { $place }
referral-withheld = Caso reservado
referral-withheld-agency = No se muestra la institución
referral-left-hours = { $count ->
    [one] Queda 1 hora.
   *[other] Quedan { $count } horas.
}
referral-left-days = { $count ->
    [one] Queda 1 día.
   *[other] Quedan { $count } días.
}
referral-late-hours = Atrasada { $count ->
    [one] 1 hora
   *[other] { $count } horas
}.
referral-late-days = Atrasada { $count ->
    [one] 1 día
   *[other] { $count } días
}.
referral-due = La fecha es el { $day }.
referral-restricted = Reservada
referral-texts = Lo que se escribió
referral-mine-texts = Lo que se escribió sobre usted
referral-written-by = Lo escribió: { $who }
referral-by-you = Usted
referral-by-us = Su oficina
referral-life = Historia
referral-changed-title = Esto cambió mientras tanto
referral-changed = Usted pidió: { $step }. Mientras tanto el caso cambió y ahora está así: { $status }. No se guardó nada. Lea cómo está y decida otra vez.
referral-sent-by = Envía: { $sender }
referral-service-of = { $service }, { $agency }

# Recibidos
referral-inbox-title = Casos recibidos
referral-inbox-which = Qué lista
referral-inbox-owed = Lo que debemos
referral-inbox-mine = Lo que tomé yo
referral-inbox-others = Lo demás
referral-inbox-none = No hay nada aquí.
referral-inbox-counts = En esta página: { $all }. Atrasados: { $late }. Urgentes: { $urgent }.
referral-unopened = Sin abrir
referral-claimed-me = Lo tomó usted.
referral-claimed-other = Lo tomó otra persona de su institución.
referral-opened-title = Una persona referida
referral-need-title = Qué necesita
referral-shared-only = Solo ve lo que la persona permitió. Esta lectura queda anotada para ella.
referral-hidden = No hay permiso para ver los datos de la persona.
referral-hidden-withdrawn = La persona o quien la envió retiró el caso. Ya no puede ver sus datos. No los use ni los guarde.
referral-hidden-annulled = El caso fue anulado. Ya no puede ver los datos de la persona.
referral-hidden-over = El caso terminó. Los datos de la persona ya no se muestran.
referral-claim = Lo tomo yo
referral-answer-title = Su respuesta
referral-answer-label = ¿Qué contesta?
referral-answer-accept = Sí, la atendemos
referral-answer-waitlist = En lista de espera
referral-answer-ask_info = Falta información
referral-answer-decline = No podemos
referral-answer-reroute = Mandar a otra institución
referral-reason-label = ¿Por qué no?
referral-reason-hint = Solo si no la atienden.
referral-review-label = ¿Cuándo revisan la lista?
referral-review-hint = Solo para la lista de espera.
referral-service-label = ¿A qué servicio?
referral-service-hint = Solo si la manda a otra institución.
referral-words-label = Nota
referral-words-hint = Para la persona y quien la envía: dónde llegar, qué llevar. O su pregunta.
referral-answer-button = Contestar
referral-answer-next = Contestar y abrir el siguiente
referral-begin-title = Ya hablamos con la persona
referral-begin-label = Fecha del primer contacto
referral-begin-hint = Hoy o un día antes.
referral-begin-button = Guardar el contacto
referral-report-title = Cómo terminó
referral-fail-title = No se pudo atender
referral-outcome-label = ¿Qué pasó?
referral-outcome-hint = Se le pregunta a la persona si fue así.
referral-report-hint = Para la persona y quien la envía. Si eligió otra cosa, diga qué.
referral-report-button = Informar
referral-attempt-title = Llamadas a la persona
referral-attempt-label = ¿Qué pasó con la llamada?
referral-attempt-button = Anotar la llamada

# Lo que promete un servicio
referral-promises-title = Cupo y promesa
referral-promises-text = Quien refiere ve esto antes de enviar. Diga cuánto cupo hay con un toque.
referral-promise-line = { $count ->
    [one] Responde en 1 día hábil.
   *[other] Responde en { $count } días hábiles.
}
referral-promise-officers = Solo por medio de una oficina.
referral-promise-people = Cada persona lo puede pedir.
referral-promise-beside = Cada persona lo puede pedir, con alguien de una oficina a su lado.
referral-promise-change = Cambiar la promesa
referral-promise-title = La promesa del servicio
referral-promise-label = ¿En cuántos días responden?
referral-promise-hint = Días hábiles. Se le dice a la persona como fecha.
referral-promise-days-of = { $count ->
    [one] 1 día
   *[other] { $count } días
}
referral-room-label = ¿Hay cupo?
referral-promise-self = Cada persona lo puede pedir por sí misma
referral-promise-worker = Con alguien de una oficina a su lado
referral-youngest-label = Edad más baja
referral-oldest-label = Edad más alta
referral-ages-hint = En años. En blanco: cualquiera.

# Lo de la persona
referral-mine-title = Ayuda que espero
referral-mine-lead = A dónde le mandaron, y quién debe llamarle.
referral-mine-none = Nadie le debe una respuesta. Puede pedir ayuda a un servicio.
referral-mine-asked = Le preguntan algo
referral-mine-one-title = Ayuda que espero
referral-mine-outcome = La institución dice: { $outcome }.
referral-mine-overridden = Sus datos se compartieron sin su permiso, por una razón de ley. La coordinación lo revisa.
referral-mine-shared = Qué datos se compartieron
referral-late-tap = Si no le llaman, toque aquí
referral-late-text = Cuando pasa la fecha, avisamos a la institución y a la coordinación. Usted no tiene que esperar más: puede pedir ayuda en otro lugar.
referral-late-text-restricted = Cuando pasa la fecha, avisamos a la institución y a quien le acompaña. Usted no tiene que esperar más: puede pedir ayuda en otro lugar.
referral-warn-button = Avisar que no me han llamado
referral-renew-title = El permiso para compartir
referral-renew-ends = Termina el { $day }.
referral-renew-ended = Terminó el { $day }. Ya no ven sus datos.
referral-renew-fields = Datos:
referral-renew-button = Dar permiso de nuevo
referral-permission-holds = El permiso todavía vale. No hace falta renovarlo.
referral-permission-gone = El permiso de la persona terminó: por eso no se ven sus datos. Ya se le avisó para que lo renueve.
referral-late-help = Llamar a un teléfono de ayuda
referral-late-other = Buscar otro servicio
referral-tell-title = Le preguntan
referral-tell-label = Su respuesta
referral-tell-button = Mandar la respuesta
referral-confirm-button = Sí, fue así
referral-dispute-title = No, no fue así
referral-dispute-label = ¿Qué pasó?
referral-dispute-hint = Si quiere, cuéntelo con sus palabras.
referral-dispute-button = Mandar a la coordinación
referral-withdraw-title = Retirar el caso
referral-withdraw-text = { $agency } ya no verá los datos. Le avisamos que no los guarde.
referral-withdraw-draft = El borrador no se envía.
referral-withdraw-button = Retirar

# Pedir ayuda uno mismo
referral-ask-title = Pedir este servicio
referral-ask-back = Volver al servicio
referral-ask-need = ¿Qué necesita?
referral-ask-need-hint = Una o dos frases.
referral-ask-full = El servicio está lleno. Puede pedirlo y esperar.
referral-ask-worker = Una persona de { $office } le acompaña y ve cómo va.
referral-ask-button = Sí, permito y pido el servicio
referral-ask-call = Si prefiere, llame usted:
referral-ask-call-text = Así no comparte nada por aquí.
referral-wait-label = Sí, acepto esperar
referral-consent-title = Lo que usted permite
referral-consent-who = Usted permite que { $agency } vea los datos que marque aquí.
referral-consent-who-again = Usted permite que { $agency } siga viendo los datos que se dicen abajo.
referral-consent-nobody = Nadie más los ve.
referral-consent-officer = { $office } ve su nombre, su teléfono y lo que necesita, para acompañarle. Nadie más.
referral-consent-what-for = Es solo para esto: { $service }.
referral-consent-until = Vale hasta el { $day }. Puede quitar el permiso cuando quiera.
referral-consent-free = Si dice que no, lo demás sigue igual.
referral-fields-label = ¿Qué datos se comparten?
referral-fields-hint-least = Para que le llamen, marque al menos su teléfono y qué necesita. Lo demás, si usted quiere.
referral-fields-hint-officer = Marque solo lo que la persona permite.

# Antes de enviar
referral-check-title = El servicio
referral-check-room = Cupo
referral-check-answer = Respuesta
referral-check-distance = Distancia
referral-check-ages = Edades
referral-promise = { $count ->
    [one] En 1 día hábil: a más tardar el { $day }
   *[other] En { $count } días hábiles: a más tardar el { $day }
}
referral-distance-of = Unos { $km } km. { $reach }
referral-distance = Atiende donde vive la persona.
referral-distance-outside = No atiende donde vive la persona.
referral-distance-mine = Atiende donde usted vive.
referral-distance-outside-mine = No atiende donde usted vive.
referral-language-not-mine = { $languages }. No hablan su idioma.
referral-language-not = { $languages }. No habla el idioma de la persona.
referral-ages-from = Desde { $low } años
referral-ages-to = Hasta { $high } años
referral-ages-between = De { $low } a { $high } años

# Quien envía
referral-new-title = Referir a una persona
referral-new-code = Código de la persona
referral-new-code-hint = Está en su boleta.
referral-new-category = ¿Qué necesita?
referral-new-signs = Hay señales de trata de personas
referral-new-find = Buscar servicios
referral-new-services = ¿A qué servicio?
referral-new-none = No hay servicio para esta necesidad donde vive la persona. Anótelo:
referral-new-priority = ¿Qué tan urgente es?
referral-new-need = Qué necesita, con palabras
referral-new-need-hint = Lo lee la institución, si la persona lo permite.
referral-new-draft = Guardar y pedir el permiso
referral-sent-title = Casos enviados
referral-sent-open = Abiertos
referral-sent-over = Terminados
referral-your-turn = Le toca a usted
referral-follow-title = Un caso enviado
referral-call-first = Es una emergencia. Llame primero a la institución.
referral-call-button = Ya llamé
referral-send-title = El permiso de la persona
referral-reopen-title = Enviar otra vez a la misma institución
referral-consent-label = ¿Con qué permiso?
referral-consent-choice-known = El permiso que ya dio
referral-consent-choice-now = La persona lo da ahora
referral-consent-choice-override = Sin permiso, por una razón de ley
referral-consent-known = La persona ya dio permiso para esta institución.
referral-consent-known-until = La persona ya dio permiso para esta institución hasta el { $day }.
referral-consent-read = Lea esto a la persona
referral-way-label = ¿Cómo dijo que sí?
referral-basis-label = Razón de ley
referral-basis-hint = La coordinación lo revisa.
referral-law-reason = Explique por qué
referral-law-hint = Queda anotado, y la persona sabe que se hizo.
referral-wait-officer = La persona acepta esperar
referral-link-label = Correo de la institución
referral-link-hint = Nadie allí tiene cuenta. Recibe un enlace y un código.
referral-send-button = Enviar
referral-reopen-button = Enviar otra vez
referral-others-title = Otras opciones, la mejor primero
referral-others-button = Elegir este
referral-ask-person-title = Pregunte a la persona
referral-ask-person-text = Llámela y pregunte si fue así. Anote lo que dijo.
referral-confirm-phone = La persona dice que sí
referral-dispute-phone = La persona dice que no fue así
referral-dispute-said = ¿Qué dijo?
referral-close-text = Si no logra hablar con la persona, puede cerrarlo después de 14 días y tres llamadas.
referral-close-left = Llamadas que faltan: { $count }.
referral-close-button = Cerrar sin confirmar
referral-handover-planned = Entrega en persona: { $when }.
referral-handover-happened = Se hizo la entrega en persona: { $when }.
referral-handover-missed = No se hizo la entrega en persona: { $when }.
referral-handover-tell = Decir cómo fue la entrega
referral-handover-yes = Se hizo
referral-handover-no = No se hizo
referral-handover-came = ¿Quién llegó?
referral-handover-plan = Planear una entrega en persona
referral-handover-text = Usted, la institución y la persona se juntan.
referral-handover-day = Día
referral-handover-time = Hora
referral-day-form = Ponga el día.
referral-time-form = Ponga la hora.
referral-rule-own = Anular (caso reservado)
referral-rule-title = Decidir
referral-rule-label = ¿Qué decide?
referral-rule-rule_helped = Sí se le ayudó
referral-rule-rule_not_helped = No se le ayudó
referral-rule-rule_go_on = Que la institución siga
referral-rule-annul = Anular: nunca debió existir
referral-rule-words = Explique la decisión
referral-rule-hint = La leen la persona y la institución.
referral-rule-button = Guardar la decisión
referral-gap-title = No hay servicio
referral-gap-lead = Anote una necesidad que ningún servicio pudo atender. Así se sabe qué falta y dónde.
referral-gap-place = Municipio
referral-gap-why = ¿Por qué no se pudo?
referral-gap-code-hint = Si quiere. Sin código no se guarda de quién es.
referral-gap-reason-no_service = No existe
referral-gap-reason-too_far = Está muy lejos
referral-gap-reason-cost = Cuesta mucho
referral-gap-reason-language = Nadie habla su idioma
referral-gap-reason-full = Está lleno
referral-gap-reason-missing_documents = Faltan papeles
referral-gap-reason-unsafe = No sería seguro

# Sin cuenta, por enlace
referral-guest-title = Una persona espera su respuesta
referral-guest-lead = Pida su código. Llega al correo donde recibió este enlace.
referral-guest-ask = Mandar el código
referral-guest-again = Mandar otro código
referral-guest-sent = Si el enlace todavía sirve, el código va en camino. Vale 10 minutos.
referral-guest-number = Código de 6 números
referral-guest-number-hint = Sirve una sola vez.
referral-guest-enter = Entrar
referral-guest-text = La visita dura 30 minutos. No necesita cuenta.
referral-ended-title = La visita terminó
referral-ended-text = Para volver a entrar, abra otra vez el enlace de su correo y pida un código.
referral-ended-withdrawn = Si el enlace ya no sirve, el caso terminó o la persona retiró su permiso. No use ni guarde sus datos.

# La coordinación
referral-watch-title = Casos referidos
referral-watch-text = Aquí no se ven nombres. De un caso reservado solo se ve lo que hay que decidir.
referral-watch-late = Atrasados
referral-watch-answered = Contestados tarde
referral-watch-answered-on = Debían contestar a más tardar el { $promised }. Contestaron el { $day }.
referral-watch-disputes = Desacuerdos
referral-watch-overrides = Compartidos sin permiso
referral-watch-one-title = Un caso referido
referral-override-waits = Espera su revisión.
referral-override-title = Se compartió sin permiso
referral-override-text = ¿Había una razón de ley? Si no, se corta ahora.
referral-override-yes = Sí, está justificado
referral-override-no = No, cortar ahora
referral-desk-text = Atrasados, desacuerdos y medidas
referral-measure-title = Medidas
referral-measure-text = Los casos del último año. Lo que cuenta es que contesten a tiempo y que la persona confirme.
referral-measure-own-title = Nuestras medidas
referral-measure-own-text = Los casos que recibió su institución en el último año, por servicio. Lo que cuenta es que contesten a tiempo y que la persona confirme.
referral-measure-own-note = Solo su institución ve estos números enteros. La coordinación los ve con los pequeños ocultos.
referral-measure-hidden = Los números de 1 a 4 se ocultan, y otros con los que se podrían calcular.
referral-measure-by-agency = Institución
referral-measure-by-service = Servicio
referral-measure-by-department = Departamento
referral-measure-by-sex = Sexo
referral-measure-by-language = Idioma
referral-measure-sent = Enviados
referral-measure-acknowledged = Abiertos
referral-measure-decided = Con respuesta
referral-measure-in_promise = A tiempo
referral-measure-silent = Silencio
referral-measure-contacted = Con contacto
referral-measure-reported = Con resultado
referral-measure-confirmed = Confirmados
referral-measure-disputed = En disputa
referral-measure-to_acknowledge = Hasta abrir
referral-measure-to_decide = Hasta contestar
referral-measure-to_contact = Hasta el contacto
referral-measure-to_outcome = Hasta el resultado
referral-percent = { $share } %
referral-hours = { $count } h
referral-days = { $count } días

done-referral-answered = Su respuesta quedó guardada.
done-referral-claimed = Ahora es suyo.
done-referral-begun = El primer contacto quedó guardado.
done-referral-reported = Gracias. Ahora se le pregunta a la persona.
done-referral-attempted = La llamada quedó anotada.
done-referral-told = Su respuesta ya va en camino.
done-referral-warned = Gracias. Avisamos hoy a quien le debe llamar y a quien lo vigila.
done-referral-renewed = Gracias. El permiso vale de nuevo.
done-referral-confirmed = Gracias por decirlo.
done-referral-disputed = La coordinación va a decidir. Le avisamos.
done-referral-withdrawn = Listo. Ya no ven sus datos.
done-referral-asked = Su pedido ya se envió.
done-referral-noted = Quedó guardado.
done-referral-sent = El caso ya se envió.
done-referral-gap-noted = Gracias. Quedó anotado.
done-referral-ruled = Su decisión quedó guardada.
done-referral-reviewed = Su revisión quedó guardada.
done-referral-promised = Listo. Quien refiere ya lo ve.
