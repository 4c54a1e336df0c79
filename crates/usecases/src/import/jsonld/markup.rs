//! HTML of a job description to plain text. What comes out is text and is escaped again where it is shown.

/// Characters of HTML that are read; the rest is left out.
const LONGEST: usize = 100_000;

/// Elements whose content is not for reading.
const HIDDEN: [&str; 8] = ["script", "style", "template", "noscript", "iframe", "object", "svg", "head"];

/// Elements that begin and end a line.
const BLOCKS: [&str; 21] = [
    "p",
    "br",
    "div",
    "li",
    "ul",
    "ol",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "tr",
    "table",
    "section",
    "article",
    "blockquote",
    "hr",
    "dt",
    "dd",
    "pre",
];

/// The text of a piece of HTML: no elements, comments, scripts or styles; entities as letters; list items with a
/// dash; at most one blank line in a row. Markup that was escaped twice is taken off too. Text without markup
/// comes out as it went in, but for spaces.
#[must_use]
pub fn plain_text(html: &str) -> String {
    let html = html.char_indices().nth(LONGEST).map_or(html, |(end, _)| &html[..end]);
    let once = entities(&strip(html));
    let twice = if has_markup(&once) { entities(&strip(&once)) } else { once };
    tidy(&twice)
}

fn has_markup(text: &str) -> bool {
    text.match_indices('<').any(|(at, _)| element_at(&text[at..]).is_some_and(|element| element.known()))
}

struct Element<'a> {
    name: &'a str,
    closing: bool,
    length: usize,
}

impl Element<'_> {
    fn known(&self) -> bool {
        const INLINE: [&str; 8] = ["b", "i", "strong", "em", "span", "a", "u", "img"];
        let is = |list: &[&str]| list.iter().any(|name| self.name.eq_ignore_ascii_case(name));
        is(&HIDDEN) || is(&BLOCKS) || is(&INLINE)
    }

    fn is(&self, list: &[&str]) -> bool {
        list.iter().any(|name| self.name.eq_ignore_ascii_case(name))
    }
}

/// The element that begins here with `<`, up to its `>` outside quotation marks. None goes past another `<`,
/// so that no stretch of text is looked through twice.
fn element_at(text: &str) -> Option<Element<'_>> {
    let rest = text.strip_prefix('<')?;
    let closing = rest.starts_with('/');
    let rest = rest.strip_prefix('/').unwrap_or(rest);
    let length = rest.find(|letter: char| !letter.is_ascii_alphanumeric()).unwrap_or(rest.len());
    let name = &rest[..length];
    if !name.starts_with(|letter: char| letter.is_ascii_alphabetic()) {
        return None;
    }
    let mut quote = None;
    for (at, letter) in rest.char_indices().skip(length) {
        match (quote, letter) {
            (_, '<') => return None,
            (None, '>') => {
                let before = text.len() - rest.len();
                return Some(Element { name, closing, length: before + at + 1 });
            }
            (None, '"' | '\'') => quote = Some(letter),
            (Some(open), letter) if open == letter => quote = None,
            _ => {}
        }
    }
    None
}

fn strip(html: &str) -> String {
    // In HTML a line end is a space; in plain text it is a line end.
    let joined = if has_markup(html) { html.replace(['\n', '\r'], " ") } else { html.to_owned() };
    let mut out = String::with_capacity(html.len());
    let mut rest = joined.as_str();
    while let Some(at) = rest.find('<') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        if let Some(comment) = rest.strip_prefix("<!") {
            let end = if comment.starts_with("--") { "-->" } else { ">" };
            rest = comment.find(end).map_or("", |at| &comment[at + end.len()..]);
        } else if let Some(element) = element_at(rest) {
            let after = &rest[element.length..];
            let begun = out.trim_end_matches(' ').ends_with('\n');
            if element.is(&BLOCKS) && (!begun || element.is(&["p", "br"])) {
                out.push('\n');
            }
            if element.is(&["li"]) && !element.closing {
                out.push_str("- ");
            }
            rest = if element.is(&HIDDEN) && !element.closing {
                after_closing(after, element.name)
            } else {
                after
            };
        } else if HIDDEN.iter().any(|name| starts_as(rest, name)) {
            // A script whose first tag never ends takes the rest with it.
            rest = "";
        } else {
            out.push('<');
            rest = &rest[1..];
        }
    }
    out.push_str(rest);
    out
}

fn starts_as(text: &str, name: &str) -> bool {
    text.get(1..=name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name))
}

