//! Rules for templates and the style sheet: what our own content policy refuses never gets into a page.

use crate::tree::{files, none};

/// Where text is put into a page unescaped, how often, and why it may.
const UNESCAPED: &[(&str, usize, &str)] =
    &[("crates/web/templates/part/form.html", 1, "attributes written in our own templates, never a value")];

/// The largest the style sheet may be, in bytes, before it is compressed.
const SHEET: usize = 10 * 1024;

#[test]
fn templates_hold_no_style_and_no_script() {
    let mut faults = Vec::new();
    for file in files().iter().filter(|file| file.under("crates/web/templates/") && file.is(".html")) {
        for (number, line) in file.lines() {
            let lower = line.to_lowercase();
            let handler = lower.split_whitespace().any(|word| {
                word.strip_prefix("on").and_then(|rest| rest.split_once('=')).is_some_and(|(event, _)| {
                    !event.is_empty() && event.chars().all(|letter| letter.is_ascii_lowercase())
                })
            });
            let script = lower.contains("<script")
                && !lower.contains("<script src=")
                && !lower.contains("<script defer src=");
            if lower.contains(" style=")
                || lower.contains("<style")
                || lower.contains("javascript:")
                || script
                || handler
            {
                faults.push(format!("{}:{number}: style or script inside a page", file.path));
            }
        }
        let times = file.text.matches("|safe").count() + file.text.matches("| safe").count();
        let may = UNESCAPED.iter().find(|(path, ..)| *path == file.path).map_or(0, |(_, times, _)| *times);
        if times != may {
            faults.push(format!(
                "{}: {times} unescaped values, {may} reviewed (UNESCAPED in pages.rs)",
                file.path
            ));
        }
    }
    none(&faults, "templates");
}

#[test]
fn the_sheet_is_small() {
    let mut faults = Vec::new();
    for file in files().iter().filter(|file| file.under("crates/web/static/") && file.is(".css")) {
        if file.text.len() > SHEET {
            faults.push(format!("{}: {} bytes, at most {SHEET}", file.path, file.text.len()));
        }
        if file.text.contains("url(http") || file.text.contains("@import") {
            faults.push(format!("{}: loads from elsewhere", file.path));
        }
    }
    none(&faults, "style sheets");
}

/// The largest that all scripts of pages for everyone may be together, in bytes, before they are compressed.
const SCRIPTS: usize = 10 * 1024;
/// The same for those of a desk, of which compression leaves some 7 KB.
const DESK: usize = 24 * 1024;

#[test]
fn scripts_are_small_and_keep_to_themselves() {
    let (mut faults, mut whole, mut desk) = (Vec::new(), 0, 0);
    for file in files().iter().filter(|file| file.under("crates/web/static/") && file.is(".js")) {
        let of_desk =
            ["/intake.js", "/intake-worker.js", "/outbox.js"].iter().any(|name| file.path.ends_with(name));
        *(if of_desk { &mut desk } else { &mut whole }) += file.text.len();
        for word in ["eval(", "Function(", "innerHTML", "http://", "https://", "import "] {
            if file.text.contains(word) {
                faults.push(format!("{}: has {word}", file.path));
            }
        }
    }
    if whole > SCRIPTS {
        faults.push(format!("scripts: {whole} bytes, at most {SCRIPTS}"));
    }
    if desk > DESK {
        faults.push(format!("scripts of a desk: {desk} bytes, at most {DESK}"));
    }
    none(&faults, "scripts");
}
