cv-title = Mi hoja de vida
cv-lead = Sale de lo que usted contó en su perfil. Usted decide a quién la da.
cv-countries = Mostrar en qué país trabajé
cv-show = Ver
cv-download = Bajar en PDF
cv-phone = Teléfono: { $phone }
cv-work = Experiencia
cv-skills = Lo que sé hacer
cv-languages = Idiomas
cv-schooling = Estudios
cv-licences = Licencia de conducir
cv-empty = Todavía no ha contado sus trabajos.
cv-empty-link = Contar mis trabajos
cv-months = { $months ->
    [one] 1 mes
   *[other] { $months } meses
}
cv-years = { $years ->
    [one] 1 año
   *[other] { $years } años
}
cv-years-months = { $years ->
    [one] 1 año
   *[other] { $years } años
} y { $months ->
    [one] 1 mes
   *[other] { $months } meses
}
cv-evidence-portfolio = con muestras
cv-evidence-attested = con constancia
cv-evidence-certified = certificado
cv-level-1 = un poco
cv-level-2 = lo básico
cv-level-3 = bien
cv-level-4 = muy bien
cv-school-none = Sin estudios
cv-school-primary = Primaria
cv-school-basic = Básicos
cv-school-diversified = Diversificado
cv-school-university = Universidad
cv-licence-A = Tipo A
cv-licence-B = Tipo B
cv-licence-C = Tipo C
cv-licence-M = Tipo M (moto)
cv-licence-E = Tipo E (maquinaria)
country-US = Estados Unidos
country-MX = México
country-CA = Canadá
country-ES = España
country-GT = Guatemala
cv-other-job = Otro trabajo
