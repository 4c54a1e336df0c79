//! Small files, written byte by byte, and what is read from them.

use super::*;
use std::io::{BufWriter, Write};
use std::path::PathBuf;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// A file of its own in the system's temporary folder, removed at the end.
struct Fixture(PathBuf);

impl Fixture {
    fn new(name: &str, bytes: &[u8]) -> Self {
        let folder = std::env::temp_dir().join(format!("sheet-{}-{}", std::process::id(), fold(name)));
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join(name), bytes).unwrap();
        Self(folder.join(name))
    }
}

impl Drop for Fixture {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(self.0.parent().unwrap());
    }
}

const COLUMNS: [Column; 3] = [
    Column { name: "title", aliases: &["título", "puesto"], required: true },
    Column { name: "municipality", aliases: &["municipio"], required: false },
    Column { name: "birth_year", aliases: &["año de nacimiento"], required: false },
];

fn open(name: &str, bytes: &[u8]) -> Result<Sheet, FileProblem> {
    let file = Fixture::new(name, bytes);
    Sheet::open(&file.0, &COLUMNS, &Limits::default())
}

fn rows(name: &str, bytes: &[u8]) -> Vec<Row> {
    let file = Fixture::new(name, bytes);
    Sheet::open(&file.0, &COLUMNS, &Limits::default()).unwrap().map(Result::unwrap).collect()
}

fn refusal(name: &str, bytes: &[u8]) -> FileProblem {
    open(name, bytes).err().unwrap()
}

#[test]
fn headers_fold_and_separators_are_found() {
    for (name, separator) in [("a1.csv", ";"), ("a2.csv", ","), ("a3.csv", "\t")] {
        let text =
            "\u{feff}\r\n TÍTULO |Municipio|Año_de Nacimiento|Nota, interna\r\nAlbañil|Sololá|1990|x\r\n"
                .replace("Nota, interna", "\"Nota, interna\"")
                .replace('|', separator);
        let file = Fixture::new(name, text.as_bytes());
        let sheet = Sheet::open(&file.0, &COLUMNS, &Limits::default()).unwrap();
        assert_eq!(sheet.unclaimed(), ["Nota, interna"]);
        assert!(matches!(sheet.form(), Form::Text { encoding: Encoding::Utf8, separator: found }
            if found.to_string() == separator));
        let rows: Vec<Row> = sheet.map(Result::unwrap).collect();
        assert_eq!(rows.len(), 1);
        assert_eq!(rows[0].number, 3);
        assert_eq!(rows[0].get("title"), Some("Albañil"));
        assert_eq!(rows[0].get("municipality"), Some("Sololá"));
        assert_eq!(rows[0].get("birth_year"), Some("1990"));
        assert!(rows[0].problems.is_empty());
    }
}

#[test]
fn excel_separator_line() {
    let rows = rows("sep.csv", b"sep=;\r\npuesto;municipio\r\nCocinera, mesera;Cob\xC3\xA1n\r\n");
    assert_eq!((rows[0].number, rows[0].get("title")), (3, Some("Cocinera, mesera")));
}

#[test]
fn encodings() {
    let text = "puesto;municipio\nAlbañil;Quiché\n";
    let wide = |order: fn(u16) -> [u8; 2]| -> Vec<u8> {
        format!("\u{feff}{text}").encode_utf16().flat_map(order).collect()
    };
    let windows: Vec<u8> = text.chars().map(|letter| u8::try_from(u32::from(letter)).unwrap()).collect();
    for (name, bytes, expected) in [
        ("e1.csv", text.as_bytes().to_vec(), Encoding::Utf8),
        ("e2.csv", wide(u16::to_le_bytes), Encoding::Utf16Little),
        ("e3.csv", wide(u16::to_be_bytes), Encoding::Utf16Big),
        ("e4.csv", windows, Encoding::Windows1252),
    ] {
        let mut sheet = open(name, &bytes).unwrap();
        assert!(matches!(sheet.form(), Form::Text { encoding, .. } if *encoding == expected));
        let row = sheet.next().unwrap().unwrap();
        assert_eq!((row.get("title"), row.get("municipality")), (Some("Albañil"), Some("Quiché")), "{name}");
        assert!(sheet.next().is_none());
    }
}

