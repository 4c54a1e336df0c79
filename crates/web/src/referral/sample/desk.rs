//! Samples of the pages of officers and of the coordination.

use domain::{
    message::Lang,
    policy::Role,
    referral::{
        Capacity, ContactAttempt, ContactResult, Counts, Handover, MeasureBy, MeasureRow, Party, Priority,
        Referral, Route, Status, Terms, measures as measured, own_measures,
    },
};
use usecases::referral::{Late, ListedReferral, SentBy, Shown};

use super::{NOW, ending, faster, found, id, listed, problem, referral, shown, staff};
use crate::{
    form::Fields,
    page::Frame,
    referral::{
        check::Checked,
        coordination::{OverrideLine, WatchLine, WatchOnePage, WatchPage},
        follow::{Around, FollowPage},
        gap::GapPage,
        measure::MeasuresPage,
        new::NewPage,
        promise::{PromiseLine, PromisePage, PromisesPage, fields_of},
        sent::{SentLine, SentPage},
        step::{Again, Seal, with_problem},
    },
};

pub(crate) fn new(lang: Lang) -> Vec<(&'static str, NewPage)> {
    let page = |services: bool, fields: Fields| {
        let frame = staff(lang, Role::CaseWorker, "referral-new-title");
        let t = frame.t;
        let found =
            services.then(|| [found(false), found(true)].iter().map(|one| Checked::new(t, one)).collect());
        NewPage::new(frame, found, "0".to_owned(), fields)
    };
    let typed =
        || Fields::filled([("code", "7K4M-XQ2P"), ("category", "employment"), ("priority", "normal")]);
    let unknown = with_problem(Fields::filled([("code", "7K4M-XQ2P")]), "code", "referral-code-unknown");
    let known = Fields::filled([("found", "0"), ("name", "Juan Inventado"), ("category", "employment")]);
    let none = NewPage { found: Some(Vec::new()), ..page(true, typed()) };
    vec![
        ("empty", page(false, Fields::new())),
        ("refused", page(false, unknown)),
        ("found", page(true, typed())),
        ("known", page(true, known)),
        ("missing", page(true, with_problem(typed(), "need", "referral-need-missing"))),
        ("none", none),
    ]
}

pub(crate) fn sent(lang: Lang) -> Vec<(&'static str, SentPage)> {
    let frame = || staff(lang, Role::CaseWorker, "referral-sent-title");
    let line = |status: Status| SentLine::new(frame().t, &listed(referral(status)), NOW);
    let open = [Status::Draft, Status::Sent, Status::InfoRequested, Status::Accepted, Status::Completed];
    let over = [Status::Declined, Status::Expired, Status::Closed, Status::Rerouted];
    let page = |over: bool, lines: Vec<SentLine>| SentPage { frame: frame(), over, lines, next: None };
    vec![
        ("open", page(false, open.map(line).to_vec())),
        ("over", page(true, over.map(line).to_vec())),
        ("empty", page(false, Vec::new())),
    ]
}

fn follow_page(lang: Lang, shown: &Shown, around: &Around, again: Option<Again>) -> FollowPage {
    let frame = staff(lang, Role::CaseWorker, "referral-follow-title");
    let mut page = FollowPage::new(frame, shown, around, NOW, again);
    page.seal = Seal::sample();
    "0".clone_into(&mut page.other_id);
    page
}

pub(crate) fn follow(lang: Lang) -> Vec<(&'static str, FollowPage)> {
    let alone = || Around { own: None, others: Vec::new() };
    let both = || Around { own: Some(found(false)), others: vec![found(false)] };
    let plain = |status: Status, around: &Around, again: Option<Again>| {
        follow_page(lang, &shown(status, Party::Sender), around, again)
    };
    let mut emergency = shown(Status::Draft, Party::Sender);
    emergency.listed.referral.priority = Priority::Emergency;
    let mut barred = both();
    barred.own = Some(found(true));
    let mut tried = shown(Status::Completed, Party::Sender);
    let result = ContactResult::NoAnswer;
    tried.tries = 1;
    tried.attempts = vec![ContactAttempt { id: id(30), referral: id(1), result, account: id(5), at: NOW }];
    let mut planned = shown(Status::Accepted, Party::Sender);
    planned.handover = Some(Handover {
        referral: id(1),
        planned_at: NOW.plus_days(2),
        sender_came: false,
        recipient_came: false,
        person_came: false,
        happened: None,
    });
    let mut ends = shown(Status::InService, Party::Sender);
    ends.ending = Some(ending());
    let mut restricted = shown(Status::Disputed, Party::Sender);
    restricted.listed.referral.route = Route::Trafficking;
    let no = problem(Fields::filled([("consent", "now")]), "fields", "referral-fields-missing");
    vec![
        ("permission-ends", follow_page(lang, &ends, &alone(), None)),
        ("draft", plain(Status::Draft, &both(), None)),
        ("refused", plain(Status::Draft, &both(), Some(no))),
        ("emergency", follow_page(lang, &emergency, &both(), None)),
        ("barred", plain(Status::Draft, &barred, None)),
        ("info", plain(Status::InfoRequested, &alone(), None)),
        ("accepted", follow_page(lang, &planned, &alone(), None)),
        ("reported", follow_page(lang, &tried, &alone(), None)),
        ("declined", plain(Status::Declined, &both(), None)),
        ("restricted", follow_page(lang, &restricted, &alone(), None)),
        ("faster", plain(Status::InService, &alone(), Some(faster(lang, Status::InService)))),
    ]
}

