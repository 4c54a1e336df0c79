# El directorio para otros programas (HSDS).
hsds-taxonomy-name = Tipos de ayuda
hsds-taxonomy-description = En qué ayuda cada servicio del directorio.
hsds-term-description = Servicios de este tipo: { $name }
hsds-unit = Hay lugar (1: sí, 0: no)
hsds-location-description = { $place }. El punto en el mapa es el centro del municipio.
hsds-capacity-free = Hay lugar.
hsds-capacity-waiting_list = Hay lista de espera.
hsds-capacity-full = Está lleno.
hsds-promise = { $days ->
    [one] Responden en un día hábil.
   *[other] Responden en { $days } días hábiles.
}