#[test]
fn one_bad_byte_does_not_spoil_utf8() {
    let mut bytes = "puesto\nAlbañil\nSastrería\nMecánico\n".as_bytes().to_vec();
    bytes.extend_from_slice(b"Carpinter\xEDa\n");
    let rows = rows("damaged.csv", &bytes);
    assert_eq!(rows[2].get("title"), Some("Mecánico"));
    assert_eq!(rows[3].problems[0].problem, RowProblem::BrokenCharacter);
    assert!(rows[3].refused());
}

#[test]
fn quoted_newlines_keep_line_numbers() {
    let rows = rows("quoted.csv", b"puesto,municipio\r\n\"a\r\nb \"\"c\"\"\",x\r\n\r\n,\r\nlast,y");
    assert_eq!((rows[0].number, rows[0].get("title")), (2, Some("a\nb \"c\"")));
    assert_eq!((rows[1].number, rows[1].get("title")), (6, Some("last")));
    assert_eq!(rows.len(), 2);
}

#[test]
fn ragged_rows_and_formulas() {
    let rows = rows(
        "ragged.csv",
        b"puesto,municipio,nota\nshort,x\nlong,x,y,z\npadded,x,y,,,\n=HYPERLINK(\"u\"),+502 55,-1\n",
    );
    assert_eq!(rows[0].problems[0].column, "nota");
    assert_eq!(rows[0].problems[0].problem, RowProblem::MissingCells { expected: 3, found: 2 });
    assert_eq!(rows[1].problems[0].problem, RowProblem::ExtraCells { expected: 3, found: 4 });
    assert_eq!((rows[1].number, rows[1].problems[0].value.as_str()), (3, "z"));
    assert!(rows[2].problems.is_empty());
    assert_eq!((rows[3].problems.len(), &rows[3].problems[0].problem), (1, &RowProblem::Formula));
    assert_eq!((rows[3].get("title"), rows[3].get("municipality")), (None, Some("+502 55")));
}

