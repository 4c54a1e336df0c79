# Qué le falta a una persona para tener más plazas a su alcance.
missing-title = ¿Qué me falta?
missing-now = { $count ->
    [0] Ahora no hay plazas a su alcance.
    [one] Ahora hay 1 plaza a su alcance.
   *[other] Ahora hay { $count } plazas a su alcance.
}
missing-meaning = Una plaza está a su alcance si nada lo impide y usted llega a { $percent } de 100 en lo que piden.
missing-nothing = Ningún curso ni otro paso abre más plazas ahora. Vea las que ya le quedan bien.
missing-ways = Cursos y certificados
missing-order = Primero va lo que abre más plazas por lo que cuesta: su precio, el transporte y su tiempo. Cada hora cuenta { $hour }.
missing-opens = { $count ->
    [one] Abre 1 plaza más
   *[other] Abre { $count } plazas más
}
missing-place = { $place }, a unos { $km } km
missing-price-hours = { $count ->
    [one] { $price } · 1 hora
   *[other] { $price } · { $count } horas
}
missing-closes = Puede aplicar hasta el { $day }
missing-steps = Otros pasos
missing-step = { $count ->
    [one] Con { $what }: 1 plaza más
   *[other] Con { $what }: { $count } plazas más
}
missing-pairs = Dos pasos juntos
missing-pairs-text = Juntos abren más que cada uno por su lado.
missing-course-of = un certificado de: { $skills }
missing-why = ¿Por qué no veo otros?
missing-why-open = { $count ->
    [one] Hay 1 oferta de trabajo abierta.
   *[other] Hay { $count } ofertas de trabajo abiertas.
}
missing-why-licence = Piden una licencia que usted no tiene: { $count }. Solo por eso: { $alone }.
missing-why-language = Piden un idioma, o más de un idioma del que usted contó: { $count }. Solo por eso: { $alone }.
missing-why-distance = Quedan más lejos de lo que usted viajaría: { $count }. Solo por eso: { $alone }.
missing-why-start = Empiezan antes de que usted pueda: { $count }. Solo por eso: { $alone }.
missing-why-none = Nada se las cierra. Salen primero las que van más con usted.
missing-courses-title = Qué cursos abren más plazas
missing-courses-lead = Para la gente de un municipio que se deja encontrar: qué curso o certificación pondría más plazas a su alcance.
missing-courses-place = Municipio
missing-courses-people = Personas
missing-courses-places = Plazas que abre, sumadas
missing-courses-none = Ningún curso abierto ayuda a 5 personas o más de aquí.
missing-courses-wide = Para todo el departamento de { $department }, estos son los que más plazas abren, el mejor primero:
missing-courses-widest = Para todo el país, estos son los que más plazas abren, el mejor primero:
missing-courses-hidden = Lo que ayuda a menos de 5 personas no se muestra.
missing-courses-partly = Aquí hay más personas. Se contó a las primeras { $count }.
