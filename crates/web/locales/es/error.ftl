error-not-found-title = No encontramos esa página
error-not-found-text = Puede que ya no exista, o que usted no tenga permiso de verla.
error-forbidden-title = Eso no se puede hacer aquí
error-forbidden-text = Su cuenta puede ver esto, pero no cambiarlo.
error-conflict-title = No se pudo hacer
error-conflict-text = Algo cambió mientras tanto. No se guardó nada a medias.
error-too-many-title = Demasiados intentos
error-too-many-text = Espere un poco y pruebe otra vez.
error-wait-minutes = Espere { $minutes ->
    [one] 1 minuto
   *[other] { $minutes } minutos
}.
error-too-large-title = El archivo es muy grande
error-too-large-text = Mande uno más pequeño.
error-request-title = No pudimos leer lo que mandó
error-request-text = Vuelva atrás y pruebe otra vez. Lo que escribió sigue allí.
error-internal-title = Algo falló de nuestro lado
error-internal-text = No es culpa suya. Pruebe otra vez en unos minutos.
error-reference = Si pide ayuda, diga este número: { $reference }
error-way-home = Ir al inicio
error-way-opportunities = Ver oportunidades
error-way-help = Teléfonos de ayuda
error-changed-meanwhile = Otra persona lo cambió mientras usted escribía. Revise y guarde otra vez.