#[test]
fn files_refused() {
    assert_eq!(refusal("f1.csv", b""), FileProblem::Empty);
    assert_eq!(refusal("f2.csv", b" \r\n\r\n"), FileProblem::Empty);
    assert_eq!(refusal("f3.csv", b"\xEF\xBB\xBF"), FileProblem::Empty);
    assert_eq!(refusal("f4.csv", b"puesto;municipio\r\n;\r\n"), FileProblem::NoRows);
    assert_eq!(refusal("f5.csv", b"municipio\nx\n"), FileProblem::MissingColumn { column: "title".into() });
    assert_eq!(
        refusal("f6.csv", b"puesto,title\nx,y\n"),
        FileProblem::DuplicateColumn { header: "title".into() }
    );
    assert_eq!(refusal("f7.csv", b"puesto\nx\0y\n"), FileProblem::Binary);
    let noise: Vec<u8> = (0..5_000_u32).map(|at| (at * 7919 % 255 + 1) as u8).collect();
    assert_eq!(refusal("f8.csv", &noise), FileProblem::Binary);
    let old = FileProblem::Unsupported(Unsupported::OldExcel);
    assert_eq!(refusal("f9.csv", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"), old);
    assert_eq!(refusal("fa.xls", b"<html><table>"), FileProblem::Unsupported(Unsupported::WebPage));
    assert_eq!(refusal("fb.csv", b"[{\"a\":1}]"), FileProblem::Unsupported(Unsupported::Json));
    assert_eq!(refusal("fc.csv", b"%PDF-1.7"), FileProblem::Unsupported(Unsupported::Pdf));
    let missing = Sheet::open(Path::new("/nowhere/at/all.csv"), &COLUMNS, &Limits::default());
    assert_eq!(missing.err(), Some(FileProblem::NotFound));
    let file = Fixture::new("fd.csv", b"puesto\nx\ny\n");
    let small = Limits { max_bytes: 5, ..Limits::default() };
    assert_eq!(Sheet::open(&file.0, &COLUMNS, &small).err(), Some(FileProblem::TooLarge { megabytes: 0 }));
    let few = Limits { max_rows: 1, ..Limits::default() };
    let given: Vec<_> = Sheet::open(&file.0, &COLUMNS, &few).unwrap().map(|row| row.err()).collect();
    assert_eq!(given, [None, Some(FileProblem::TooManyRows { limit: 1 })]);
}

#[test]
fn open_quotes_and_long_cells() {
    let mut sheet = open("quote.csv", b"puesto,municipio\na,b\n\n\"c,d\ne,f\n").unwrap();
    assert_eq!(sheet.next().unwrap().unwrap().get("title"), Some("a"));
    assert_eq!(sheet.next().unwrap().err(), Some(FileProblem::QuoteNotClosed { row: 4 }));
    assert!(sheet.next().is_none());
    let endless = format!("puesto,municipio\na,b\n\"c,d\n{}", "e,f\n".repeat(3_000_000));
    let mut sheet = open("endless.csv", endless.as_bytes()).unwrap();
    assert!(sheet.next().unwrap().is_ok());
    assert_eq!(sheet.next().unwrap().err(), Some(FileProblem::QuoteNotClosed { row: 3 }));
    let long = format!("puesto\n{}\nb\n", "ñ".repeat(20_001));
    let rows = rows("long.csv", long.as_bytes());
    assert_eq!(rows[0].problems[0].problem, RowProblem::CellTooLong { limit: 20_000 });
    assert_eq!((rows[0].get("title"), rows[1].get("title")), (None, Some("b")));
}

#[test]
fn fifty_megabytes_in_a_hundred_thousand_rows() {
    let file = Fixture::new("large.csv", b"");
    let mut out = BufWriter::new(File::create(&file.0).unwrap());
    let note = "n".repeat(490);
    writeln!(out, "puesto,municipio,nota").unwrap();
    for row in 0..100_000 {
        writeln!(out, "puesto {row},Mixco,{note}").unwrap();
    }
    out.flush().unwrap();
    assert!(std::fs::metadata(&file.0).unwrap().len() > 50_000_000);
    let sheet = Sheet::open(&file.0, &COLUMNS, &Limits::default()).unwrap();
    let mut last = 0;
    let count = sheet.map(|row| last = row.unwrap().number).count();
    assert_eq!((count, last), (100_000, 100_001));
}

const SHEET_START: &str =
    "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>";

fn part(name: &'static str, text: &str) -> (&'static str, Vec<u8>) {
    (name, text.as_bytes().to_vec())
}

/// The parts of a workbook with the given sheet content, shared strings `strings` and style 1 for dates.
fn workbook(sheet_data: &str, strings: &str) -> Vec<(&'static str, Vec<u8>)> {
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let relations = "http://schemas.openxmlformats.org/package/2006/relationships";
    vec![
        part("[Content_Types].xml", "<Types/>"),
        part(
            "_rels/.rels",
            &format!(
                "<Relationships xmlns=\"{relations}\"><Relationship Id=\"r1\" Type=\"{office}/officeDocument\" \
                 Target=\"xl/workbook.xml\"/></Relationships>"
            ),
        ),
        part(
            "xl/workbook.xml",
            &format!(
                "<workbook xmlns=\"{main}\" xmlns:r=\"{office}\"><sheets>\
                 <sheet name=\"Oculta\" sheetId=\"2\" state=\"hidden\" r:id=\"r2\"/>\
                 <sheet name=\"Plazas\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"
            ),
        ),
        part(
            "xl/_rels/workbook.xml.rels",
            &format!(
                "<Relationships xmlns=\"{relations}\">\
                 <Relationship Id=\"r1\" Type=\"{office}/worksheet\" Target=\"worksheets/sheet1.xml\"/>\
                 <Relationship Id=\"r2\" Type=\"{office}/worksheet\" Target=\"worksheets/sheet2.xml\"/>\
                 </Relationships>"
            ),
        ),
        part(
            "xl/styles.xml",
            &format!(
                "<styleSheet xmlns=\"{main}\"><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs></styleSheet>"
            ),
        ),
        part("xl/sharedStrings.xml", strings),
        part("xl/worksheets/sheet1.xml", &format!("{SHEET_START}{sheet_data}</sheetData></worksheet>")),
        part("xl/worksheets/sheet2.xml", &format!("{SHEET_START}</sheetData></worksheet>")),
    ]
}

fn packed(parts: &[(&str, Vec<u8>)]) -> Vec<u8> {
    let mut out = ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        out.start_file(*name, SimpleFileOptions::default()).unwrap();
        out.write_all(bytes).unwrap();
    }
    out.finish().unwrap().into_inner()
}

const STRINGS: &str = "<sst xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" count=\"2\" \
    uniqueCount=\"2\"><si><t>Puesto</t></si><si><t>Municipio</t></si></sst>";

const HEADER: &str = "<row r=\"2\"><c r=\"A2\" t=\"s\"><v>0</v></c><c r=\"B2\" t=\"s\"><v>1</v></c>\
    <c r=\"C2\" t=\"inlineStr\"><is><t>Año de nacimiento</t></is></c></row>";

#[test]
fn workbook_cells_are_plain_text() {
    let data = format!(
        "{HEADER}<row r=\"3\"><c r=\"A3\"><v>1990</v></c><c r=\"B3\" s=\"1\"><v>46053</v></c>\
         <c r=\"C3\"><f>1+1</f><v>0.30000000000000004</v></c></row>\
         <row r=\"5\"><c r=\"A5\" t=\"e\"><v>#REF!</v></c><c r=\"C5\" s=\"1\"><v>46053.5</v></c></row>\
         <row r=\"6\"><c r=\"A6\" t=\"b\"><v>1</v></c><c r=\"F6\"><v>9</v></c></row><row r=\"7\"/>"
    );
    let file = Fixture::new("plain.csv", &packed(&workbook(&data, STRINGS)));
    let sheet = Sheet::open(&file.0, &COLUMNS, &Limits::default()).unwrap();
    assert_eq!(sheet.form(), &Form::Workbook { sheet: "Plazas".into(), others: vec!["Oculta".into()] });
    let rows: Vec<Row> = sheet.map(Result::unwrap).collect();
    assert_eq!(rows.iter().map(|row| row.number).collect::<Vec<_>>(), [3, 5, 6]);
    assert_eq!((rows[0].get("title"), rows[0].get("municipality")), (Some("1990"), Some("2026-01-31")));
    assert_eq!(rows[0].get("birth_year"), Some("0.3"));
    assert_eq!((rows[0].problems.len(), &rows[0].problems[0].problem), (1, &RowProblem::FormulaValue));
    assert!(!rows[0].refused());
    assert_eq!((rows[1].get("title"), &rows[1].problems[0].problem), (None, &RowProblem::ErrorCell));
    assert_eq!(rows[1].get("birth_year"), Some("2026-01-31T12:00:00"));
    assert_eq!(rows[2].get("title"), Some("true"));
    assert_eq!(rows[2].problems[0].problem, RowProblem::ExtraCells { expected: 3, found: 6 });
}

#[test]
fn workbook_of_many_rows_streams() {
    let mut data = HEADER.to_owned();
    for row in 3..20_003 {
        data.push_str(&format!("<row r=\"{row}\"><c r=\"A{row}\"><v>{row}</v></c></row>"));
    }
    let file = Fixture::new("many.xlsx", &packed(&workbook(&data, STRINGS)));
    let mut sheet = Sheet::open(&file.0, &COLUMNS, &Limits::default()).unwrap();
    assert_eq!(sheet.next().unwrap().unwrap().get("title"), Some("3"));
    assert_eq!(sheet.count(), 19_999);
}

#[test]
fn bombs_and_strangers_are_refused() {
    let bomb = FileProblem::Bomb { megabytes: 100 };
    let mut parts = workbook(HEADER, STRINGS);
    parts.push(("xl/media/zero.bin", vec![0; 101_000_000]));
    let bytes = packed(&parts);
    assert!(bytes.len() < 1_000_000);
    assert_eq!(refusal("b1.xlsx", &bytes), bomb);
    parts.pop();
    parts.push(("xl/media/zero.bin", vec![0; 5_000_000]));
    assert_eq!(refusal("b2.xlsx", &packed(&parts)), bomb, "ratio");
    parts.pop();
    parts.push(("xl/embeddings/inner.bin", packed(&[part("a", "b")])));
    assert_eq!(refusal("b3.xlsx", &packed(&parts)), FileProblem::NestedArchive);
    let greedy = STRINGS.replace("uniqueCount=\"2\"", "uniqueCount=\"99999999999999\"");
    assert_eq!(refusal("b4.xlsx", &packed(&workbook(HEADER, &greedy))), bomb);
    let names: Vec<String> = (0..1_100).map(|at| format!("p{at}")).collect();
    let many: Vec<(&str, Vec<u8>)> = names.iter().map(|name| (name.as_str(), Vec::new())).collect();
    assert_eq!(refusal("b5.xlsx", &packed(&many)), FileProblem::TooManyParts { limit: 1_000 });
    let archive = FileProblem::Unsupported(Unsupported::Archive);
    assert_eq!(refusal("b6.xlsx", &packed(&[part("a.txt", "b")])), archive);
    let open_document =
        [part("mimetype", "application/vnd.oasis.opendocument.spreadsheet"), part("content.xml", "")];
    let refused = FileProblem::Unsupported(Unsupported::OpenDocument);
    assert_eq!(refusal("b7.xlsx", &packed(&open_document)), refused);
    let whole = packed(&workbook(HEADER, STRINGS));
    assert_eq!(refusal("b8.xlsx", &whole[..whole.len() / 2]), FileProblem::Damaged);
    let broken = workbook("<row r=\"1\"><c r=\"A1\"><v>1</v>", STRINGS);
    assert!(matches!(refusal("b9.xlsx", &packed(&broken)), FileProblem::Damaged | FileProblem::NoRows));
    assert_eq!(refusal("ba.xlsx", &packed(&workbook(HEADER, STRINGS))), FileProblem::NoRows);
}

#[test]
fn declared_sizes_that_lie_are_found_out() {
    let mut parts = workbook(HEADER, STRINGS);
    let noise: Vec<u8> = (0..3_000_000_u32).map(|at| (at.wrapping_mul(2_654_435_761) >> 26) as u8).collect();
    parts.push(("xl/media/noise.bin", noise));
    let mut bytes = packed(&parts);
    // The directory now declares 10 bytes where 3 MB unpack.
    let real = 3_000_000_u32.to_le_bytes();
    let places: Vec<usize> =
        bytes.windows(4).enumerate().filter(|(_, piece)| *piece == real).map(|(at, _)| at).collect();
    assert!(!places.is_empty());
    for at in places {
        bytes[at..at + 4].copy_from_slice(&10_u32.to_le_bytes());
    }
    let file = Fixture::new("lie.xlsx", &bytes);
    let limits = Limits { max_unpacked: 2_000_000, ..Limits::default() };
    let refused = Sheet::open(&file.0, &COLUMNS, &limits).err();
    assert!(matches!(refused, Some(FileProblem::Bomb { .. } | FileProblem::Damaged)), "{refused:?}");
}
