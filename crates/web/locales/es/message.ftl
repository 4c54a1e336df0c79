# Correos y mensajes de texto. A las personas: neutral, sin nombre de institución, 160 letras o menos.
message-invitation-subject = Su cuenta de OportuGuate le espera
message-invitation-body =
    Le abrimos una cuenta en OportuGuate.
    Elija su contraseña en esta dirección:
    { $link }

    La dirección sirve una sola vez.
    Si usted no esperaba este correo, bórrelo.
message-sign_in_changed-subject = Cambió su forma de entrar
message-sign_in_changed-body =
    Algo cambió en su cuenta de OportuGuate: la contraseña, el correo o el código de un solo uso.
    Si fue usted, no haga nada.
    Si no fue usted, avise hoy a quien administra el sistema.

    { $site }
message-agency_received-subject = Recibimos su inscripción
message-agency_received-body =
    Recibimos los datos de su institución.
    Entre en { $site } con su correo y su contraseña, y proteja su cuenta.
    Una persona revisa sus datos. Le avisamos por correo.

    Si usted no inscribió una institución, borre este correo.
message-agency_known-subject = Su institución ya está inscrita
message-agency_known-body =
    Alguien quiso inscribir una institución con este correo o con su NIT.
    Ya estaba inscrita, y no cambiamos nada.

    Si tiene cuenta, entre en { $site } con su correo y su contraseña.
    Si no tiene cuenta, pida una invitación a quien administra el sistema.
message-agency_verified-subject = Su institución ya está verificada
message-agency_verified-body =
    Revisamos sus datos y todo está bien.
    Ya puede publicar ofertas en { $site }.
message-agency_refused-subject = No pudimos verificar su institución
message-agency_refused-body =
    Revisamos sus datos. Falta algo:
    { $reason }

    Corríjalo en { $site } y lo revisamos otra vez.
message-agency_suspended-subject = Su institución está suspendida
message-agency_suspended-body =
    Sus ofertas no se muestran por ahora. El motivo:
    { $reason }

    Hable con la coordinación. Puede ver el estado en { $site }.
message-agency_restored-subject = Su institución puede seguir
message-agency_restored-body =
    Quitamos la suspensión. Sus ofertas se muestran otra vez en { $site }.
message-offer_approved-subject = Su oferta ya está publicada
message-offer_approved-body =
    «{ $title }» ya se puede ver en { $site }.
    Le avisamos por correo cuando alguien la pida.
message-offer_returned-subject = Su oferta necesita un cambio
message-offer_returned-body =
    Revisamos «{ $title }». Falta algo:
    { $reason }

    Corríjala en { $site } y mándela otra vez.
message-application_arrived-subject = Llegó una solicitud
message-application_arrived-body =
    Alguien aplicó a «{ $title }».
    Por favor responda a más tardar el { $day }.
    Entre aquí: { $site }

    Si no responde a tiempo, la oferta se pausa.
message-answer_due-subject = Una persona espera su respuesta
message-answer_due-body =
    Alguien aplicó a «{ $title }» y todavía espera.
    Responda a más tardar el { $day }.
    Entre aquí: { $site }

    Si no responde a tiempo, la oferta se pausa.
message-offer_paused-subject = Pausamos su oferta
message-offer_paused-body =
    «{ $title }» tiene solicitudes sin respuesta. Ya pasó el plazo.
    Por eso la oferta está en pausa y nadie la ve.

    Responda en { $site } y podrá publicarla otra vez.
