# Palabras de una oferta
advert-sex = La ley no permite pedir hombres o mujeres. Nombre el puesto y lo que hará la persona.
advert-ethnicity = La ley no permite pedir un origen, un color de piel o un traje. Quite esas palabras.
advert-marital = La ley no permite pedir estado civil ni preguntar por hijos. Quite esas palabras.
advert-fee = Nadie puede cobrar por un empleo. Quite el pago, la compra o el descuento.
advert-retention = Los documentos son de la persona. Puede verlos y sacar copia, pero no guardarlos.
advert-return = El retorno o la deportación no se preguntan ni son condición. Quite esas palabras.
advert-religion = La ley no permite pedir ni rechazar una religión. Quite esas palabras.
advert-health = La ley no permite pedir prueba de VIH para un empleo. Quite esas palabras.
advert-disguise = Aquí hay una palabra escondida con números o signos. Escríbala completa.
advert-looks = El aspecto no dice cómo trabaja alguien. ¿Es necesario? Explique por qué o quítelo.
advert-age = Un límite de edad deja fuera a gente capaz. ¿Es necesario? Explique por qué o quítelo.
advert-abroad = Solo reclutadores registrados pueden ofrecer trabajo en otro país. Revisaremos esta oferta.
advert-chat-only = Agregue un teléfono o una dirección. Así la gente confía más.
advert-police-record = Va a pedir antecedentes. ¿Es indispensable para este trabajo?
advert-document-photo = No pida fotos de documentos antes de la entrevista. Véalos en persona.
advert-polygraph = El detector de mentiras no prueba cómo trabaja alguien. ¿Es indispensable?
