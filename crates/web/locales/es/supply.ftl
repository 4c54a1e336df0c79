# Necesidades junto a servicios
supply-title = Lo que falta y lo que hay
supply-short = Necesidades y servicios por lugar
supply-text = Necesidades del { $from } al { $to }, junto a los servicios de hoy.
supply-all = Todas las necesidades
supply-need = Necesidad
supply-department-hint = Primero escoja una necesidad.
supply-unmet = Sin servicio
supply-asked = Personas que pidieron
supply-free = Servicios con cupo
supply-waiting = Con lista de espera
supply-full = Llenos
supply-lacking = Falta cupo
supply-somewhere = Sin municipio conocido
supply-reach-text = Se cuentan los servicios que atienden en el lugar, también los de todo el país.
