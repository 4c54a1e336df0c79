# Lugares
place-code-form = Elija un lugar de la lista.
place-unknown = No encontramos ese lugar. Escriba otro municipio.
place-empty = Escriba el municipio.
place-several = Hay varios con ese nombre. Agregue el departamento.
