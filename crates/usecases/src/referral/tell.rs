//! Who is told what of a referral: every party that did not act itself, once, by its own way.

use domain::{
    agency::{Account, Agency},
    id::Id,
    message::Notice,
    policy::Role,
    referral::{Party, Referral, Route, Status, Step, Tick, Turn},
    time::Moment,
};
use store::Tx;

use super::send;
use crate::{
    Result,
    message::{self, To},
};

/// Coordinators told at most, and case workers of an agency.
const TOLD: i64 = 20;

/// A party with what it is told.
type Told = (Party, Notice);

/// What each party is told after a step. Who acted is left out by the caller.
const fn notices(step: Step) -> &'static [Told] {
    use Notice as N;
    use Party as P;
    match step {
        Step::Claim => &[],
        Step::Send | Step::Reopen => &[
            (P::Person, N::PersonPromised),
            (P::Recipient, N::ReferralArrived),
            (P::Sender, N::ReferralGoesOn),
        ],
        Step::Accept | Step::Waitlist => &[(P::Person, N::PersonAnswered), (P::Sender, N::ReferralAnswered)],
        Step::AskInfo => &[(P::Person, N::PersonChanged), (P::Sender, N::ReferralInfo)],
        Step::GiveInfo | Step::Resume => &[
            (P::Person, N::PersonPromised),
            (P::Recipient, N::ReferralGoesOn),
            (P::Sender, N::ReferralGoesOn),
        ],
        Step::Decline | Step::Reroute => &[(P::Person, N::PersonAnswered), (P::Sender, N::ReferralReturned)],
        Step::Expire => &[
            (P::Person, N::PersonUnanswered),
            (P::Sender, N::ReferralReturned),
            (P::Recipient, N::ReferralStopped),
        ],
        Step::Begin => &[(P::Person, N::PersonChanged), (P::Sender, N::ReferralAnswered)],
        Step::Complete => &[(P::Person, N::PersonAskedHelped), (P::Sender, N::ReferralReported)],
        Step::Fail => &[(P::Person, N::PersonAskedNot), (P::Sender, N::ReferralReported)],
        Step::Confirm | Step::Close => &[
            (P::Person, N::PersonChanged),
            (P::Recipient, N::ReferralClosed),
            (P::Sender, N::ReferralClosed),
        ],
        Step::Dispute => &[
            (P::Person, N::PersonChanged),
            (P::Recipient, N::ReferralDisputed),
            (P::Sender, N::ReferralDisputed),
            (P::Supervisor, N::ReferralDisputed),
        ],
        Step::RuleHelped | Step::RuleNotHelped | Step::RuleGoOn => {
            &[(P::Person, N::PersonChanged), (P::Recipient, N::ReferralRuled), (P::Sender, N::ReferralRuled)]
        }
        Step::Withdraw | Step::Annul => &[
            (P::Person, N::PersonChanged),
            (P::Recipient, N::ReferralStopped),
            (P::Sender, N::ReferralStopped),
        ],
    }
}

/// Tells of a step.
pub(super) async fn step(
    tx: &mut Tx,
    before: &Referral,
    after: &Referral,
    actor: Party,
    step: Step,
    now: Moment,
) -> Result<()> {
    let occasion = format!("step {}", after.version);
    let due = after.due_at.or(before.due_at);
    for (party, notice) in notices(step).iter().filter(|(party, _)| *party != actor) {
        // What was never sent, nobody received.
        if *party == Party::Recipient && after.sent_at.is_none() {
            continue;
        }
        tell(tx, after, *party, *notice, &occasion, due, now).await?;
    }
    Ok(())
}

/// Tells of what the clock did for a deadline.
pub(super) async fn tick(tx: &mut Tx, referral: &Referral, tick: Tick, now: Moment) -> Result<()> {
    let Some(due) = referral.due_at else { return Ok(()) };
    let occasion = format!("{} {} {}", referral.version, due.seconds(), tick.word());
    let owing = match referral.turn {
        Turn::Recipient => Party::Recipient,
        Turn::Coordination => Party::Supervisor,
        Turn::Sender | Turn::Nobody => Party::Sender,
    };
    let mut told: Vec<Told> = Vec::new();
    if tick == Tick::Due {
        told.extend(
            [Party::Recipient, Party::Sender, Party::Supervisor].map(|party| (party, Notice::ReferralLate)),
        );
        // Not every delay is one towards the person.
        if referral.turn == Turn::Recipient {
            told.push((Party::Person, Notice::PersonLate));
        }
        if referral.turn == Turn::Sender {
            told.retain(|(party, _)| *party != Party::Recipient);
        }
    } else {
        told.push((owing, Notice::ReferralDue));
        if referral.turn == Turn::Recipient {
            told.push((Party::Person, Notice::PersonReminded));
        }
    }
    // Where no officer stands beside the person, what the organisation wants to know is theirs to say.
    if referral.status == Status::InfoRequested && referral.sender.is_none() && tick != Tick::Due {
        told.push((Party::Person, Notice::PersonChanged));
    }
    for (party, notice) in told {
        tell(tx, referral, party, notice, &occasion, Some(due), now).await?;
    }
    Ok(())
}

