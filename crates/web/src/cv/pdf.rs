//! A CV as a PDF of one page or more, with the fonts every reader has (Helvetica), so it is small and needs no font file.
//!
//! Widths of Helvetica and Helvetica-Bold are those of Adobe's font metrics (AFM), in thousandths of the size.

use pdf_writer::{Content, Finish, Name, Pdf, Rect, Ref, Str, TextStr, types::TextRenderingMode};

/// Letter paper, as Guatemala prints on, in points.
const WIDTH: f32 = 612.0;
const HEIGHT: f32 = 792.0;
const MARGIN: f32 = 56.0;

/// One line of writing, before it is broken to the width of the page.
pub enum Line {
    /// The name on top.
    Title(String),
    /// Under the name.
    Lead(String),
    /// A part's name.
    Heading(String),
    /// A job's name and, on the right, how long.
    Entry(String, String),
    /// Running text.
    Text(String),
    /// One item of a list.
    Item(String),
}

/// Widths of the characters 32 to 126 of Helvetica.
const REGULAR: [u16; 95] = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556,
    556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278,
    500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469,
    556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500,
    278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
];
/// Widths of the characters 32 to 126 of Helvetica-Bold.
const BOLD: [u16; 95] = [
    278, 333, 474, 556, 556, 889, 722, 238, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556,
    556, 556, 556, 556, 556, 333, 333, 584, 584, 584, 611, 975, 722, 722, 722, 722, 667, 611, 778, 722, 278,
    556, 722, 611, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 333, 278, 333, 584,
    556, 333, 556, 611, 556, 611, 556, 333, 611, 611, 278, 278, 556, 278, 889, 611, 611, 611, 611, 389, 556,
    333, 611, 556, 778, 556, 556, 500, 389, 280, 389, 584,
];

/// A text in the encoding of the fonts (`WinAnsi`); what it has not is put as near as can be.
fn encode(text: &str) -> Vec<u8> {
    text.chars()
        .map(|letter| match letter {
            ' '..='~' => letter as u8,
            '\u{a0}' => b' ',
            '\u{a1}'..='\u{ff}' => letter as u8,
            // The glottal mark of Mayan languages (U+02BC) and other apostrophes: the right single quote.
            'ʼ' | '’' | '‘' => 0x92,
            '“' => 0x93,
            '”' => 0x94,
            '–' => 0x96,
            '—' => 0x97,
            '•' => 0x95,
            '…' => 0x85,
            '€' => 0x80,
            _ => b'?',
        })
        .collect()
}

/// The character without its accent, whose width it shares.
const fn plain(byte: u8) -> u8 {
    match byte {
        0xC0..=0xC5 => b'A',
        0xC7 => b'C',
        0xC8..=0xCB => b'E',
        0xCC..=0xCF => b'I',
        0xD1 => b'N',
        0xD2..=0xD6 => b'O',
        0xD9..=0xDC => b'U',
        0xE0..=0xE5 => b'a',
        0xE7 => b'c',
        0xE8..=0xEB => b'e',
        0xEC..=0xEF => b'i',
        0xF1 => b'n',
        0xF2..=0xF6 => b'o',
        0xF9..=0xFC => b'u',
        0x91 | 0x92 => b'`',
        32..=126 => byte,
        _ => b'o',
    }
}

fn width(text: &[u8], size: f32, bold: bool) -> f32 {
    let widths = if bold { &BOLD } else { &REGULAR };
    let units: u32 = text.iter().map(|byte| u32::from(widths[usize::from(plain(*byte) - 32)])).sum();
    #[expect(clippy::cast_precision_loss, reason = "a line's width in thousandths is far below 2^24")]
    let width = units as f32 * size / 1000.0;
    width
}

/// Breaks a text into lines no wider than `limit` points.
fn broken(text: &str, size: f32, bold: bool, limit: f32) -> Vec<Vec<u8>> {
    let mut lines: Vec<Vec<u8>> = Vec::new();
    for word in text.split_whitespace() {
        let word = encode(word);
        match lines.last_mut() {
            Some(line)
                if width(line, size, bold) + width(b" ", size, bold) + width(&word, size, bold) <= limit =>
            {
                line.push(b' ');
                line.extend_from_slice(&word);
            }
            _ => lines.push(word),
        }
    }
    lines
}

/// Where the next line goes, over as many pages as it takes.
struct Sheet {
    pages: Vec<Content>,
    y: f32,
}

impl Sheet {
    fn new() -> Self {
        Self { pages: vec![Content::new()], y: HEIGHT - MARGIN }
    }

    /// Goes down by `step`, onto a new page if this one is full.
    fn down(&mut self, step: f32) {
        self.y -= step;
        if self.y < MARGIN {
            self.pages.push(Content::new());
            self.y = HEIGHT - MARGIN - step;
        }
    }

