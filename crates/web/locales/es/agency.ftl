# Instituciones: inscripción, revisión, documentos y convenios.
agency-kind = Qué hace
agency-kind-ask = ¿Qué ofrece su institución?
agency-kind-choose = Elija qué ofrece.
agency-kind-employer = Trabajo
agency-kind-training = Cursos
agency-kind-certification = Certificación de lo que la gente ya sabe
agency-kind-programme = Apoyo para negocios
agency-kind-office = Servicios: oficina, ventanilla u organización
agency-kind-coordination = Coordinación del sistema
agency-status = Estado
agency-status-pending = Por revisar
agency-status-verified = Verificada
agency-status-refused = Rechazada
agency-status-suspended = Suspendida
agency-name = Nombre de la institución
agency-nit = NIT
agency-nit-hint = Con su último dígito o K. Una oficina pública puede dejarlo vacío.
agency-municipality = Municipio
agency-phone = Teléfono
agency-phone-hint = En Guatemala tiene 8 números.
agency-about-title = Datos de la institución
agency-about_es = Qué hace, en español
agency-about_en = Qué hace, en inglés
agency-about-hint = Dos o tres frases bastan.
agency-hours_es = Horario, en español
agency-hours_en = Horario, en inglés
agency-hours-hint = Por ejemplo: lunes a viernes, de 8 a 16 horas.
agency-contact = Contacto
agency-contact-title = Quién va a entrar
agency-contact-name = Nombre y apellido
agency-contact-email-hint = Con este correo va a entrar.
agency-since = Inscrita
agency-since-when = Desde { $when }
agency-reason = Motivo
agency-reason-hint = La institución lo va a leer. Diga qué falta o qué pasó.
agency-known = Ya hay una institución con ese NIT.

agency-sign-up-title = Inscribir mi institución
agency-sign-up-description = Ofrezca trabajo, cursos, certificación o apoyo a personas que buscan oportunidades.
agency-sign-up-lead = Es gratis. Una persona revisa sus datos antes de publicar.
agency-sign-up-next = No cobramos, y nadie puede cobrar a quien busca trabajo.
agency-sign-up-send = Inscribir
agency-signed-up-title = Revise su correo
agency-signed-up-mail = Le mandamos un correo con lo que sigue.
agency-signed-up-enter = Entre con su correo y su contraseña, y proteja su cuenta.
agency-signed-up-check = Una persona revisa sus datos y documentos.
agency-signed-up-publish = Cuando esté verificada, puede publicar.

agency-papers = Documentos
agency-papers-ask = Documentos de su institución (si los tiene a mano)
agency-papers-hint = Por ejemplo RTU o patente. Hasta 3 archivos PDF, JPG o PNG, de 5 MB cada uno.
agency-papers-photo = De las fotos borramos el lugar y la hora.
agency-papers-none = No hay documentos.
agency-checked = Comprobé de otra manera que existe y quién la representa
agency-unseen = No mandó papeles. Si la comprobó de otra manera, márquelo.
agency-papers-care = Se abren fuera del sistema. Bórrelos de su equipo al terminar.
agency-paper-add = Agregar un documento
agency-paper-send = Mandar documento
agency-paper-remove = Quitar { $name }
agency-paper-empty = Elija un archivo.
agency-paper-too-big = El archivo pasa de 5 MB. Mande uno más pequeño.
agency-paper-kind = Solo recibimos PDF, JPG y PNG.
agency-paper-damaged = No pudimos leer la imagen. Mándela otra vez.
agency-paper-many = Son 3 documentos como máximo.
agency-paper-kept = Ya está verificada. Ese documento se guarda.

agency-own-pending = Estamos revisando sus datos. Nada es público todavía.
agency-own-verified = Puede publicar ofertas y contestar solicitudes.
agency-own-refused = Corrija lo que falta y pida otra revisión.
agency-own-suspended = Sus ofertas no se muestran. Hable con la coordinación.
agency-ask-again = Pedir otra revisión

agency-queue-title = Instituciones por revisar
agency-queue-none = No hay instituciones con ese estado.
agency-decide = Decidir
agency-step-verify = Verificar
agency-step-refuse = Rechazar
agency-step-suspend = Suspender
agency-step-restore = Quitar la suspensión
agency-step-none = Ahora no hay nada que decidir.
agency-step-not-now = Ese paso ya no es posible. Revise el estado.

agency-list-title = Instituciones
agency-new-title = Agregar institución
agency-new-lead = Después la revisa una persona de coordinación.
agency-one-title = Cambiar institución
agency-accounts = Ver sus usuarios

agency-agreements-title = Convenios
agency-agreements-why = Sin convenio vigente no se entregan datos de personas.
agency-agreements-none = No hay convenios.
agency-agreements-near = { $count ->
    [0] Ningún convenio vence en 60 días.
    [one] 1 convenio vence en 60 días.
   *[other] { $count } convenios vencen en 60 días.
}
agency-agreement-title = Convenio
agency-agreement-new = Agregar convenio
agency-agreement-name = Nombre del convenio
agency-agreement-signed = Fecha de firma
agency-agreement-expires = Último día
agency-agreement-until = Hasta el { $day }
agency-agreement-day = Escriba la fecha: año, mes y día.
agency-agreement-ends = El último día es antes de la firma. Revise las fechas.
agency-agreement-state-held = Vigente
agency-agreement-state-near = Vence pronto
agency-agreement-state-ended = Vencido

done-agency-saved = Se guardaron los datos.
done-agency-added = Se agregó la institución. Falta que coordinación la revise.
done-agency-asked = Pidió otra revisión. Le avisamos por correo.
done-verify = La institución está verificada. Se le avisó.
done-refuse = La institución está rechazada. Se le avisó.
done-suspend = La institución está suspendida. Sus ofertas ya no se muestran.
done-restore = La institución puede seguir. Se le avisó.
done-paper-added = Se guardó el documento.
done-paper-removed = Se quitó el documento.
done-agreement-saved = Se guardó el convenio.