/// Asks the person again whether it was so, where no officer will.
pub(super) async fn ask_again(tx: &mut Tx, referral: &Referral, now: Moment) -> Result<()> {
    let notice = match referral.status {
        Status::Completed if referral.sender.is_none() => Notice::PersonAskedHelped,
        Status::Failed if referral.sender.is_none() => Notice::PersonAskedNot,
        _ => return Ok(()),
    };
    let occasion = format!("{} asked {}", referral.version, now.seconds());
    tell(tx, referral, Party::Person, notice, &occasion, None, now).await
}

/// Tells that the permission to share ends, or has ended.
pub(super) async fn permission(
    tx: &mut Tx,
    referral: &Referral,
    parties: &[Party],
    ended: bool,
    now: Moment,
) -> Result<()> {
    let occasion =
        format!("{} permission {ended}", referral.consent.map_or_else(String::new, |id| id.to_string()));
    for party in parties {
        let notice = if *party == Party::Person { Notice::PersonChanged } else { Notice::ReferralPermission };
        tell(tx, referral, *party, notice, &occasion, None, now).await?;
    }
    Ok(())
}

/// A handing over in person is planned for this moment: both others are told, once for each moment.
pub(super) async fn handover(tx: &mut Tx, referral: &Referral, planned: Moment, now: Moment) -> Result<()> {
    if referral.sent_at.is_none() || referral.status.is_over() {
        return Ok(());
    }
    let occasion = format!("handover {}", planned.seconds());
    for (party, notice) in
        [(Party::Person, Notice::PersonChanged), (Party::Recipient, Notice::ReferralMeeting)]
    {
        tell(tx, referral, party, notice, &occasion, Some(planned), now).await?;
    }
    Ok(())
}

/// The person says that nobody called them though the date is past: whoever looks after it is told anew, once a day.
pub(super) async fn not_called(tx: &mut Tx, referral: &Referral, now: Moment) -> Result<()> {
    let occasion = format!("{} not called {}", referral.version, now.day());
    for party in [Party::Recipient, Party::Sender, Party::Supervisor] {
        tell(tx, referral, party, Notice::ReferralLate, &occasion, referral.due_at, now).await?;
    }
    Ok(())
}

/// Tells one party, once for each occasion. Of what lies in a compartment the coordination is told only what it decides.
async fn tell(
    tx: &mut Tx,
    referral: &Referral,
    party: Party,
    notice: Notice,
    occasion: &str,
    due: Option<Moment>,
    now: Moment,
) -> Result<()> {
    let receivers = match party {
        Party::Person => vec![To::Person(referral.person)],
        Party::Sender => referral.sender.map(|sender| To::Account(sender.account)).into_iter().collect(),
        Party::Recipient => recipients(tx, referral, notice).await?,
        Party::Supervisor if referral.route == Route::Open || referral.status == Status::Disputed => {
            coordinators(tx).await?
        }
        Party::Supervisor | Party::Clock => Vec::new(),
    };
    let day = due.map(|due| ("day", due.day().to_string()));
    let mut arguments: Vec<(&str, String)> = day.into_iter().collect();
    for to in receivers {
        // Who comes by a link opens the referral with the last one that was sent.
        if matches!(to, To::Address(..)) && !referral.status.is_over() {
            let token = tx.renew_link(referral.id, now.plus_days(send::LINK_DAYS)).await?;
            arguments.extend(token.map(|token| (message::REFERRAL, token)));
        }
        once(tx, referral, &to, notice, &arguments, occasion, now).await?;
    }
    Ok(())
}

/// Tells one receiver of one occasion, if they were not told of it.
pub(super) async fn once(
    tx: &mut Tx,
    referral: &Referral,
    to: &To,
    notice: Notice,
    arguments: &[(&str, String)],
    occasion: &str,
    now: Moment,
) -> Result<()> {
    let Some(told) = message::tell(tx, to, notice, arguments, now).await? else { return Ok(()) };
    let id = told.message;
    if !tx.note_referral_message(referral.id, occasion, told.subject, id.uuid()).await? {
        tx.forget_message(id).await?;
    } else if told.replies && notice != notice.without_reply() {
        tx.ask_by_reply(referral, now).await?;
    }
    Ok(())
}

/// Who took it as theirs; else every focal point; else the address of the link. What is late goes to every focal point.
async fn recipients(tx: &mut Tx, referral: &Referral, notice: Notice) -> Result<Vec<To>> {
    if let Some(account) = referral.claimed_by.filter(|_| notice != Notice::ReferralLate) {
        return Ok(vec![To::Account(account)]);
    }
    let accounts = answering(tx, referral.agency).await?;
    if !accounts.is_empty() {
        return Ok(accounts.into_iter().map(To::Account).collect());
    }
    // What arrives is told with the link itself: see `send`.
    if notice == Notice::ReferralArrived {
        return Ok(Vec::new());
    }
    let address = tx.link_address(referral).await?;
    Ok(address.map(|address| To::Address(referral.agency, address)).into_iter().collect())
}

/// The active accounts that answer for an agency: its focal points, or its case workers where it has none.
pub(crate) async fn answering(tx: &mut Tx, agency: Id<Agency>) -> Result<Vec<Id<Account>>> {
    let focal: Vec<Id<Account>> =
        tx.focal_points_of(agency).await?.into_iter().map(|account| account.id).collect();
    if !focal.is_empty() {
        return Ok(focal);
    }
    Ok(tx.active_accounts(agency, Role::CaseWorker, TOLD).await?)
}

async fn coordinators(tx: &mut Tx) -> Result<Vec<To>> {
    Ok(message::coordinators(tx).await?.into_iter().map(To::Account).collect())
}
