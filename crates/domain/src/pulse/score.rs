//! What follows from the answers: a figure for each dimension, never one for all together.

use super::{Answers, Dimension, Question};
use crate::word::words;

/// Under this, something is hard; from [`WELL`] on, it goes well. Own thresholds, at a third and two thirds.
const HARD: i64 = 34;
/// From this on, it goes well.
const WELL: i64 = 67;
/// A difference of fewer points is no change.
const SAME: i64 = 8;

words! {
    /// How it goes in one dimension, for words.
    pub enum Level {
        /// It is hard.
        Hard = "hard",
        /// So-so.
        Middling = "middling",
        /// It goes well.
        Well = "well",
    }
}

words! {
    /// How it goes beside the time before.
    pub enum Trend {
        /// Better.
        Better = "better",
        /// About the same.
        Same = "same",
        /// Harder.
        Harder = "harder",
    }
}

/// A figure from 0 to 100 for each dimension of which enough was said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Figures([Option<i64>; 3]);

impl Figures {
    /// The figures of these answers: the mean of what was said, by weight. What was not said counts nothing and is not
    /// counted as bad; with less than half of the weight said there is no figure.
    #[must_use]
    pub fn of(answers: &Answers) -> Self {
        let figure = |dimension: Dimension| {
            let (mut asked, mut told, mut points) = (0, 0, 0);
            for (question, choice) in answers.said().filter(|(one, _)| one.dimension() == dimension) {
                asked += question.weight();
                if let Some(point) = points_of(question, choice) {
                    told += question.weight();
                    points += point * question.weight();
                }
            }
            (told > 0 && told * 2 >= asked).then(|| (points + told / 2) / told)
        };
        Self([Dimension::Economic, Dimension::Social, Dimension::Psychosocial].map(figure))
    }

    /// The figure of one dimension.
    #[must_use]
    pub const fn get(&self, dimension: Dimension) -> Option<i64> {
        self.0[dimension as usize]
    }

    /// How it goes in one dimension; `None`: too little was said.
    #[must_use]
    pub fn level(&self, dimension: Dimension) -> Option<Level> {
        self.get(dimension).map(|figure| match figure {
            ..HARD => Level::Hard,
            HARD..WELL => Level::Middling,
            _ => Level::Well,
        })
    }

    /// What is hardest: the dimension with the lowest figure, the first of several. `None` if there is no figure.
    #[must_use]
    pub fn lowest(&self) -> Option<Dimension> {
        let known = Dimension::ALL.iter().filter_map(|one| Some((self.get(*one)?, *one)));
        known.min().map(|(_, dimension)| dimension)
    }

    /// How one dimension goes beside `before`; `None` where either has no figure.
    #[must_use]
    pub fn trend(&self, before: &Self, dimension: Dimension) -> Option<Trend> {
        let change = self.get(dimension)? - before.get(dimension)?;
        Some(match change {
            SAME.. => Trend::Better,
            change if change <= -SAME => Trend::Harder,
            _ => Trend::Same,
        })
    }
}