pub(crate) fn gap(lang: Lang) -> Vec<(&'static str, GapPage)> {
    let page = |fields: Fields| {
        GapPage::new(staff(lang, Role::CaseWorker, "referral-gap-title"), "0".to_owned(), fields)
    };
    let no = with_problem(Fields::filled([("need", "health")]), "reason", "referral-choice-unknown");
    vec![("empty", page(Fields::new())), ("refused", page(no))]
}

pub(crate) fn promises(lang: Lang) -> Vec<(&'static str, PromisesPage)> {
    let frame = || staff(lang, Role::FocalPoint, "referral-promises-title");
    let one = found(false);
    let full = Terms { capacity: Capacity::Full, self_referral: true, ..one.terms.clone() };
    let line = |terms: &Terms| PromiseLine::new(frame().t, &one.listed.service, terms);
    vec![
        ("full", PromisesPage::new(frame(), vec![line(&one.terms), line(&full)])),
        ("empty", PromisesPage::new(frame(), Vec::new())),
    ]
}

pub(crate) fn promise(lang: Lang) -> Vec<(&'static str, PromisePage)> {
    let one = found(false);
    let page = |fields: Fields| {
        let frame = staff(lang, Role::FocalPoint, "referral-promise-title");
        PromisePage::new(frame, &one.listed.service, fields)
    };
    let no = with_problem(fields_of(&one.terms), "youngest", "referral-age-form");
    vec![("known", page(fields_of(&one.terms))), ("refused", page(no))]
}

fn coordination(lang: Lang, title: &str) -> Frame {
    staff(lang, Role::Coordinator, title)
}

pub(crate) fn watch(lang: Lang) -> Vec<(&'static str, WatchPage)> {
    let frame = || coordination(lang, "referral-watch-title");
    let t = frame().t;
    let late = Referral { due_at: Some(NOW.plus_days(-2)), ..referral(Status::Sent) };
    let phone = Some(("+50222220000".to_owned(), "+502 2222 0000".to_owned()));
    let line = WatchLine { phone, ..WatchLine::new(t, &listed(late), NOW) };
    let dispute = WatchLine::new(t, &listed(referral(Status::Disputed)), NOW);
    let hidden = ListedReferral {
        referral: Referral { route: Route::Trafficking, ..referral(Status::Disputed) },
        sent_by: SentBy::Withheld,
        ..listed(referral(Status::Disputed))
    };
    let reserved = WatchLine::new(t, &hidden, NOW);
    let since = NOW.plus_days(-1);
    let late = Late { listed: listed(referral(Status::Declined)), since, agency_phone: None };
    let answered = WatchLine::answered(t, &late, NOW);
    let open = OverrideLine {
        href: frame().to("coordinacion/casos/0"),
        basis: t.s("referral-basis-vital_interest"),
        at: t.moment(&NOW),
    };
    let page = |which, lines, overrides| WatchPage { frame: frame(), which, lines, overrides, next: None };
    vec![
        ("late", page("late", vec![line], Vec::new())),
        ("answered", page("answered", vec![answered], Vec::new())),
        ("disputes", page("disputes", vec![dispute, reserved], Vec::new())),
        ("overrides", page("overrides", Vec::new(), vec![open])),
        ("empty", page("late", Vec::new(), Vec::new())),
    ]
}

pub(crate) fn watch_one(lang: Lang) -> Vec<(&'static str, WatchOnePage)> {
    let page = |status: Status, overridden: bool, again: Option<Again>| {
        let frame = coordination(lang, "referral-watch-one-title");
        let mut shown = shown(status, Party::Supervisor);
        shown.listed.referral.overridden = overridden;
        let mut page = WatchOnePage::new(frame, &shown, NOW, again);
        page.seal = Seal::sample();
        page
    };
    let no = problem(Fields::filled([("ruling", "rule_helped")]), "words", "referral-words-missing");
    vec![
        ("disputed", page(Status::Disputed, false, None)),
        ("refused", page(Status::Disputed, false, Some(no))),
        ("overridden", page(Status::Sent, true, None)),
    ]
}

pub(crate) fn measures(lang: Lang) -> Vec<(&'static str, MeasuresPage)> {
    let row = |key: &str, counts: [i64; 9]| {
        let [sent, acknowledged, decided, in_promise, silent, contacted, reported, confirmed, disputed] =
            counts;
        let counts = Counts {
            sent,
            acknowledged,
            decided,
            in_promise,
            silent,
            contacted,
            reported,
            confirmed,
            disputed,
        };
        let seconds = [3600 * acknowledged, 86_400 * decided, 200_000 * contacted, 900_000 * reported];
        MeasureRow { key: key.to_owned(), counts, seconds }
    };
    let rows = [row("female", [40, 38, 30, 25, 5, 24, 20, 15, 0]), row("", [3, 1, 1, 1, 1, 1, 1, 1, 1])];
    let page = |by: MeasureBy, rows: &[MeasureRow]| {
        MeasuresPage::new(coordination(lang, "referral-measure-title"), by, &measured(rows))
    };
    let frame = staff(lang, Role::FocalPoint, "referral-measure-own-title");
    let own = [
        row("Orientación laboral", [40, 38, 30, 25, 5, 24, 20, 15, 0]),
        row("Becas", [2, 1, 0, 0, 1, 0, 0, 0, 0]),
    ];
    vec![
        ("sex", page(MeasureBy::Sex, &rows)),
        ("empty", page(MeasureBy::Agency, &[])),
        ("own", MeasuresPage::own(frame, &own_measures(&own))),
    ]
}
