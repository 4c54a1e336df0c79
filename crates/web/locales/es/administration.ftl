administration-title = Administración
administration-agencies = Agregue, busque y cambie instituciones.
administration-accounts = Invite a personas, cambie su función o repóngales el acceso.
administration-catalogues-title = Catálogos
administration-catalogues = Líneas de ayuda y salarios mínimos.
