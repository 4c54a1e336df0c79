//! Samples of the pages of how somebody fares.

use domain::{
    attention::{About, Attention, State},
    id::Id,
    message::Lang,
    policy::Role,
    pulse::{Answers, Flag, Pulse, Question, Wave, Way},
    time::Moment,
};
use usecases::{Problems, pulse::Known};

use super::{AnswerPage, PulsePage, TakePage, questions};
use crate::{
    catalogue::Line,
    form::Fields,
    i18n::T,
    page::{Frame, Page, Who},
    profile::Row,
};

fn sample_pulses() -> Vec<Pulse> {
    let at = Moment::from_seconds(1_795_446_000);
    let pulse = |wave, way, days: i64, answers: Answers| Pulse {
        id: Id::from_uuid(uuid::Uuid::nil()),
        person: Id::from_uuid(uuid::Uuid::nil()),
        wave,
        way,
        taken_by: None,
        answers,
        at: at.plus_days(-days),
    };
    let full = Question::FULL.iter().enumerate().map(|(at, question)| {
        let choice = match question {
            Question::Hope => Some(4),
            Question::Papers | Question::Health | Question::Roof => None,
            _ => u8::try_from(at % 3 + 1).ok(),
        };
        (*question, choice)
    });
    let answers = [Answers::new(full), Answers::of_digits([2, 4, 5]), Answers::of_digits([1, 4, 0])];
    let waves = [(Wave::Month3, Way::Screen, 0), (Wave::Month1, Way::Sms, 61), (Wave::Start, Way::Sms, 90)];
    let given = waves.into_iter().zip(answers);
    given.filter_map(|((wave, way, days), answers)| Some(pulse(wave, way, days, answers.ok()?))).collect()
}

/// Rows of somebody who answered twice.
pub(crate) fn rows(t: T) -> Vec<Row> {
    let waiting = Attention {
        id: Id::from_uuid(uuid::Uuid::nil()),
        person: Id::from_uuid(uuid::Uuid::nil()),
        about: About::Flag(Flag::GivingUp),
        state: State::Open,
        at: Moment::from_seconds(1_795_446_000),
    };
    super::rows(t, &sample_pulses()[..2], &[waiting])
}

fn refused() -> Fields {
    let mut problems = Problems::default();
    problems.add(Question::FULL[0].word(), "pulse-empty");
    Fields::new().with_problems(problems)
}

impl Page for PulsePage {
    const NAME: &'static str = "pulse-show";
    fn samples(lang: Lang) -> Vec<(&'static str, Self)> {
        let page = |pulses: &[Pulse], open| {
            let known = Known { pulses: pulses.to_vec(), open };
            let frame = Frame::sample(lang, Who::Person, "pulse-title");
            Self::new(frame, &known, vec![Line::sample(T::new(lang))])
        };
        let all = sample_pulses();
        vec![
            ("new", page(&[], Some(Wave::Start))),
            ("care", page(&all, Some(Wave::Month3))),
            ("short", page(&all[1..], Some(Wave::Month1))),
            ("over", page(&all[1..], None)),
        ]
    }
}

impl Page for AnswerPage {
    const NAME: &'static str = "pulse-answer";
    fn samples(lang: Lang) -> Vec<(&'static str, Self)> {
        let page = |f| {
            let frame = Frame::sample(lang, Who::Person, "pulse-title");
            Self { questions: questions(frame.t), frame, f }
        };
        vec![("empty", page(Fields::new())), ("refused", page(refused()))]
    }
}

impl Page for TakePage {
    const NAME: &'static str = "pulse-take";
    fn samples(lang: Lang) -> Vec<(&'static str, Self)> {
        let page = |pulses: &[Pulse], open, f| {
            let known = Known { pulses: pulses.to_vec(), open };
            let frame = Frame::sample(lang, Who::Staff(Role::CaseWorker), "pulse-take-title");
            Self::new(frame, "referidos/x", &known, f)
        };
        vec![
            ("open", page(&sample_pulses(), Some(Wave::Month3), Fields::new())),
            ("refused", page(&[], Some(Wave::Start), refused())),
            ("over", page(&[], None, Fields::new())),
        ]
    }
}
