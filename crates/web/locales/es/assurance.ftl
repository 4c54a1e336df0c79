# ¿Sigue igual?: el enlace que reciben las instituciones
assurance-title = ¿Sus servicios siguen igual?
assurance-lead = Revise cada servicio y confirme con un toque. No necesita entrar con su cuenta.
assurance-same = Sigue igual
assurance-confirm = Confirmar
assurance-changed = ¿Cambió algo más? Entre con su cuenta y corríjalo.
assurance-none = Marque por lo menos un servicio que siga igual.
done-assurance-confirmed = Gracias. Quedó confirmado con fecha de hoy.
