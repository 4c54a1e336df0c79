# Salario mínimo
wage-below-minimum = El pago está debajo del mínimo legal. Por tiempo completo, el mínimo es { $minimum } al mes, con bonificación.
wage-minimum-unknown = Falta el salario mínimo de esa fecha. Pida a administración que lo registre.
wage-table-backwards = La fecha final es anterior a la inicial.
wage-table-overlap = Ya hay un salario mínimo en esas fechas. Primero cierre el anterior.
