//! Samples of the pages of cases, for the gallery, the snapshots and the checks.

use std::collections::BTreeMap;

use domain::{
    case::{
        Assessment, Case, Detail, Due, Goal, GoalStatus, Need, Owner, Paper, Party, Sign, Status, Step, Task,
        TaskKind, Urgency,
    },
    consent::Field,
    id::Id,
    message::Lang,
    policy::Role,
    service::ServiceCategory,
    time::Moment,
};
use usecases::{
    Problems,
    case::{Entry, EntryKind, Late, LateCase, ListedCase, Shown},
};

use super::{
    late::{LateCasesPage, LateLine},
    load::{CaseLine, CaseloadPage, OfferedLine},
    mine::{MyCase, MyCasePage},
    move_on::MoveOnPage,
    one::{CasePage, Fresh},
    open::OpenCasePage,
};
use crate::{
    form::Fields,
    page::{Frame, Who},
};

/// 2026-11-23, a Monday, 9:00 in Guatemala.
const NOW: Moment = Moment::from_seconds(1_795_446_000);
const AGENCY: &str = "Oficina Municipal de Atención al Migrante de Joyabaj";
const OTHER: &str = "Oficina Municipal de Concepción Tutuapa";

fn id<T>(number: u128) -> Id<T> {
    Id::from_uuid(uuid::Uuid::from_u128(number))
}

fn fresh() -> Fresh {
    Fresh {
        entry: id::<Entry>(11).to_string(),
        goal: id::<Goal>(12).to_string(),
        task: id::<Task>(13).to_string(),
    }
}

fn case() -> Case {
    let opened = NOW.plus_days(-12);
    Case::open(id(1), id(2), (id(3), id(4)), id(5), opened)
}

fn taken(case: &Case, step: Step, party: Party) -> Case {
    let detail = Detail {
        review_on: Some(NOW.plus_days(60).day()),
        end: Some(domain::case::End::Reached),
        to: Some((id(6), id(7))),
        officer: Some(id(8)),
        goals: 1,
    };
    case.take(step, party, &detail, NOW.plus_days(-1)).unwrap_or_else(|_| case.clone())
}

fn goal(number: u128, words: &str, status: GoalStatus, category: ServiceCategory) -> Goal {
    let by_on = (number == 21).then(|| NOW.plus_days(90).day());
    Goal { id: id(number), category, words: words.to_owned(), by_on, status, created_at: NOW.plus_days(-10) }
}

fn task(number: u128, kind: TaskKind, owner: Owner, words: &str, days: i64, done: bool) -> Task {
    Task {
        id: id(number),
        kind,
        owner,
        words: words.to_owned(),
        due_on: NOW.plus_days(days).day(),
        done_at: done.then(|| NOW.plus_days(-1)),
        created_at: NOW.plus_days(-10),
    }
}

fn entry(number: u128, kind: EntryKind, detail: &str, text: &str) -> Entry {
    let (detail, text) = (detail.to_owned(), text.to_owned());
    Entry { id: id(number), kind, detail, text, at: NOW.plus_days(-3) }
}

fn needs() -> Assessment {
    let need = |category, urgency| Need { category, urgency };
    let needs = vec![
        need(ServiceCategory::Documents, Urgency::Now),
        need(ServiceCategory::Employment, Urgency::Soon),
        need(ServiceCategory::Certification, Urgency::Later),
    ];
    Assessment::new(needs, "Quiere trabajar en lo mismo que hacía allá: techos.".to_owned())
}

