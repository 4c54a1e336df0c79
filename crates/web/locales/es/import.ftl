# Archivos que se cargan: qué pasa con ellos y qué hacer.

import-file-not-found = No encontramos el archivo. Revise el nombre y la carpeta.
import-file-unreadable = No se puede leer el archivo. Ciérrelo en otros programas e intente de nuevo.
import-file-empty = El archivo está vacío.
import-file-no-rows = El archivo tiene títulos, pero ninguna fila.
import-file-no-records = El archivo no trae nada de lo que se espera aquí.
import-file-too-large = El archivo es muy grande. El límite es { $megabytes } MB. Divídalo en partes.
import-file-binary = Esto no es una tabla de texto. Guárdela como CSV o XLSX.
import-file-old-excel = Es un Excel antiguo (.xls) o tiene contraseña. Guárdelo como .xlsx sin contraseña.
import-file-binary-excel = Es un Excel binario (.xlsb). Guárdelo como .xlsx.
import-file-open-document = Es un archivo de LibreOffice (.ods). Guárdelo como .xlsx o CSV.
import-file-pdf = Es un PDF. Se necesita la tabla en CSV o XLSX.
import-file-web-page = Es una página web con otro nombre. Ábrala en Excel y guárdela como .xlsx.
import-file-json = Es un archivo JSON. Aquí se necesita CSV o XLSX.
import-file-archive = Es un archivo comprimido. Descomprímalo y elija lo que trae dentro.
import-file-damaged = El archivo de Excel está dañado. Ábralo y guárdelo otra vez como .xlsx.
import-file-protected = El archivo tiene contraseña. Guárdelo sin contraseña.
import-file-too-many-parts = El archivo de Excel tiene más de { $limit } partes. Copie la tabla a un libro nuevo.
import-file-bomb = Descomprimido, el archivo crece demasiado. El límite es { $megabytes } MB. Copie la tabla a un libro nuevo.
import-file-nested-archive = Hay otro archivo dentro del libro de Excel. Quítelo y guarde de nuevo.
import-file-missing-column = Falta la columna «{ $column }».
import-file-duplicate-column = La columna «{ $column }» está dos veces. Deje solo una.
import-file-too-many-columns = La tabla tiene más de { $limit } columnas.
import-file-too-many-rows = La tabla tiene más de { $limit } filas. Divídala en partes.
import-file-quote-not-closed = En la fila { $row } hay comillas que se abren y no se cierran. Desde ahí no se leyó más.
import-file-not-json = En la línea { $line } el archivo deja de ser JSON. Desde ahí no se leyó más.

import-row-formula = La celda empieza con «=». Escriba el valor, no la fórmula.
import-row-formula-value = La celda tiene una fórmula. Se usó el último resultado guardado.
import-row-error-cell = La celda muestra un error de Excel. Corríjala.
import-row-cell-too-long = El texto es muy largo. El límite es { $limit } caracteres.
import-row-missing-cells = Faltan celdas: se esperan { $expected } y hay { $found }.
import-row-extra-cells = Sobran celdas: se esperan { $expected } y hay { $found }. Quizá falta poner comillas.
import-row-broken-character = Se perdieron letras (�). Guarde el archivo como CSV UTF-8.
import-row-not-json = Este registro no es JSON válido.
import-row-not-the-kind = Este registro no es del tipo que se espera.
import-row-record-too-long = Este registro pasa de { $kilobytes } kB.
import-row-duplicate-key = El mismo campo está dos veces. Se usó el primero.
import-row-missing-value = Falta este dato.
import-row-not-a-number = No es un número. Se dejó en blanco.
import-row-not-a-date = No es una fecha. Use año-mes-día, como 2026-01-31.
import-row-unknown-value = No conocemos este valor. Se dejó en blanco.
import-row-duplicate-id = Otro registro tiene el mismo identificador. Se usó el primero.
import-row-different-again = El mismo registro viene otra vez y aquí dice otra cosa. Se usó lo primero.
import-row-missing-reference = Apunta a un registro que no está. Se dejó sin esa relación.
import-row-circular-reference = El registro depende de sí mismo. Se dejó sin esa relación.

import-encoding-windows = El archivo no es UTF-8. Se leyó como Windows (Europa occidental). Revise los acentos.
import-encoding-utf16 = El archivo es UTF-16 y se leyó así.
import-encoding-damaged = El archivo es UTF-8, pero trae letras dañadas.

# El informe de «sinarem import» y el archivo de errores.
import-report-dry = Solo se revisó. No se guardó nada.
import-report-rows = Filas leídas: { $n }
import-report-kept = Nuevas: { $n }
import-report-known = Ya estaban: { $n }
import-report-refused = Rechazadas: { $n }
import-report-warned = Con avisos: { $n }
import-report-agencies = Instituciones nuevas: { $n }
import-report-file = { $file }: { $rows } filas, { $kept } registros nuevos o distintos
import-report-not-kept = Lo que viene en el archivo y no se guarda:
import-report-more = … y { $n } más
import-report-seconds = Tardó { $seconds } segundos.
import-report-errors-file = Los problemas, fila por fila: { $file }
import-report-slips-file = Códigos y PIN para imprimir: { $file }. Bórrelo después de entregarlos.
import-report-stopped = La carga se detuvo. Lo guardado está completo. Repita el comando para continuar.
import-error-row = Fila
import-error-column = Columna
import-error-outcome = Qué pasó
import-error-reason = Por qué
import-error-value = Valor
import-outcome-refused = rechazada
import-outcome-warning = aviso
import-slip-folio = Folio
import-slip-row = Fila
import-slip-name = Nombre
import-slip-code = Código
import-slip-pin = PIN

import-column-not-kept = Esta columna no se guarda.
import-place-missing = Falta el municipio.
import-place-unknown = No conocemos este municipio. Escriba el nombre o el código del INE.
import-place-several = Hay varios municipios con este nombre. Agregue el departamento.

import-taxonomy-other-file = Este archivo no es de ESCO o no dice su idioma. No se leyó.
import-taxonomy-unknown = No es un valor de ESCO que conozcamos.
import-taxonomy-no-name = No trae nombre en este idioma. Se guardó sin nombre.

import-people-never-kept = Esta columna nunca se guarda: el motivo del retorno y los antecedentes no se registran.
import-people-year = Escriba el año de nacimiento con cuatro cifras.
import-people-under-age = Es menor de edad y no se registra. Acompáñele a la PGN o a la SBS.
import-people-no-consent = No dio su consentimiento. No se registra.
import-people-sex-letter = «M» puede ser mujer o masculino. Se dejó en blanco.
import-people-language = No conocemos este idioma. Se anotó español.
import-people-phone = No es un número de teléfono. Se dejó en blanco.
import-people-cui = El CUI no tiene 13 cifras. Se dejó en blanco.
import-people-cui-doubtful = El CUI parece tener un error. Se guardó así; revíselo con el DPI.
import-people-like-row = Puede ser la misma persona de la fila { $row }. Se registraron las dos.
import-people-like-known = Puede ser una persona ya registrada. No se unieron; revíselo.