message-person_answered-subject = Hay una respuesta
message-person_answered-body = OportuGuate: hay una respuesta para usted. Véala con su código cuando pueda: { $site }
message-person_unanswered-subject = No hubo respuesta
message-person_unanswered-body = OportuGuate: no le respondieron a tiempo. Hay otras opciones para usted: { $site }
message-person_invited-subject = Hay una invitación
message-person_invited-body = OportuGuate: hay una invitación para usted. Usted decide. Véala con su código: { $site }
message-person_found-subject = Hay algo nuevo para usted
message-person_found-body = OportuGuate: encontramos algo nuevo para usted. Véalo con su código cuando pueda: { $site }
message-person_asked-subject = Cuéntenos qué pasó
message-person_asked-body = OportuGuate: cuéntenos cómo le fue. Es una sola pregunta. Entre con su código: { $site }
message-person_number-subject = Su número
message-person_number-body = OportuGuate: su número es { $number }. Sirve 15 minutos. Si no lo pidió, bórrelo. No se lo diga a nadie. { $site }
message-person_promised-subject = Le deben una respuesta
message-person_promised-body = OportuGuate: le deben responder a más tardar el { $day }. Si no le hablan, avise aquí: { $site }
message-person_reminded-subject = Recordamos su caso
message-person_reminded-body = OportuGuate: recordamos que le respondan a más tardar el { $day }. Si no, avise aquí: { $site }
message-person_late-subject = Pasó la fecha
message-person_late-body = OportuGuate: pasó la fecha y no le han respondido. Ya lo estamos viendo. Más en { $site }
message-person_changed-subject = Hay un cambio
message-person_changed-body = OportuGuate: hay un cambio para usted. Véalo con su código cuando pueda: { $site }
message-case_arrived-subject = Le toca acompañar
message-case_arrived-body =
    Alguien espera que usted le acompañe, o que conteste si puede.
    Véalo en { $site }.
message-case_answered-subject = Hay algo nuevo de un acompañamiento
message-case_answered-body =
    Algo cambió en un acompañamiento.
    Véalo en { $site }.
message-case_due-subject = Hoy toca algo en sus acompañamientos
message-case_due-body =
    Hoy vence algo en uno o más acompañamientos suyos, o en uno que le pidieron seguir.
    Véalos por fecha en { $site }.
message-case_late-subject = Acompañamientos sin atender
message-case_late-body =
    En uno o más acompañamientos nadie hizo lo que tocaba desde hace 14 días.
    Véalos en { $site }.
message-person_asked_helped-subject = ¿Es así?
message-person_asked_helped-body = OportuGuate: nos dicen que le ayudaron. ¿Es así? Responda 1 si es así, 2 si no. O con su código: { $site }
message-person_asked_not-subject = ¿Es así?
message-person_asked_not-body = OportuGuate: nos dicen que no se pudo. ¿Es así? Responda 1 si es así, 2 si no. O con su código: { $site }
message-person_pulse-subject = ¿Cómo le va?
message-person_pulse-body = OportuGuate: cuéntenos cómo le va. Son pocas preguntas. Entre con su código cuando pueda: { $site }
message-person_pulse_reply-subject = ¿Cómo le va?
message-person_pulse_reply-body = OportuGuate: ¿cómo va de 1 (mal) a 5 (bien)? Dinero, gente, ánimo. Responda 3 números: 3 2 4. Con 0 no lo dice. { $site }
message-person_taken-subject = Gracias
message-person_taken-body = OportuGuate: gracias, quedó anotado. Para no recibir mensajes, responda BAJA. Más en { $site }
message-person_unclear-subject = No entendimos
message-person_unclear-body = OportuGuate: no entendimos su mensaje. Entre con su código o hable con quien le atiende: { $site }
message-person_stopped-subject = Sin mensajes
message-person_stopped-body = OportuGuate: ya no le mandamos mensajes. Para recibirlos otra vez, responda ALTA. { $site }
message-person_started-subject = Mensajes otra vez
message-person_started-body = OportuGuate: le mandamos mensajes otra vez. Para no recibirlos, responda BAJA. { $site }
message-attention_raised-subject = Una persona le espera
message-attention_raised-body =
    Una persona que usted acompaña dijo algo que no debe esperar.
    Por favor véalo hoy en { $site }, en «Por atender».
message-attention_alone-subject = Alguien espera y nadie le acompaña
message-attention_alone-body =
    Una persona dijo algo que no debe esperar, y nadie le acompaña.
    Por favor véalo hoy en { $site }, en «Por atender».
message-emergency_opened-subject = Se abrió un teléfono por una emergencia
message-emergency_opened-body =
    En { $agency } alguien vio cómo localizar a una persona, sin su permiso.
    Por favor revise hoy si hacía falta en { $site }, en «Emergencias sin permiso».
message-emergency_given-subject = Le toca llamar hoy
message-emergency_given-body =
    La coordinación le pide llamar hoy a una persona.
    Por favor véalo en { $site }, en «Por atender».