    fn write(&mut self, text: &[u8], x: f32, size: f32, bold: bool) {
        let y = self.y;
        if let Some(page) = self.pages.last_mut() {
            page.begin_text();
            page.set_text_rendering_mode(TextRenderingMode::Fill);
            page.set_font(Name(if bold { b"B" } else { b"R" }), size);
            page.set_text_matrix([1.0, 0.0, 0.0, 1.0, x, y]);
            page.show(Str(text));
            page.end_text();
        }
    }

    fn paragraph(&mut self, text: &str, x: f32, size: f32, bold: bool) {
        for line in broken(text, size, bold, WIDTH - MARGIN - x) {
            self.down(size * 1.35);
            self.write(&line, x, size, bold);
        }
    }

    fn rule(&mut self) {
        let y = self.y - 4.0;
        if let Some(page) = self.pages.last_mut() {
            page.set_line_width(0.75);
            page.move_to(MARGIN, y);
            page.line_to(WIDTH - MARGIN, y);
            page.stroke();
        }
    }

    fn line(&mut self, line: &Line) {
        match line {
            Line::Title(text) => self.paragraph(text, MARGIN, 22.0, true),
            Line::Lead(text) => self.paragraph(text, MARGIN, 11.0, false),
            Line::Heading(text) => {
                self.down(14.0);
                self.paragraph(text, MARGIN, 13.0, true);
                self.rule();
                self.down(4.0);
            }
            Line::Entry(what, how_long) => {
                self.down(2.0);
                self.paragraph(what, MARGIN, 11.0, true);
                let text = encode(how_long);
                let x = WIDTH - MARGIN - width(&text, 11.0, false);
                self.write(&text, x, 11.0, false);
            }
            Line::Text(text) => self.paragraph(text, MARGIN, 11.0, false),
            Line::Item(text) => {
                for (at, line) in
                    broken(text, 11.0, false, WIDTH - MARGIN * 2.0 - 12.0).into_iter().enumerate()
                {
                    self.down(11.0 * 1.35);
                    if at == 0 {
                        self.write(&encode("•"), MARGIN, 11.0, false);
                    }
                    self.write(&line, MARGIN + 12.0, 11.0, false);
                }
            }
        }
    }
}

/// Draws the lines. `lang` is the language of the text (`es-GT`, `en`), for readers aloud.
#[must_use]
pub fn draw(title: &str, lang: &str, lines: &[Line]) -> Vec<u8> {
    let mut sheet = Sheet::new();
    for line in lines {
        sheet.line(line);
    }
    let (catalog, tree, regular, bold, info) =
        (Ref::new(1), Ref::new(2), Ref::new(3), Ref::new(4), Ref::new(5));
    let pages: Vec<(Ref, Ref)> = (0..sheet.pages.len())
        .map(|at| 10 + i32::try_from(at).unwrap_or(0) * 2)
        .map(|at| (Ref::new(at), Ref::new(at + 1)))
        .collect();
    let mut pdf = Pdf::new();
    let mut root = pdf.catalog(catalog);
    root.pages(tree);
    root.lang(TextStr(lang));
    root.viewer_preferences().display_doc_title(true);
    root.finish();
    pdf.document_info(info).title(TextStr(title));
    let count = i32::try_from(pages.len()).unwrap_or(1);
    pdf.pages(tree).kids(pages.iter().map(|(page, _)| *page)).count(count);
    for (font, base) in [(regular, &b"Helvetica"[..]), (bold, &b"Helvetica-Bold"[..])] {
        pdf.type1_font(font).base_font(Name(base)).encoding_predefined(Name(b"WinAnsiEncoding"));
    }
    for ((page, stream), content) in pages.into_iter().zip(sheet.pages) {
        let mut leaf = pdf.page(page);
        leaf.media_box(Rect::new(0.0, 0.0, WIDTH, HEIGHT)).parent(tree).contents(stream);
        leaf.resources().fonts().pair(Name(b"R"), regular).pair(Name(b"B"), bold);
        leaf.finish();
        pdf.stream(stream, &content.finish());
    }
    pdf.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_of_every_language_here_can_be_written() {
        assert_eq!(encode("Kʼicheʼ"), [b'K', 0x92, b'i', b'c', b'h', b'e', 0x92]);
        assert_eq!(encode("Añil"), [b'A', 0xF1, b'i', b'l']);
    }

    #[test]
    fn no_line_is_wider_than_the_page() {
        let text =
            "Trabajé colocando tablayeso y después de lavaplatos en un restaurante muy grande ".repeat(12);
        let limit = WIDTH - MARGIN * 2.0;
        let lines = broken(&text, 11.0, false, limit);
        assert!(lines.len() > 5);
        assert!(lines.iter().all(|line| width(line, 11.0, false) <= limit));
    }

    #[test]
    fn a_long_cv_goes_on_on_another_page() {
        let lines: Vec<Line> = (0..120).map(|at| Line::Item(format!("línea {at}"))).collect();
        let pdf = draw("CV", "es-GT", &lines);
        assert!(pdf.starts_with(b"%PDF-"));
        let text = String::from_utf8_lossy(&pdf);
        assert!(text.contains("/Count 3"), "three pages");
    }
}
