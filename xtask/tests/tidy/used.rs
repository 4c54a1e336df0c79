//! Which Fluent keys the code and the templates name.

use crate::tree::files;

/// A text in quotes, with what stands before it.
pub struct Literal {
    /// Where: `path:line`.
    pub place: String,
    /// The text.
    pub text: String,
    /// What stands just before the quote.
    pub before: String,
}

/// Every text in quotes in our code and in the instructions of our templates; comments are passed over.
pub fn literals() -> Vec<Literal> {
    let mut found = Vec::new();
    for file in files() {
        if file.is(".rs") && file.under("crates/") && file.path.contains("/src/") {
            scan(&file.path, &file.text, &mut found);
        } else if file.is(".html") && file.under("crates/web/templates/") {
            scan(&file.path, &instructions(&file.text), &mut found);
        }
    }
    found
}

/// What stands between `{{ }}` and `{% %}`, with everything else blanked but the line breaks.
fn instructions(template: &str) -> String {
    let mut out = String::with_capacity(template.len());
    let mut rest = template;
    loop {
        let starts = ["{{", "{%"].iter().filter_map(|mark| rest.find(mark));
        let Some(start) = starts.min() else { return out };
        out.extend(rest[..start].chars().filter(|letter| *letter == '\n'));
        let close = if rest[start..].starts_with("{{") { "}}" } else { "%}" };
        let end = rest[start..].find(close).map_or(rest.len(), |end| start + end);
        out.push_str(&rest[start + 2..end]);
        out.push(' ');
        rest = &rest[(end + 2).min(rest.len())..];
    }
}

fn scan(path: &str, text: &str, found: &mut Vec<Literal>) {
    let bytes = text.as_bytes();
    let (mut at, mut line) = (0, 1);
    while at < bytes.len() {
        match bytes[at] {
            b'\n' => line += 1,
            b'/' if bytes.get(at + 1) == Some(&b'/') => {
                at += text[at..].find('\n').unwrap_or(text.len() - at);
                continue;
            }
            // A quote as a letter: '"' or '\"'.
            b'\'' if text[at..].starts_with("'\"'") => at += 2,
            b'\'' if text[at..].starts_with("'\\\"'") => at += 3,
            b'"' => {
                let raw = before_raw(&text[..at]);
                let (end, next) = close(text, at + 1, raw);
                let start = text[..at].char_indices().rev().nth(29).map_or(0, |(start, _)| start);
                found.push(Literal {
                    place: format!("{path}:{line}"),
                    text: text[at + 1..end].to_owned(),
                    before: text[start..at].to_owned(),
                });
                line += text[at..next.min(text.len())].matches('\n').count();
                at = next;
                continue;
            }
            _ => {}
        }
        at += 1;
    }
}

/// How many `#` open a raw string here, if one does.
fn before_raw(before: &str) -> Option<usize> {
    let bare = before.trim_end_matches('#');
    bare.ends_with('r').then_some(before.len() - bare.len())
}

/// Where the string that begins at `from` ends, and where to read on.
fn close(text: &str, from: usize, raw: Option<usize>) -> (usize, usize) {
    if let Some(hashes) = raw {
        let mark = format!("\"{}", "#".repeat(hashes));
        let end = text[from..].find(&mark).map_or(text.len(), |end| from + end);
        return (end, end + mark.len());
    }
    let bytes = text.as_bytes();
    let mut at = from;
    while at < bytes.len() && bytes[at] != b'"' {
        at += if bytes[at] == b'\\' { 2 } else { 1 };
    }
    (at.min(text.len()), at + 1)
}

/// Whether it looks like a key: `feature-thing-state`.
pub fn is_key(text: &str) -> bool {
    let mut parts = text.split('-');
    let first = parts.next().unwrap_or_default();
    let word = |part: &str| {
        !part.is_empty()
            && part
                .chars()
                .all(|letter| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '_')
    };
    text.contains('-')
        && word(first)
        && first.starts_with(|letter: char| letter.is_ascii_lowercase())
        && parts.all(word)
}

/// The fixed parts of a key put together by `format!` (`error-{word}-title`), if it is one.
pub fn pattern(text: &str) -> Option<Vec<String>> {
    let mut parts = Vec::new();
    let mut rest = text;
    while let Some(open) = rest.find('{') {
        let close = rest[open..].find('}')? + open;
        parts.push(rest[..open].to_owned());
        rest = &rest[close + 1..];
    }
    parts.push(rest.to_owned());
    let letter =
        |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || "-_".contains(letter);
    let key = parts.len() > 1 && parts[0].ends_with('-') && parts[0].len() > 2;
    (key && parts.iter().all(|part| part.chars().all(letter))).then_some(parts)
}

/// Whether `key` can be made from these parts.
pub fn made_from(key: &str, parts: &[String]) -> bool {
    let (Some(first), Some(last)) = (parts.first(), parts.last()) else { return false };
    let Some(mut rest) = key.strip_prefix(first.as_str()) else { return false };
    for part in &parts[1..parts.len() - 1] {
        match rest.get(1..).and_then(|rest| rest.find(part.as_str()).map(|at| &rest[at + part.len()..])) {
            Some(after) => rest = after,
            None => return false,
        }
    }
    rest.len() > last.len() && rest.ends_with(last.as_str())
}

#[test]
fn literals_are_found() {
    let mut found = Vec::new();
    scan("x", "a(\"one\") // \"not\"\n'\"' r#\"two \"x\"#, \"thr\\\"ee\"", &mut found);
    let texts: Vec<_> = found.iter().map(|one| one.text.as_str()).collect();
    assert_eq!(texts, ["one", "two \"x", "thr\\\"ee"]);
    assert_eq!(found[0].before, "a(");
    assert_eq!(found[1].place, "x:2");
    assert!(made_from("error-not-found-title", &pattern("error-{word}-title").unwrap()));
    assert!(!made_from("error-title", &pattern("error-{word}-title").unwrap()));
    assert_eq!(pattern("a {b} c"), None);
    assert!(is_key("form-next-page") && !is_key("form") && !is_key("Form-x") && !is_key("a--b"));
    assert_eq!(instructions("<p>\n{{ t.s(\"a\") }}</p>{% if \"b\" %}"), "\n t.s(\"a\")   if \"b\"  ");
}