/// What follows the closing tag; nothing if there is none.
fn after_closing<'a>(text: &'a str, name: &str) -> &'a str {
    let mut from = 0;
    while let Some(at) = text[from..].find("</") {
        let start = from + at;
        match element_at(&text[start..]) {
            Some(element) if element.name.eq_ignore_ascii_case(name) => {
                return &text[start + element.length..];
            }
            _ => from = start + 2,
        }
    }
    ""
}

fn entities(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = rest.bytes().take(12).position(|byte| byte == b';');
        match end.and_then(|end| Some((entity(&rest[1..end])?, end))) {
            Some((letter, end)) => {
                out.push(letter);
                rest = &rest[end + 1..];
            }
            None => {
                out.push('&');
                rest = &rest[1..];
            }
        }
    }
    out.push_str(rest);
    out
}

fn entity(name: &str) -> Option<char> {
    const NAMED: [(&str, char); 40] = [
        ("amp", '&'),
        ("lt", '<'),
        ("gt", '>'),
        ("quot", '"'),
        ("apos", '\''),
        ("nbsp", ' '),
        ("aacute", 'á'),
        ("eacute", 'é'),
        ("iacute", 'í'),
        ("oacute", 'ó'),
        ("uacute", 'ú'),
        ("ntilde", 'ñ'),
        ("uuml", 'ü'),
        ("Aacute", 'Á'),
        ("Eacute", 'É'),
        ("Iacute", 'Í'),
        ("Oacute", 'Ó'),
        ("Uacute", 'Ú'),
        ("Ntilde", 'Ñ'),
        ("Uuml", 'Ü'),
        ("iexcl", '¡'),
        ("iquest", '¿'),
        ("hellip", '…'),
        ("ndash", '–'),
        ("mdash", '—'),
        ("lsquo", '‘'),
        ("rsquo", '’'),
        ("ldquo", '“'),
        ("rdquo", '”'),
        ("laquo", '«'),
        ("raquo", '»'),
        ("bull", '•'),
        ("middot", '·'),
        ("deg", '°'),
        ("ordm", 'º'),
        ("ordf", 'ª'),
        ("euro", '€'),
        ("cent", '¢'),
        ("ccedil", 'ç'),
        ("times", '×'),
    ];
    let number = match name.strip_prefix('#') {
        None => return NAMED.iter().find(|(known, _)| *known == name).map(|(_, letter)| *letter),
        Some(digits) => match digits.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => digits.parse().ok()?,
        },
    };
    char::from_u32(number).map(|letter| if letter.is_control() && letter != '\n' { ' ' } else { letter })
}

/// Single spaces, no spaces around line ends, at most one blank line in a row.
fn tidy(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut blanks = 0;
    for line in text.lines() {
        let words: Vec<&str> = line.split_whitespace().collect();
        if words.is_empty() || words == ["-"] {
            blanks += 1;
            continue;
        }
        if !out.is_empty() {
            out.push_str(if blanks > 0 { "\n\n" } else { "\n" });
        }
        blanks = 0;
        out.push_str(&words.join(" "));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::plain_text;

    #[test]
    fn markup_becomes_text() {
        for (from, to) in [
            ("Se busca <b>alba&ntilde;il</b>.<br/>Zona&nbsp;1", "Se busca albañil.\nZona 1"),
            ("<ul>\n <li>Uno</li>\n <li>Dos &amp; tres</li></ul>", "- Uno\n- Dos & tres"),
            ("a<script>alert('</b>')</script>b<style>p{}</style>c", "abc"),
            ("a<SCRIPT src=\"x>y\">bad()</Script >b", "ab"),
            ("a<script>never closed", "a"),
            ("a<script never closed", "a"),
            ("a<!-- no -->b<!DOCTYPE html>c", "abc"),
            ("pago < 3000 y > 2000", "pago < 3000 y > 2000"),
            ("&lt;p&gt;Dos veces&lt;/p&gt;&lt;script&gt;bad()&lt;/script&gt;", "Dos veces"),
            ("&#60;i&#62;x&#60;/i&#62; &#x41; &nada; & fin", "x A &nada; & fin"),
            ("una  línea\r\n\r\n\r\n otra", "una línea\n\notra"),
            ("<a href='javascript:bad()' title=\"a>b\">ver</a>", "ver"),
            ("<p>Primero</p><p>Segundo</p>", "Primero\n\nSegundo"),
            ("<b <i>x</i>", "<b x"),
            ("ñ<", "ñ<"),
        ] {
            assert_eq!(plain_text(from), to, "{from}");
        }
    }

    #[test]
    fn hostile_markup_takes_no_time() {
        for piece in ["<a", "</a \"", "<!-", "<script></", "<script>x</script<b>", "&lt;p "] {
            let hostile = piece.repeat(300_000 / piece.len());
            assert!(plain_text(&hostile).len() <= 100_000);
        }
    }
}
