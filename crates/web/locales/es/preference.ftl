# Lo que más le importa a una persona, tarjeta por tarjeta
preference-title = Lo que más le importa
preference-short = Ocho tarjetas: 2 minutos.
preference-lead = Ocho tarjetas: 2 minutos. Así ponemos primero lo que más le conviene.
preference-private = Solo cambia el orden de lo que usted ve. Ningún empleador lo ve. Usted puede parar cuando quiera.
preference-start = Empezar
preference-go-on = Seguir con las tarjetas
preference-finer = 4 tarjetas más, para afinar
preference-more = Otras tarjetas, para afinar más
preference-matches = Ver lo que es para mí
preference-heaviest = Para usted pesa más: { $what }
preference-then = Después: { $what }
preference-lightest = Pesa menos: { $what }
preference-known-little = { $count ->
    [one] Contestó 1 tarjeta. Todavía sabemos poco.
   *[other] Contestó { $count } tarjetas. Todavía sabemos poco.
}
preference-known-some = { $count ->
    [one] Contestó 1 tarjeta. Ya sabemos algo.
   *[other] Contestó { $count } tarjetas. Ya sabemos algo.
}
preference-known-much = { $count ->
    [one] Contestó 1 tarjeta. Ya sabemos bastante.
   *[other] Contestó { $count } tarjetas. Ya sabemos bastante.
}
preference-change = Empezar de nuevo o borrar
preference-forget-text = Las dos cosas borran lo que usted contestó.
preference-again = Empezar de nuevo
preference-forget = Borrar
preference-number = Tarjeta { $number } de { $most }
preference-most = ¿Qué le importa más en un trabajo?
preference-least = ¿Y qué le importa menos?
preference-takes = ¿Cuál trabajo tomaría?
preference-takes-hint = Todo lo demás es igual.
preference-job-first = Trabajo A
preference-job-second = Trabajo B
preference-next = Siguiente
preference-pass = Pasar esta tarjeta
preference-stop = Terminar por ahora
preference-most-empty = Diga qué le importa más, o pase la tarjeta.
preference-least-empty = Diga qué le importa menos, o pase la tarjeta.
preference-same = Lo que menos le importa no puede ser lo que más le importa. Escoja otra cosa.
preference-takes-empty = Diga cuál trabajo tomaría, o pase la tarjeta.
preference-thing-pay = El sueldo
preference-thing-near = Que quede cerca
preference-thing-stable = Que sea fijo
preference-thing-hours = El horario
preference-thing-grow = Aprender y subir de puesto
preference-thing-light = Que no sea pesado
preference-is-pay = el sueldo
preference-is-near = que quede cerca
preference-is-stable = que sea fijo
preference-is-hours = el horario
preference-is-grow = aprender y subir
preference-is-light = que no sea pesado
preference-pay = { $pay } al mes
preference-km = A { $km } km de su casa
preference-better-stable = Fijo, con contrato
preference-better-hours = En el horario que usted puede
preference-better-grow = Le enseñan algo nuevo
preference-better-light = Trabajo liviano
preference-worse-stable = Solo por un tiempo
preference-worse-hours = En un horario que le cuesta
preference-worse-grow = Lo que usted ya sabe hacer
preference-worse-light = Hay que cargar peso
preference-order = Lo que le importa, de más a menos
preference-card = Tarjeta: { $things }
preference-said-pass = La pasó.
preference-said-matters = Lo que más: { $most }. Lo que menos: { $least }.
preference-said-takes = Tomaría el trabajo mejor en esto: { $what }.
done-preference-forgotten = Se borró lo que contestó.
