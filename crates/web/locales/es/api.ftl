# Respuestas a programas.
api-sign-in = Primero entre con su cuenta
api-not-found = Eso no existe, o su cuenta no puede verlo
api-method = Esta dirección no conoce ese método
api-media-type = Mande JSON
api-json-broken = El JSON está roto. Revise comas y comillas.
api-json-shape = Falta un campo, sobra uno o tiene otra forma.
api-value-unknown = Este valor no se conoce.
api-number-range = Use un número entre { $least } y { $most }.
api-key-missing = Falta el encabezado Idempotency-Key.
api-key-running = Esa misma solicitud todavía está en curso.
api-key-other = Esa Idempotency-Key ya se usó para otra solicitud.
