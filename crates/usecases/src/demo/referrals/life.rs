//! The life of one made-up referral: every step is taken by the rule that real ones are taken by.

use domain::{
    consent::{Consent, DEFAULT_DAYS, Field, Grant, NOTICE_VERSION, Purpose, Way},
    id::Id,
    person::Person,
    policy::{Action, Actor, Object},
    referral::{
        ContactAttempt, ContactResult, Detail, LegalBasis, Outcome, Party, Priority, Referral, ReferralEvent,
        Route, Sender, Status, Step, Terms, Tick,
    },
    service::Service,
    time::Moment,
};
use sha2::{Digest, Sha256};
use store::{Tx, application::Counted};

use super::{
    Kind, World,
    course::{Course, FAILED, NEEDS, NOTES, QUESTIONS, REASONS, days},
    permit,
};
use crate::{Ctx, Error, Result, referral::freeze};

/// A day in seconds.
const DAY: i64 = 86_400;

/// Who writes a text of this kind in the made-up world.
const fn author(kind: Kind, sender: Option<Sender>) -> Party {
    match kind {
        Kind::Note | Kind::Question => Party::Recipient,
        Kind::Ruling => Party::Supervisor,
        Kind::Dispute => Party::Person,
        Kind::Need | Kind::Answer | Kind::Override if sender.is_some() => Party::Sender,
        Kind::Need | Kind::Answer | Kind::Override => Party::Person,
    }
}

/// One referral on its way.
pub(super) struct Life {
    referral: Referral,
    grant: Option<Grant>,
    events: Vec<ReferralEvent>,
    texts: Vec<(Kind, String, Moment)>,
    attempts: Vec<ContactAttempt>,
}

impl Life {
    /// Leads a referral through its course, as far as the time since person and service are there allows.
    pub(super) fn lead(
        world: &mut World,
        person: &Person,
        (service, terms): (&Service, &Terms),
        (sender, priority): (Option<Sender>, Priority),
        course: Course,
        oldest: i64,
    ) -> Result<Self> {
        let (fewest, most) = days(course);
        let course = if oldest <= fewest { Course::Sent } else { course };
        let (fewest, most) =
            if oldest <= fewest { (0, 0) } else { (fewest, most.min(oldest - 1).max(fewest)) };
        // Who is late promised less than the days that passed, and is not yet given up.
        let back = match course {
            Course::Late => {
                let weeks = i64::from(terms.promise_days) / 5;
                i64::from(terms.promise_days) + weeks * 2 + world.chance.between(1, 2)
            }
            _ => world.chance.between(fewest, most),
        };
        let priority = if course == Course::Late { Priority::Normal } else { priority };
        let at = world.now.plus_days(-back).plus(-world.chance.between(600, 20_000));
        let id = world.chance.id(at);
        let blank = Referral::blank(id, person.id, service.id, service.agency, service.category, at);
        let called = (priority == Priority::Emergency).then_some(at);
        let draft =
            Referral { sender, priority, called_at: called, promise_days: terms.promise_days, ..blank }
                .owed(at);
        let need = (*world.chance.pick(&NEEDS)).to_owned();
        let mut life = Self {
            referral: draft,
            grant: None,
            events: Vec::new(),
            texts: vec![(Kind::Need, need, at)],
            attempts: Vec::new(),
        };
        if course != Course::Draft || sender.is_none() {
            life.send(world, at.plus(900))?;
        }
        life.follow(world, course, at.plus(900))?;
        life.remind(world.now);
        Ok(life)
    }

    /// Sends it, under a consent; one in fifty under an override.
    fn send(&mut self, world: &mut World, at: Moment) -> Result<()> {
        let of = &self.referral;
        let overridden = of.sender.is_some() && world.chance.percent(2);
        let always = [Field::Name, Field::Contact, Field::Need];
        let fields: Vec<Field> = Field::ALL
            .iter()
            .copied()
            .filter(|field| field.is_for(of.category))
            .filter(|field| always.contains(field) || world.chance.percent(80))
            .collect();
        let given =
            Consent::given(of.person, Purpose::Referral, Some(of.agency), domain::message::Lang::Es, at);
        let consent = Consent {
            id: world.chance.id(at),
            notice_version: NOTICE_VERSION.to_owned(),
            expires_at: Some(at.plus_days(DEFAULT_DAYS)),
            ..given
        };
        let way = match (overridden, of.sender) {
            (true, _) => Way::Override,
            (false, None) => Way::Screen,
            (false, Some(_)) => {
                *world.chance.weighted(&[(Way::Voice, 60), (Way::Paper, 25), (Way::Thumb, 15)])
            }
        };
        let text_hash = Sha256::digest(of.id.to_string().as_bytes()).to_vec();
        let taken_by = of.sender.map(|sender| sender.account);
        self.referral =
            Referral { consent: Some(consent.id), overridden, accepts_waiting: true, ..of.clone() };
        self.grant = Some(Grant { consent, fields, way, text_hash, taken_by });
        if overridden {
            let why = "La persona está en peligro y no se le puede preguntar.".to_owned();
            self.texts.push((Kind::Override, why, at));
        }
        let party = if self.referral.sender.is_some() { Party::Sender } else { Party::Person };
        self.step(world, Step::Send, party, &Detail::default(), at)
    }

