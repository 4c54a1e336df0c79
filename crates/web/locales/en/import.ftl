# Files that are loaded: what is wrong with them and what to do.

import-file-not-found = We cannot find the file. Check its name and folder.
import-file-unreadable = The file cannot be read. Close it in other programs and try again.
import-file-empty = The file is empty.
import-file-no-rows = The file has column titles but no rows.
import-file-no-records = The file holds nothing of the kind expected here.
import-file-too-large = The file is too large. The limit is { $megabytes } MB. Split it into parts.
import-file-binary = This is not a text table. Save it as CSV or XLSX.
import-file-old-excel = This is an old Excel file (.xls), or it has a password. Save it as .xlsx without a password.
import-file-binary-excel = This is a binary Excel file (.xlsb). Save it as .xlsx.
import-file-open-document = This is a LibreOffice file (.ods). Save it as .xlsx or CSV.
import-file-pdf = This is a PDF. The table is needed as CSV or XLSX.
import-file-web-page = This is a web page under another name. Open it in Excel and save it as .xlsx.
import-file-json = This is a JSON file. CSV or XLSX is needed here.
import-file-archive = This is a compressed file. Unpack it and choose what is inside.
import-file-damaged = The Excel file is damaged. Open it and save it again as .xlsx.
import-file-protected = The file has a password. Save it without one.
import-file-too-many-parts = The Excel file has more than { $limit } parts. Copy the table into a new workbook.
import-file-bomb = The file grows too much when unpacked. The limit is { $megabytes } MB. Copy the table into a new workbook.
import-file-nested-archive = There is another file inside the workbook. Remove it and save again.
import-file-missing-column = The column “{ $column }” is missing.
import-file-duplicate-column = The column “{ $column }” is there twice. Leave only one.
import-file-too-many-columns = The table has more than { $limit } columns.
import-file-too-many-rows = The table has more than { $limit } rows. Split it into parts.
import-file-quote-not-closed = In row { $row } a quotation mark opens and never closes. Nothing was read from there on.
import-file-not-json = From line { $line } on the file is not JSON. Nothing was read from there on.

import-row-formula = The cell begins with “=”. Write the value, not the formula.
import-row-formula-value = The cell holds a formula. The last saved result was used.
import-row-error-cell = The cell shows an Excel error. Correct it.
import-row-cell-too-long = The text is too long. The limit is { $limit } characters.
import-row-missing-cells = Cells are missing: { $expected } are expected and there are { $found }.
import-row-extra-cells = There are too many cells: { $expected } are expected and there are { $found }. Quotation marks may be missing.
import-row-broken-character = Letters were lost (�). Save the file as CSV UTF-8.
import-row-not-json = This record is not valid JSON.
import-row-not-the-kind = This record is not of the kind expected.
import-row-record-too-long = This record is longer than { $kilobytes } kB.
import-row-duplicate-key = The same field is there twice. The first was used.
import-row-missing-value = This value is missing.
import-row-not-a-number = This is not a number. It was left blank.
import-row-not-a-date = This is not a date. Use year-month-day, such as 2026-01-31.
import-row-unknown-value = We do not know this value. It was left blank.
import-row-duplicate-id = Another record has the same identifier. The first was used.
import-row-different-again = The same record comes again and says something else here. The first was used.
import-row-missing-reference = It points to a record that is not there. That link was left out.
import-row-circular-reference = The record depends on itself. That link was left out.

import-encoding-windows = The file is not UTF-8. It was read as Windows (Western European). Check the accents.
import-encoding-utf16 = The file is UTF-16 and was read as such.
import-encoding-damaged = The file is UTF-8 but has damaged letters.

# The report of "sinarem import" and the error file.
import-report-dry = Checked only. Nothing was saved.
import-report-rows = Rows read: { $n }
import-report-kept = New: { $n }
import-report-known = There already: { $n }
import-report-refused = Refused: { $n }
import-report-warned = With warnings: { $n }
import-report-agencies = New organisations: { $n }
import-report-file = { $file }: { $rows } rows, { $kept } records new or different
import-report-not-kept = What is in the file and is not kept:
import-report-more = … and { $n } more
import-report-seconds = It took { $seconds } seconds.
import-report-errors-file = The problems, row by row: { $file }
import-report-slips-file = Codes and PINs to print: { $file }. Delete it after handing them out.
import-report-stopped = The import stopped. What was saved is whole. Run the command again to go on.
import-error-row = Row
import-error-column = Column
import-error-outcome = What happened
import-error-reason = Why
import-error-value = Value
import-outcome-refused = refused
import-outcome-warning = warning
import-slip-folio = Number
import-slip-row = Row
import-slip-name = Name
import-slip-code = Code
import-slip-pin = PIN

import-column-not-kept = This column is not kept.
import-place-missing = The municipality is missing.
import-place-unknown = We do not know this municipality. Write its name or its INE code.
import-place-several = Several municipalities have this name. Add the department.

import-taxonomy-other-file = This file is not from ESCO or does not say its language. It was not read.
import-taxonomy-unknown = This is not an ESCO value that we know.
import-taxonomy-no-name = It has no name in this language. It was saved without one.

import-people-never-kept = This column is never kept: reasons for return and records of offences are not registered.
import-people-year = Write the year of birth with four digits.
import-people-under-age = This person is under 18 and is not registered. Take them to PGN or SBS.
import-people-no-consent = They did not consent. They are not registered.
import-people-sex-letter = "M" may mean mujer or masculino. It was left blank.
import-people-language = We do not know this language. Spanish was noted.
import-people-phone = This is not a telephone number. It was left blank.
import-people-cui = The CUI does not have 13 digits. It was left blank.
import-people-cui-doubtful = The CUI seems to have a mistake. It was saved as it is; check it with the DPI.
import-people-like-row = This may be the same person as row { $row }. Both were registered.
import-people-like-known = This may be somebody already registered. They were not merged; please check.