/// A case with everything in it, opened by a party.
fn full(case: Case, party: Party) -> Shown {
    let told = serde_json::to_string(&needs()).unwrap_or_default();
    let facts = [(Field::Name, "Chepe"), (Field::Contact, "+50255512345"), (Field::Place, "1413")];
    let facts: BTreeMap<Field, String> =
        facts.into_iter().map(|(field, value)| (field, value.to_owned())).collect();
    let can = Step::ALL.iter().copied().filter(|step| case.status.after(*step, party).is_ok()).collect();
    let all = party != Party::Receiver;
    Shown {
        party,
        agency_name: AGENCY.to_owned(),
        officer_name: Some("Rosa Ixchel".to_owned()),
        offered_name: case.offered_to.map(|_| OTHER.to_owned()),
        held: true,
        facts: if party == Party::Person { BTreeMap::new() } else { facts },
        assessment: Some((needs(), NOW.plus_days(-10))),
        desk_needs: Vec::new(),
        signs: (party == Party::Officer).then(|| vec![Sign::NoPlace, Sign::Illness]),
        goals: if all { goals() } else { Vec::new() },
        tasks: if all { tasks() } else { Vec::new() },
        entries: if all {
            vec![
                entry(41, EntryKind::Note, "", "Vive con su hermana. Va a preguntar por un terreno."),
                entry(42, EntryKind::Call, "reached", ""),
                entry(43, EntryKind::Assessment, "", &told),
                entry(44, EntryKind::Step, "resume", ""),
            ]
        } else {
            Vec::new()
        },
        papers: vec![Paper {
            id: id(51),
            case: case.id,
            name: "certificación de nacimiento.pdf".to_owned(),
            media_type: domain::agency::MediaType::Pdf,
            size: 184_320,
            created_at: NOW.plus_days(-2),
        }],
        can,
        case,
    }
}

fn goals() -> Vec<Goal> {
    vec![
        goal(21, "Tener mi propio taller de techos", GoalStatus::Open, ServiceCategory::Business),
        goal(22, "Sacar mi DPI", GoalStatus::Reached, ServiceCategory::Documents),
    ]
}

fn tasks() -> Vec<Task> {
    vec![
        task(31, TaskKind::Call, Owner::Officer, "", -1, false),
        task(32, TaskKind::Papers, Owner::Person, "Llevar la certificación a RENAP", 2, false),
        task(33, TaskKind::Meet, Owner::Officer, "", -4, true),
    ]
}

/// A case without anything written, opened by a party.
fn empty(case: Case, party: Party) -> Shown {
    Shown {
        assessment: None,
        desk_needs: match party {
            Party::Officer => vec![ServiceCategory::Documents, ServiceCategory::Health],
            _ => Vec::new(),
        },
        signs: None,
        goals: Vec::new(),
        tasks: Vec::new(),
        entries: Vec::new(),
        papers: Vec::new(),
        ..full(case, party)
    }
}

fn problem(field: &'static str, key: &'static str) -> Fields {
    let mut problems = Problems::default();
    problems.add(field, key);
    Fields::new().with_problems(problems)
}

fn desk(lang: Lang, title: &str) -> Frame {
    Frame::sample(lang, Who::Staff(Role::CaseWorker), title)
}

pub(super) fn load(lang: Lang) -> Vec<(&'static str, CaseloadPage)> {
    let page = |over, cases: Vec<(Case, Option<&str>)>, offered: Vec<LateCase>, next: Option<&str>| {
        let frame = desk(lang, "case-load-title");
        let listed = |(case, name): (Case, Option<&str>)| ListedCase {
            case,
            name: name.map(str::to_owned),
            agency_name: AGENCY.to_owned(),
        };
        CaseloadPage {
            over,
            more_offered: !offered.is_empty(),
            offered: offered.iter().map(|one| OfferedLine::new(frame.t, one, NOW)).collect(),
            lines: cases.into_iter().map(|one| CaseLine::new(frame.t, &listed(one), NOW)).collect(),
            next: next.map(str::to_owned),
            frame,
        }
    };
    let late = Case { task_on: Some(NOW.plus_days(-2).day()), ..case() };
    let paused = taken(&case(), Step::Pause, Party::Person);
    let closed = taken(&case(), Step::Close, Party::Officer);
    let offered =
        LateCase { case: taken(&case(), Step::Offer, Party::Officer), agency_name: OTHER.to_owned() };
    let full = vec![(late, Some("Chepe")), (case(), Some("María del Carmen Ixcoy Tzunún")), (paused, None)];
    vec![
        ("empty", page(false, Vec::new(), Vec::new(), None)),
        ("full", page(false, full, vec![offered], Some("/es/acompanamientos?vence=1&despues=x"))),
        ("over", page(true, vec![(closed, None)], Vec::new(), None)),
    ]
}

pub(super) fn open(lang: Lang) -> Vec<(&'static str, OpenCasePage)> {
    let page = |fields| {
        OpenCasePage::new(desk(lang, "case-open-title"), AGENCY, id::<Case>(1).to_string(), fields, NOW)
    };
    vec![("first", page(Fields::new())), ("refused", page(problem("code", "referral-code-unknown")))]
}

