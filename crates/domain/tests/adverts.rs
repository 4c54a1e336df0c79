//! How well the words of offers are judged, measured on a labelled set.
//!
//! Read the figures with care: the offers were written for this test, and the rules were mended on them. Of
//! two batches of paraphrases (54 and 30 with red flags) the rules found 0.70 when they first saw them, and
//! 0.58 and 0.53 of those about fees and documents, with 0.10 and 0.07 false alarms. So the check helps who
//! reviews offers and never replaces him or her. Add offers that slipped through here, then mend the rules.
#![expect(clippy::unwrap_used, reason = "a broken test set should stop the test")]

use domain::advert::{Kind, check};

/// One row: the key of the kind it must be found by (`clean` for none) and the text of an offer.
struct Row {
    label: String,
    text: String,
}

fn rows() -> Vec<Row> {
    let file = include_str!("adverts.csv");
    let row = |line: &str| {
        let (label, quoted) = line.split_once(',').unwrap();
        let text = quoted.strip_prefix('"').unwrap().strip_suffix('"').unwrap().replace("\"\"", "\"");
        assert!(
            label == "clean" || Kind::ALL.iter().any(|kind| kind.key() == format!("advert-{label}")),
            "{label}"
        );
        Row { label: label.to_owned(), text }
    };
    file.lines().skip(1).map(row).collect()
}

fn found(row: &Row) -> bool {
    check(&row.text).iter().any(|finding| finding.kind.key() == format!("advert-{}", row.label))
}

fn share(part: usize, whole: usize) -> f64 {
    f64::from(u32::try_from(part).unwrap()) / f64::from(u32::try_from(whole).unwrap())
}

#[test]
fn offers_with_red_flags_are_found_and_clean_ones_left_alone() {
    let (clean, flagged): (Vec<Row>, Vec<Row>) = rows().into_iter().partition(|row| row.label == "clean");
    assert!(clean.len() >= 80 && flagged.len() >= 80);

    let missed: Vec<&Row> = flagged.iter().filter(|row| !found(row)).collect();
    let grave: Vec<&Row> =
        flagged.iter().filter(|row| matches!(row.label.as_str(), "fee" | "retention")).collect();
    let grave_missed = grave.iter().filter(|row| !found(row)).count();
    let alarmed: Vec<&Row> = clean.iter().filter(|row| !check(&row.text).is_empty()).collect();

    for row in &missed {
        eprintln!("missed       {}: {}", row.label, row.text);
    }
    for row in &alarmed {
        let kinds: Vec<(Kind, &str)> = check(&row.text)
            .iter()
            .map(|finding| (finding.kind, &row.text[finding.start..finding.end]))
            .collect();
        eprintln!("false alarm  {kinds:?}: {}", row.text);
    }
    let recall = 1.0 - share(missed.len(), flagged.len());
    let grave_recall = 1.0 - share(grave_missed, grave.len());
    let false_alarms = share(alarmed.len(), clean.len());
    eprintln!("red flags {}: recall {recall:.3}", flagged.len());
    eprintln!("fees and documents {}: recall {grave_recall:.3}", grave.len());
    eprintln!("clean {}: false alarms {false_alarms:.3}", clean.len());
    assert!(grave_recall >= 0.95, "fees and documents: {grave_recall}");
    assert!(recall >= 0.90, "all red flags: {recall}");
    assert!(false_alarms <= 0.05, "clean: {false_alarms}");
}
