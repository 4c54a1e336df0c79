# Números, cantidades y fechas que se escriben
reading-number = Escriba un número.
reading-number-range = Escriba un número de { $least } a { $most }.
reading-money = Escriba la cantidad en quetzales. Por ejemplo: 4000
reading-day = Escriba la fecha: día, mes y año.
