# Lo que le conviene a una persona, y por qué.
match-title = Para mí
match-lead = Lo que mejor va con lo que usted sabe y busca. Cada una dice por qué.
match-untold = Todavía no sabemos qué le queda bien. Cuéntenos un trabajo que ha hecho, con sus palabras.
match-none = No hay nada abierto de esto ahora.
match-kind-vacancy = Trabajos
match-kind-course = Cursos
match-kind-certification = Certificar lo que ya sabe
match-kind-programme = Apoyo para su negocio
match-percent = Va con usted: { $percent } de 100
match-pay = De { $least } a { $most } al mes
match-free = Es gratis
match-cost = Cuesta { $cost }
match-remote = Desde cualquier lugar
match-gaps = Qué le falta
match-better = Si tuviera { $what }, subiría a { $percent } de 100.
match-more = Ver las { $count }
match-more-best = Ver las { $count } mejores
match-all = Ver los cuatro tipos
match-months = { $count ->
    [one] 1 mes
   *[other] { $count } meses
}
match-years = { $count ->
    [one] 1 año
   *[other] { $count } años
}
match-strength-skill = Sabe: { $skill }
match-strength-skill-near = Sabe { $held }, que se parece a: { $skill }
match-strength-experience = { $span } de experiencia: { $occupation }
match-strength-near-work = { $span } en trabajos parecidos
match-strength-related = Tiene que ver con: { $occupation }
match-strength-language = Habla { $language }
match-strength-licence = Tiene licencia tipo { $licence }
match-strength-distance = Está cerca: a unos { $km } km
match-strength-remote = Se puede hacer desde cualquier lugar
match-strength-schooling = Tiene los estudios que piden: { $schooling }
match-strength-schooling-experience = Su experiencia vale por los estudios
match-gap-skill = Piden saber: { $skill }
match-gap-experience = Piden { $span } de experiencia: { $occupation }
match-gap-months = Piden { $span } de experiencia
match-gap-new = Falta experiencia en: { $occupation }
match-gap-language = Piden { $language }
match-gap-licence = Piden licencia tipo { $licence }
match-gap-distance = Queda lejos: a unos { $km } km
match-gap-schooling = Piden estudios: { $schooling }
match-add-licence = licencia tipo { $licence }
match-add-skill = un curso de: { $skill }
match-add-certificate = un certificado de: { $skill }
match-add-language = { $language }
match-add-travel = cómo viajar { $km } km al día
match-add-move = cómo mudarse
match-spoken = { $language } ({ $level })
match-level-1 = un poco
match-level-2 = para conversar
match-level-3 = bien
match-level-4 = como lengua propia
match-schooling-none = ninguno
match-schooling-primary = primaria
match-schooling-basic = básico
match-schooling-diversified = diversificado
match-schooling-university = universidad
match-matter-pay = Paga lo que busca
match-matter-near = Queda cerca, como busca
match-matter-stable = Es un trabajo que dura
match-matter-hours = Tiene el horario que busca
match-matter-grow = Se aprende y se crece
match-matter-light = No es pesado para el cuerpo