fn points_of(question: Question, choice: Option<u8>) -> Option<i64> {
    let at = usize::from(choice?).checked_sub(1)?;
    question.points().get(at).copied()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn answers(said: &[(Question, Option<u8>)]) -> Answers {
        Answers::new(said.iter().copied()).unwrap()
    }

    #[test]
    fn a_dimension_is_the_mean_of_what_was_said_by_weight() {
        use Question as Q;
        let said = answers(&[(Q::Food, Some(1)), (Q::Debt, Some(3)), (Q::Trust, Some(2))]);
        let figures = Figures::of(&said);
        assert_eq!(figures.get(Dimension::Economic), Some(67), "(2 × 100 + 1 × 0) / 3");
        assert_eq!(figures.get(Dimension::Social), None, "nothing was asked");
        assert_eq!(figures.get(Dimension::Psychosocial), Some(50));
        assert_eq!(figures.lowest(), Some(Dimension::Psychosocial));
        assert_eq!(figures.level(Dimension::Economic), Some(Level::Well));
        assert_eq!(figures.level(Dimension::Social), None);
    }

    #[test]
    fn with_too_little_said_there_is_no_figure() {
        use Question as Q;
        let economic = |told: &[Question]| {
            let all = [Q::Food, Q::Money, Q::Work, Q::Debt];
            let said = all.map(|one| (one, told.contains(&one).then_some(1)));
            Figures::of(&answers(&said)).get(Dimension::Economic)
        };
        assert_eq!(economic(&[Q::Food, Q::Money]), Some(100), "4 of 7");
        assert_eq!(economic(&[Q::Food, Q::Debt]), None, "3 of 7");
        assert_eq!(economic(&[Q::Food]), None);
    }

    #[test]
    fn change_is_told_beside_the_time_before() {
        let short = |digits| Figures::of(&Answers::of_digits(digits).unwrap());
        let (now, before) = (short([3, 2, 0]), short([2, 2, 4]));
        assert_eq!(now.trend(&before, Dimension::Economic), Some(Trend::Better));
        assert_eq!(now.trend(&before, Dimension::Social), Some(Trend::Same));
        assert_eq!(now.trend(&before, Dimension::Psychosocial), None);
        assert_eq!(before.trend(&now, Dimension::Economic), Some(Trend::Harder));
        assert_eq!(short([1, 1, 5]).lowest(), Some(Dimension::Economic), "the first of two");
    }

    /// Any answers to the questions of the screen, some of them not said.
    fn any() -> impl Strategy<Value = Vec<(Question, Option<u8>)>> {
        let one = |question: Question| {
            let most = u8::try_from(question.points().len()).unwrap();
            prop::option::of(1..=most).prop_map(move |choice| (question, choice))
        };
        Question::FULL
            .map(one)
            .to_vec()
            .prop_filter("something is said", |said| said.iter().any(|(_, choice)| choice.is_some()))
    }

    proptest! {
        #[test]
        fn the_order_of_answers_does_not_matter(said in any().prop_shuffle(), turned in 0..11_usize) {
            let mut other = said.clone();
            other.rotate_left(turned);
            prop_assert_eq!(Figures::of(&answers(&said)), Figures::of(&answers(&other)));
        }

        #[test]
        fn a_figure_lies_between_the_lowest_and_the_highest_that_was_said(said in any()) {
            let figures = Figures::of(&answers(&said));
            for dimension in Dimension::ALL {
                let of = said.iter().filter(|(one, _)| one.dimension() == *dimension);
                let points: Vec<i64> = of.filter_map(|(one, choice)| points_of(*one, *choice)).collect();
                if let Some(figure) = figures.get(*dimension) {
                    prop_assert!(points.iter().min().unwrap() <= &figure);
                    prop_assert!(&figure <= points.iter().max().unwrap());
                }
            }
        }

        #[test]
        fn not_saying_never_lowers_a_figure_under_the_lowest_said(said in any(), at in 0..11_usize) {
            let before = Figures::of(&answers(&said));
            let mut fewer = said.clone();
            let (question, choice) = fewer[at];
            fewer[at] = (question, None);
            let Ok(fewer_answers) = Answers::new(fewer.iter().copied()) else { return Ok(()) };
            let after = Figures::of(&fewer_answers);
            let dimension = question.dimension();
            let left = fewer.iter().filter(|(one, _)| one.dimension() == dimension);
            let lowest = left.filter_map(|(one, choice)| points_of(*one, *choice)).min();
            if let Some(figure) = after.get(dimension) {
                prop_assert!(figure >= lowest.unwrap());
            }
            // Who keeps the worst to themselves is not counted as worse for it.
            if let (Some(figure), Some(before), Some(point)) =
                (after.get(dimension), before.get(dimension), points_of(question, choice))
                && point <= lowest.unwrap_or(0)
            {
                prop_assert!(figure >= before);
            }
            for other in Dimension::ALL.iter().filter(|one| **one != dimension) {
                prop_assert_eq!(before.get(*other), after.get(*other), "the other dimensions stay");
            }
        }

        #[test]
        fn the_hardest_is_never_hidden(said in any()) {
            let figures = Figures::of(&answers(&said));
            let known: Vec<i64> = Dimension::ALL.iter().filter_map(|one| figures.get(*one)).collect();
            let lowest = figures.lowest().and_then(|dimension| figures.get(dimension));
            prop_assert_eq!(lowest, known.iter().min().copied());
        }
    }
}
