//! Opportunities: vacancies, courses, certifications and programmes to start a business. What matching ranks.

use serde::{Deserialize, Serialize};

use crate::{
    agency::{Agency, AgencyKind, Bilingual},
    id::Id,
    person::{Licence, Schedule, Schooling, Spoken},
    place::MunicipalityCode,
    policy::{Actor, Guarded, Object, Relation},
    taxonomy::{OccupationCode, SkillCode},
    time::{Day, Moment},
    wage::Activity,
    word::words,
};

/// Working days an agency has to answer, unless it promises fewer.
pub const ANSWER_WORKING_DAYS: u32 = 10;
/// Days ahead that an offer may stay open at most; older ones mislead.
pub const OPEN_DAYS_AT_MOST: i64 = 365;
/// Places that one offer may have at most.
pub const SEATS_AT_MOST: i64 = 1_000;

words! {
    /// The four kinds.
    pub enum Kind {
        /// An employer's offer of work.
        Vacancy = "vacancy",
        /// A course.
        Course = "course",
        /// A call to certify what one already knows.
        Certification = "certification",
        /// Support to start a business.
        Programme = "programme",
    }
}

impl Kind {
    /// Whether applying takes a seat, and who finds none goes to a waiting list. A vacancy's places are taken by hiring.
    #[must_use]
    pub const fn holds_seats(self) -> bool {
        !matches!(self, Self::Vacancy)
    }

    /// The kind of agency that may offer it.
    #[must_use]
    pub const fn offered_by(self, kind: AgencyKind) -> bool {
        matches!(
            (self, kind),
            (Self::Vacancy, AgencyKind::Employer)
                | (Self::Course, AgencyKind::Training | AgencyKind::Certification)
                | (Self::Certification, AgencyKind::Certification | AgencyKind::Training)
                | (Self::Programme, AgencyKind::Programme)
        )
    }
}

words! {
    /// How far an opportunity is. Only `published` ones are shown.
    pub enum Status {
        /// Being written.
        Draft = "draft",
        /// Waits for a coordinator.
        Review = "review",
        /// Shown.
        Published = "published",
        /// Not shown for a while: by its agency, or because answers are overdue.
        Paused = "paused",
        /// Over.
        Closed = "closed",
    }
}

words! {
    /// What can be done with an opportunity's life.
    pub enum Step {
        /// Send to review.
        Submit = "submit",
        /// A coordinator approves.
        Approve = "approve",
        /// A coordinator returns it, with a reason.
        Return = "return",
        /// Stop showing it.
        Pause = "pause",
        /// Show it again.
        Resume = "resume",
        /// Change what a coordinator had approved; it is looked at again.
        Revise = "revise",
        /// End it.
        Close = "close",
    }
}

words! {
    /// In which order a list of opportunities is read.
    pub enum Order {
        /// What fits the words best, then what is near, then the newest.
        Relevance = "relevance",
        /// The newest first.
        Newest = "newest",
        /// The nearest first, then the newest.
        Near = "near",
    }
}

impl Status {
    /// The whole life: the status after `step`, or `None` if the step cannot be taken from here.
    #[must_use]
    pub const fn after(self, step: Step) -> Option<Self> {
        match (self, step) {
            (Self::Draft, Step::Submit) => Some(Self::Review),
            (Self::Review, Step::Approve) | (Self::Paused, Step::Resume) => Some(Self::Published),
            (Self::Review, Step::Return) => Some(Self::Draft),
            (Self::Published, Step::Pause) => Some(Self::Paused),
            (Self::Published | Self::Paused, Step::Revise) => Some(Self::Review),
            (Self::Draft | Self::Review | Self::Published | Self::Paused, Step::Close) => Some(Self::Closed),
            _ => None,
        }
    }
}

words! {
    /// How long work lasts.
    pub enum Contract {
        /// Without an end.
        Permanent = "permanent",
        /// For a time or a work.
        Temporary = "temporary",
        /// Paid by the piece.
        Piecework = "piecework",
    }
}

/// A skill that is asked for, taught or certified.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AskedSkill {
    /// Which.
    pub skill: SkillCode,
    /// From 1 (can help) to 3 (can teach).
    pub level: u8,
}

/// What is asked of a person. Empty lists and `None` ask nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Requirements {
    /// Skills that the work needs.
    pub essential: Vec<AskedSkill>,
    /// Skills that help.
    pub optional: Vec<AskedSkill>,
    /// Months of experience in the occupation.
    pub experience_months: u16,
    /// Schooling.
    pub schooling: Option<Schooling>,
    /// Whether experience may take the place of schooling.
    pub experience_instead: bool,
    /// Languages.
    pub languages: Vec<Spoken>,
    /// Whether the languages are indispensable (a gate, not only fit).
    pub languages_indispensable: bool,
    /// Driving licences.
    pub licences: Vec<Licence>,
    /// Whether the licences are indispensable.
    pub licences_indispensable: bool,
}