    /// Takes a step and keeps its event.
    fn step(
        &mut self,
        world: &mut World,
        step: Step,
        party: Party,
        detail: &Detail,
        at: Moment,
    ) -> Result<()> {
        let at = at.min(world.now);
        let before = &self.referral;
        let after =
            before.take(step, party, detail, at).map_err(|problem| Error::Internal(problem.into()))?;
        self.events.push(ReferralEvent {
            id: world.chance.id(at),
            referral: after.id,
            version: after.version,
            step,
            from: before.status,
            to: after.status,
            party,
            actor: match party {
                Party::Sender => before.sender.map(|sender| sender.account.uuid()),
                Party::Person => Some(before.person.uuid()),
                Party::Recipient | Party::Supervisor | Party::Clock => None,
            },
            agency: match party {
                Party::Sender => before.sender.map(|sender| sender.agency),
                Party::Recipient => Some(before.agency),
                Party::Person | Party::Supervisor | Party::Clock => None,
            },
            reason: detail.reason,
            outcome: after.outcome.filter(|_| after.outcome_at == Some(at)),
            at,
        });
        self.referral = after;
        Ok(())
    }

    fn say(&mut self, kind: Kind, text: &str, at: Moment) -> Detail {
        self.texts.push((kind, text.to_owned(), at));
        Detail { has_words: true, ..Detail::default() }
    }

    /// What the organisation, the person and the clock do after it was sent.
    fn follow(&mut self, world: &mut World, course: Course, sent: Moment) -> Result<()> {
        let plain = Detail::default();
        let answer = sent.plus(world.chance.between(3600, 2 * DAY)).min(world.now.plus(-60)).max(sent);
        let answer = match self.referral.due_at {
            // Most answer in time.
            Some(due) if world.chance.percent(85) => answer.min(due),
            _ => answer,
        };
        match course {
            Course::Draft => Ok(()),
            Course::Sent | Course::Late => {
                let opened = answer.min(sent.plus(DAY));
                self.referral.acknowledged_at = world.chance.percent(60).then_some(opened);
                Ok(())
            }
            Course::Asked => {
                let question = *world.chance.pick(&QUESTIONS);
                let detail = self.say(Kind::Question, question, answer);
                self.step(world, Step::AskInfo, Party::Recipient, &detail, answer)
            }
            Course::Waitlisted => {
                let review_on = Some(world.now.plus_days(world.chance.between(4, 40)).day());
                let detail = Detail { review_on, ..plain };
                self.step(world, Step::Waitlist, Party::Recipient, &detail, answer)
            }
            Course::Declined | Course::Rerouted => {
                let reason = Some(*world.chance.weighted(&REASONS));
                let step = if course == Course::Declined { Step::Decline } else { Step::Reroute };
                self.step(world, step, Party::Recipient, &Detail { reason, ..plain }, answer)
            }
            Course::Expired => {
                let over = self.referral.tick_at(Tick::Over).unwrap_or(answer);
                self.step(world, Step::Expire, Party::Clock, &plain, over)
            }
            Course::Withdrawn => {
                let party = if self.referral.sender.is_some() { Party::Sender } else { Party::Person };
                self.step(world, Step::Withdraw, party, &plain, answer)
            }
            Course::Annulled => self.step(world, Step::Annul, Party::Supervisor, &plain, answer),
            _ => self.served(world, course, answer),
        }
    }