message-services_due-subject = ¿Sus servicios siguen igual?
message-services_due-body =
    Hace tiempo que nadie confirma sus servicios en el directorio.
    Confírmelos con un toque, sin entrar con su cuenta:
    { $link }

    Si nadie los confirma, dejan de mostrarse.
message-referral_arrived-subject = Llegó una persona referida
message-referral_arrived-body =
    Alguien le refirió a una persona.
    Por favor responda a más tardar el { $day }.
    Entre aquí: { $site }
message-referral_due-subject = Se acerca una fecha
message-referral_due-body =
    Una persona espera el siguiente paso.
    La fecha es el { $day }.
    Entre aquí: { $site }
message-referral_late-subject = Pasó una fecha
message-referral_late-body =
    La fecha era el { $day } y la persona todavía espera.
    Por favor véalo hoy: { $site }
message-referral_answered-subject = Hay una respuesta
message-referral_answered-body =
    La institución respondió.
    Vea la respuesta en { $site }.
message-referral_info-subject = Le piden información
message-referral_info-body =
    La institución necesita saber algo más.
    Por favor responda a más tardar el { $day }: { $site }
message-referral_goes_on-subject = El plazo sigue
message-referral_goes_on-body =
    Ya puede responder.
    La fecha es el { $day }.
    Entre aquí: { $site }
message-referral_returned-subject = Un caso volvió a usted
message-referral_returned-body =
    La persona necesita otra opción.
    Las opciones ya están ordenadas en { $site }.
message-referral_reported-subject = Pregunte a la persona
message-referral_reported-body =
    La institución dice cómo terminó.
    Pregunte a la persona si es así y anótelo en { $site }.
message-referral_closed-subject = Un caso se cerró
message-referral_closed-body =
    El caso quedó cerrado.
    Puede verlo en { $site }.
message-referral_disputed-subject = La persona dice otra cosa
message-referral_disputed-body =
    La persona dice que no fue así.
    La coordinación decide. Véalo en { $site }.
message-referral_ruled-subject = La coordinación decidió
message-referral_ruled-body =
    La coordinación decidió.
    Vea la decisión en { $site }.
message-referral_permission-subject = Un permiso termina
message-referral_permission-body =
    El permiso de una persona para compartir sus datos termina pronto o ya terminó.
    Vea cuál es en { $site }. La persona puede darlo de nuevo.
message-referral_meeting-subject = Entrega en persona
message-referral_meeting-body =
    Para el { $day } está planeada una entrega en persona de un referido.
    Vea la hora en { $site }.
message-referral_stopped-subject = Un caso fue retirado
message-referral_stopped-body =
    El caso fue retirado.
    No use ni guarde los datos de la persona.
    Puede ver la constancia en { $site }.
message-referral_link-subject = Una persona espera su respuesta
message-referral_link-body =
    Alguien le refirió a una persona.
    Por favor responda a más tardar el { $day }.
    Abra esta dirección y pida su código:
    { $link }
message-people_opened-subject = Alguien abre muchos registros
message-people_opened-body =
    Desde { $agency } se abrieron más de { $count } personas en una hora.
    Hable hoy con quien atiende allí.
    { $site }
message-merge_decided-subject = Se decidió sobre dos registros
message-merge_decided-body =
    Hay una decisión sobre los registros que usted propuso unir.
    Si los busca otra vez, los ve como están ahora: { $site }
message-referral_code-subject = Su código
message-referral_code-body =
    Su código es { $number }. Sirve una sola vez, durante 10 minutos.
    Si usted no lo pidió, borre este correo.
    { $site }

message-inbox-title = Sus avisos
message-inbox-lead = Lo que le avisamos en los últimos 90 días, también por mensaje de texto.
message-inbox-empty = Todavía no hay avisos.
message-outbox-title = Mensajes de la demostración
message-outbox-lead = Aquí se leen los correos y mensajes de texto. En la demostración no sale ninguno.
message-outbox-empty = Todavía no hay mensajes.
message-outbox-next = Ver mensajes anteriores
message-channel-email = Correo
message-channel-sms = Mensaje de texto
message-channel-app = En la página de la persona
message-status-queued = en espera
message-status-sent = enviado
message-status-failed = no se pudo enviar