pub(super) fn one(lang: Lang) -> Vec<(&'static str, CasePage)> {
    let page =
        |shown: Shown, fields| CasePage::new(desk(lang, "case-one-title"), &shown, NOW, fresh(), fields);
    let offered = taken(&case(), Step::Offer, Party::Officer);
    let closed = taken(&case(), Step::Close, Party::Officer);
    let cut = Shown {
        held: false,
        facts: BTreeMap::new(),
        ..empty(Case { status: Status::Closed, ..closed.clone() }, Party::Officer)
    };
    vec![
        ("new", page(empty(case(), Party::Officer), Fields::new())),
        ("full", page(full(case(), Party::Officer), Fields::new())),
        ("refused", page(full(case(), Party::Officer), problem("goal", "case-goal-missing"))),
        ("offered", page(full(offered.clone(), Party::Officer), Fields::new())),
        ("asked", page(full(offered, Party::Receiver), Fields::new())),
        ("paused", page(full(taken(&case(), Step::Pause, Party::Person), Party::Officer), Fields::new())),
        ("closed", page(full(closed, Party::Officer), Fields::new())),
        ("withdrawn", page(cut, Fields::new())),
    ]
}

pub(super) fn move_on(lang: Lang) -> Vec<(&'static str, MoveOnPage)> {
    let page = |fields| {
        let receivers = vec![(id(6), OTHER.to_owned()), (id(9), AGENCY.to_owned())];
        MoveOnPage::new(desk(lang, "case-move-title"), id(1), receivers, fields, NOW)
    };
    let mut chosen = Fields::new();
    chosen.set("to", id::<domain::agency::Agency>(6).to_string());
    vec![
        ("first", page(Fields::new())),
        ("chosen", page(chosen)),
        ("refused", page(problem("to", "case-nobody-there"))),
    ]
}

pub(super) fn mine(lang: Lang) -> Vec<(&'static str, MyCasePage)> {
    let page = |cases: Vec<Shown>, over: Vec<(String, String)>, fields| {
        let frame = Frame::sample(lang, Who::Person, "case-mine-title");
        let open = cases.iter().map(|shown| MyCase::new(&frame, shown, NOW, fresh())).collect();
        MyCasePage::new(frame, open, over, fields)
    };
    let agreed = taken(&case(), Step::AgreePlan, Party::Person);
    let offered = taken(&agreed, Step::Offer, Party::Officer);
    let paused = taken(&case(), Step::Pause, Party::Person);
    let day = Frame::sample(lang, Who::Person, "case-mine-title").t.day(&NOW.day());
    vec![
        ("none", page(Vec::new(), vec![(OTHER.to_owned(), day)], Fields::new())),
        ("new", page(vec![full(case(), Party::Person)], Vec::new(), Fields::new())),
        ("offered", page(vec![full(offered, Party::Person)], Vec::new(), Fields::new())),
        ("paused", page(vec![empty(paused, Party::Person)], Vec::new(), Fields::new())),
        (
            "refused",
            page(vec![full(agreed, Party::Person)], Vec::new(), problem("goal", "case-goal-missing")),
        ),
    ]
}

pub(super) fn late(lang: Lang) -> Vec<(&'static str, LateCasesPage)> {
    let page = |lates: Vec<Late>, fields| {
        let frame = Frame::sample(lang, Who::Staff(Role::Coordinator), "case-late-title");
        let lines = lates.iter().map(|late| LateLine::new(frame.t, late, NOW)).collect();
        LateCasesPage { lines, next: None, fields, frame }
    };
    let one = |others: Vec<(Id<domain::agency::Account>, String)>| Late {
        listed: LateCase { case: case(), agency_name: AGENCY.to_owned() },
        due: Some((Due::Silence, NOW.plus_days(-20))),
        officer: Some("Rosa Ixchel".to_owned()),
        others,
    };
    let two = || vec![one(vec![(id(8), "Juana Batz".to_owned())]), one(Vec::new())];
    vec![
        ("none", page(Vec::new(), Fields::new())),
        ("some", page(two(), Fields::new())),
        ("refused", page(two(), problem("officer", "case-receiver-missing"))),
    ]
}
