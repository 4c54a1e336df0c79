//! Questions, answers and waves.

use super::*;

#[test]
fn every_question_can_be_counted() {
    assert_eq!(Question::FULL.len() + Question::SHORT.len(), Question::ALL.len());
    for question in Question::ALL {
        let points = question.points();
        assert!((3..=5).contains(&points.len()), "{question}");
        assert!(points.contains(&0) && points.contains(&100), "{question}");
        assert!(points.iter().all(|point| (0..=100).contains(point)), "{question}");
    }
    for dimension in Dimension::ALL {
        assert!(Question::FULL.iter().filter(|one| one.dimension() == *dimension).count() >= 3);
        assert_eq!(Question::SHORT.iter().filter(|one| one.dimension() == *dimension).count(), 1);
    }
    let raised = |question: &Question| (1..=5).filter_map(|choice| question.flag(choice)).next();
    let flags: Vec<Flag> = Question::FULL.iter().filter_map(raised).collect();
    assert_eq!(flags, Flag::ALL, "each flag has its question, and no short one raises any");
    assert!(Question::SHORT.iter().all(|question| raised(question).is_none()));
}

#[test]
fn what_is_no_choice_is_refused() {
    assert_eq!(Answers::new([]), Err(NoAnswer));
    assert_eq!(Answers::new([(Question::Food, None)]), Err(NoAnswer), "nothing was said");
    assert_eq!(Answers::new([(Question::Debt, Some(4))]), Err(NoAnswer));
    assert_eq!(Answers::new([(Question::Debt, Some(0))]), Err(NoAnswer));
    assert_eq!(Answers::of_digits([3, 2, 6]), Err(NoAnswer));
    assert_eq!(Answers::of_digits([0, 0, 0]), Err(NoAnswer));
    let said = Answers::of_digits([3, 0, 5]).unwrap();
    assert_eq!(said.of(Question::ShortEconomic), Some(3));
    assert_eq!(said.of(Question::ShortSocial), None);
    let hungry = Answers::new([(Question::Food, Some(4)), (Question::Hope, Some(3))]).unwrap();
    assert_eq!(hungry.flags(), [Flag::Hunger]);
}

#[test]
fn answers_are_kept_and_read_again() {
    let said = Answers::new([(Question::Food, Some(2)), (Question::Debt, None)]).unwrap();
    let kept = serde_json::to_string(&said).unwrap();
    assert_eq!(serde_json::from_str::<Answers>(&kept).unwrap(), said);
    assert!(serde_json::from_str::<Answers>(&kept.replace(":2}", ":9}").replace(":2,", ":9,")).is_err());
}

#[test]
fn answers_of_another_version_are_kept_and_count_for_nothing() {
    let kept = r#"{"version":0,"said":{"food":9,"a_question_of_then":2}}"#;
    let old: Answers = serde_json::from_str(kept).unwrap();
    assert!(!old.is_current() && old.said().next().is_none() && old.flags().is_empty());
    assert_eq!(old.of(Question::Food), None);
    assert!(Dimension::ALL.iter().all(|one| Figures::of(&old).get(*one).is_none()));
    assert!(serde_json::to_string(&old).unwrap().contains("\"food\":9"), "the copy has it still");
    assert!(serde_json::from_str::<Answers>(&kept.replace(":0,", ":1,")).is_err(), "not of this version");
}

#[test]
fn a_year_has_five() {
    let start = Moment::from_seconds(1_795_446_000);
    let open = |days: i64| Wave::open(start, start.plus_days(days));
    assert_eq!(open(-1), None);
    assert_eq!((open(0), open(29)), (Some(Wave::Start), Some(Wave::Start)));
    assert_eq!((open(30), open(90)), (Some(Wave::Month1), Some(Wave::Month1)));
    assert_eq!(
        (open(91), open(182), open(364)),
        (Some(Wave::Month3), Some(Wave::Month6), Some(Wave::Month6))
    );
    assert_eq!((open(365), open(455), open(456)), (Some(Wave::Month12), Some(Wave::Month12), None));
}
