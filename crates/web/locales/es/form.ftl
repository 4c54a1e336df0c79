form-problems = Falta corregir algo
form-choose = Elija
form-save = Guardar
form-cancel = Cancelar
form-search = Buscar
form-next-page = Ver más
form-first-page = Volver al principio
form-none = No hay nada todavía.