    /// Accepted, and what came of it.
    fn served(&mut self, world: &mut World, course: Course, answer: Moment) -> Result<()> {
        let plain = Detail::default();
        let note = *world.chance.pick(&NOTES);
        let detail = self.say(Kind::Note, note, answer);
        self.step(world, Step::Accept, Party::Recipient, &detail, answer)?;
        if course == Course::Accepted {
            return Ok(());
        }
        let contact = answer.plus(world.chance.between(3600, 3 * DAY)).min(world.now.plus(-120));
        let detail = Detail { first_contact_at: Some(contact), ..plain.clone() };
        self.step(world, Step::Begin, Party::Recipient, &detail, contact)?;
        if course == Course::Serving {
            return Ok(());
        }
        let end = contact.plus(world.chance.between(DAY, 8 * DAY)).min(world.now.plus(-90));
        let fails = course == Course::Failed || (course == Course::Closed && world.chance.percent(15));
        let (step, outcome) = if fails {
            (Step::Fail, *world.chance.weighted(&FAILED))
        } else {
            (
                Step::Complete,
                *world.chance.weighted(&[(Outcome::HelpedFully, 65), (Outcome::HelpedPartly, 35)]),
            )
        };
        let detail = Detail { outcome: Some(outcome), ..plain.clone() };
        self.step(world, step, Party::Recipient, &detail, end)?;
        let said = end.plus(world.chance.between(3600, 4 * DAY)).min(world.now.plus(-60));
        match course {
            Course::Disputed => {
                let detail = self.say(Kind::Dispute, "Nadie me llamó ni me atendió.", said);
                self.step(world, Step::Dispute, Party::Person, &detail, said)
            }
            Course::Closed => {
                let by_phone = self.referral.sender.is_some() && world.chance.percent(30);
                let party = if by_phone { Party::Sender } else { Party::Person };
                self.step(world, Step::Confirm, party, &plain, said)
            }
            _ => {
                self.try_to_reach(world, said);
                Ok(())
            }
        }
    }

    /// The officer tried to ask the person.
    fn try_to_reach(&mut self, world: &mut World, at: Moment) {
        let Some(sender) = self.referral.sender.filter(|_| world.chance.percent(50)) else { return };
        let results =
            [(ContactResult::NoAnswer, 55), (ContactResult::CallLater, 25), (ContactResult::LeftWord, 20)];
        self.attempts.push(ContactAttempt {
            id: world.chance.id(at),
            referral: self.referral.id,
            result: *world.chance.weighted(&results),
            account: sender.account,
            at,
        });
    }

    /// Reminders that have come were sent in their time; what is late is left to the clock.
    fn remind(&mut self, now: Moment) {
        let reminded = self.referral.ticks_due(now).into_iter().rfind(|tick| *tick < Tick::Due);
        self.referral.ticked = reminded.or(self.referral.ticked);
    }

    /// Which it is, if its organisation handed it on.
    pub(super) fn handed_on(&self) -> Option<Id<Referral>> {
        (self.referral.status == Status::Rerouted).then_some(self.referral.id)
    }

    /// The same on this route.
    pub(super) fn on(mut self, route: Route) -> Self {
        self.referral.route = route;
        self
    }

    /// The draft that follows where one was handed on.
    pub(super) fn after(mut self, parent: Id<Referral>) -> Self {
        (self.referral.parent, self.referral.hops) = (Some(parent), 1);
        self
    }

    /// Writes it with all that belongs to it.
    pub(super) async fn keep(self, tx: &mut Tx, person: &Person, counted: Counted) -> Result<()> {
        let Self { referral, grant, events, texts, attempts } = self;
        let create = permit(Object::Referral, Action::Create)?;
        let edit = permit(Object::Referral, Action::Edit)?;
        let at = referral.created_at;
        if let Some(grant) = &grant {
            tx.give_grant(&permit(Object::Person, Action::Edit)?, grant, at).await?;
        }
        tx.add_referral(&create, &referral, counted, at).await?;
        for (kind, text, at) in &texts {
            tx.add_referral_text(&referral, (*kind, Some(author(*kind, referral.sender))), text, *at).await?;
        }
        for event in &events {
            tx.add_referral_event(event).await?;
        }
        for attempt in &attempts {
            tx.add_contact_attempt(&edit, attempt, &referral).await?;
        }
        let Some(grant) = grant else { return Ok(()) };
        if referral.status.shows_person() || referral.status == Status::Closed {
            let sent = referral.sent_at.unwrap_or(at);
            let ctx = Ctx { actor: Actor::System, now: sent, lang: grant.consent.lang };
            freeze(tx, &ctx, person, &referral, &grant).await?;
        }
        if let Some(sender) = referral.sender.filter(|_| referral.overridden) {
            let (basis, id): (_, Id<Consent>) = (LegalBasis::VitalInterest, grant.consent.id);
            tx.add_override(&edit, &referral, id, basis, sender.account, at).await?;
        }
        Ok(())
    }
}
