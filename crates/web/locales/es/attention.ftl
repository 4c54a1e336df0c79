# Lo que no debe esperar
attention-title = Por atender
attention-short = Lo que espera más de un día, sin nombres
attention-lead = Estas personas dijeron algo que no debe esperar. Llámelas y anote que ya las atendió.
attention-watch-lead = Esperan más de un día, o nadie les acompaña. Aquí no se ven nombres ni motivos. Hable con las oficinas del departamento, o dé a alguien la llamada.
attention-today = Llamar hoy
attention-seen = Ya la tomó alguien
attention-unseen = Nadie la ha tomado
attention-alone = Nadie le acompaña todavía
attention-see = La tomo yo
attention-finish = Ya la atendí
attention-reply = Escribió un mensaje que hay que leer
attention-reply-shared = Llegó un mensaje de un teléfono compartido. Pregunte si fue esta persona.
attention-days = { $days ->
    [one] 1 día
   *[other] { $days } días
}
done-attention-noted = Quedó anotado.
