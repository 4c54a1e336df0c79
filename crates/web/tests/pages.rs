//! Every page in every state and language: approved by reading, under `snapshots/`.

use domain::message::Lang;

#[test]
fn every_page_is_as_approved() {
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| {
        for lang in Lang::ALL {
            for (page, state, html) in web::gallery::samples(*lang) {
                insta::assert_snapshot!(format!("{page}.{state}.{lang}"), main_of(&html));
            }
        }
    });
}

#[test]
fn every_page_is_sound() {
    for lang in Lang::ALL {
        for (page, state, html) in web::gallery::samples(*lang) {
            let place = format!("{page} {state} {lang}");
            assert!(html.starts_with("<!doctype html>"), "{place}: not a page");
            assert_eq!(html.matches("<h1").count(), 1, "{place}: one h1");
            assert!(!html.contains("http://") && !html.contains("https://"), "{place}: an address elsewhere");
            assert!(
                !html.contains(" style=\"") && !html.contains("<script>"),
                "{place}: against our own policy"
            );
            for word in html.split(|letter: char| letter.is_whitespace() || "<>\"".contains(letter)) {
                let is_key = word.contains('-') && web::i18n::words().has(Lang::Es, word);
                assert!(!is_key || word.len() < 6, "{place}: a key instead of words: {word}");
            }
        }
    }
}

#[test]
fn only_pages_with_fields_that_suggest_and_the_outbox_carry_scripts() {
    let mut carried = 0;
    for (page, state, html) in web::gallery::samples(Lang::Es) {
        let fields = html.contains(" data-suggest=");
        let scripts = usize::from(fields) + if html.contains(" data-offline ") { 2 } else { 0 };
        assert_eq!(html.matches("<script").count(), scripts, "{page} {state}");
        carried += usize::from(fields);
    }
    assert!(carried > 8, "{carried}");
}

/// What differs from page to page.
fn main_of(html: &str) -> String {
    let start = html.find("<main").unwrap_or(0);
    let end = html.find("</main>").unwrap_or(html.len());
    html[start..end].lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}