/// Pay for a full month, in centavos of quetzal, all included (wage, incentive bonus).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Pay {
    /// At least.
    pub min_centavos: i64,
    /// At most; the same as the least if it is one figure.
    pub max_centavos: i64,
}

/// What an agency offers to people.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opportunity {
    /// Its identifier.
    pub id: Id<Opportunity>,
    /// Which of the four kinds.
    pub kind: Kind,
    /// Who offers it.
    pub agency: Id<Agency>,
    /// How far it is.
    pub status: Status,
    /// What it is called.
    pub title: Bilingual,
    /// What it is, in a few sentences.
    pub description: Bilingual,
    /// What to bring, one item a line.
    pub bring: Bilingual,
    /// The occupation it is for.
    pub occupation: Option<OccupationCode>,
    /// Where.
    pub municipality: MunicipalityCode,
    /// The address, in words.
    pub address: String,
    /// Whether it can be done from anywhere.
    pub remote: bool,
    /// Places in all.
    pub seats: i64,
    /// Places taken: held by applications (courses and calls) or hired (vacancies).
    pub taken: i64,
    /// Pay (vacancies).
    pub pay: Option<Pay>,
    /// The activity, for the minimum wage (vacancies).
    pub activity: Option<Activity>,
    /// What it costs the person, in centavos (courses and calls); always 0 for vacancies.
    pub cost_centavos: i64,
    /// The hours.
    pub schedule: Schedule,
    /// How long the work lasts (vacancies).
    pub contract: Option<Contract>,
    /// Length in hours (courses).
    pub hours: Option<i64>,
    /// The first day.
    pub starts_on: Option<Day>,
    /// The last day to apply.
    pub closes_on: Day,
    /// Working days promised for the answer, at most [`ANSWER_WORKING_DAYS`].
    pub answer_days: i64,
    /// What is asked.
    pub requirements: Requirements,
    /// The reason a coordinator returned it, or the system paused it (a Fluent key or a coordinator's words).
    pub note: Option<String>,
    /// When it was made.
    pub created_at: Moment,
    /// When it was first shown.
    pub published_at: Option<Moment>,
    /// Counts every change.
    pub version: i64,
}

impl Opportunity {
    /// Whether people can apply on `day`.
    #[must_use]
    pub fn is_open(&self, day: Day) -> bool {
        self.status == Status::Published && day <= self.closes_on
    }

    /// Places left.
    #[must_use]
    pub fn seats_left(&self) -> i64 {
        (self.seats - self.taken).max(0)
    }

    /// Whether a coordinator must look again before `self` may stand where `approved` stood: everything but the
    /// places, the dates, the days to answer and the note has to have stayed as it was.
    #[must_use]
    pub fn differs_in_substance(&self, approved: &Self) -> bool {
        let same = Self {
            status: approved.status,
            seats: approved.seats,
            taken: approved.taken,
            starts_on: approved.starts_on,
            closes_on: approved.closes_on,
            answer_days: approved.answer_days,
            note: approved.note.clone(),
            published_at: approved.published_at,
            version: approved.version,
            ..self.clone()
        };
        same != *approved
    }

    /// By when an application sent at `now` must be answered.
    #[must_use]
    pub fn answer_due(&self, now: Moment) -> Moment {
        let days =
            u32::try_from(self.answer_days).unwrap_or(ANSWER_WORKING_DAYS).clamp(1, ANSWER_WORKING_DAYS);
        crate::time::after_working_days(now, days)
    }
}

impl Guarded for Opportunity {
    const OBJECT: Object = Object::Opportunity;
    fn relation(&self, actor: &Actor) -> Relation {
        if actor.agency() == Some(self.agency) {
            Relation::Own
        } else if self.status == Status::Published {
            Relation::Public
        } else {
            Relation::Stranger
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_shown_without_a_coordinator() {
        for status in Status::ALL {
            for step in Step::ALL {
                if status.after(*step) == Some(Status::Published) {
                    assert!(matches!(
                        (status, step),
                        (Status::Review, Step::Approve) | (Status::Paused, Step::Resume)
                    ));
                }
            }
        }
        assert_eq!(Status::Published.after(Step::Revise), Some(Status::Review));
        assert_eq!(Status::Closed.after(Step::Resume), None);
    }

    #[test]
    fn each_kind_is_offered_by_those_who_can() {
        assert!(Kind::Vacancy.offered_by(AgencyKind::Employer));
        assert!(!Kind::Vacancy.offered_by(AgencyKind::Training));
        assert!(Kind::Course.offered_by(AgencyKind::Certification));
        assert!(Kind::ALL.iter().all(|kind| !kind.offered_by(AgencyKind::Office)));
    }
}
