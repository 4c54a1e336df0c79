//! People in columns. What every search reads lies in columns of its own; the rest of a person is packed.

use domain::{id::Id, person::Person, time::Moment};

use super::{
    facts::{Facts, numbered},
    index::Index,
    pack::Reader,
    words::{self, Full, NONE, Skills},
};
use crate::{Candidate, skills::TOP_LEVEL};

/// The reach of a row that nobody lives in.
pub(super) const NOBODY: u16 = u16::MAX;
/// Occupations that the column of trades holds.
pub(super) const TRADES: usize = 4;
/// In the column of trades: whoever had more than [`TRADES`].
pub(super) const MANY: u16 = 511;
/// Bits of a reach below those of the place: see [`reach_of`].
pub(super) const REACH_BITS: u32 = 6;

/// Whom a person lets find them, and what they may be told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Audience {
    /// Until when those who offer may find them; `None`: not at all.
    pub found_until: Option<Moment>,
    /// Whether they want to be told of new offers.
    pub told: bool,
}

/// The columns of people. Row by row: the same person.
#[derive(Clone, Debug)]
pub(super) struct People {
    index: Index,
    pub ids: Vec<Id<Person>>,
    /// Place, how far they travel (rounded up), whether they would move.
    pub reach: Vec<u16>,
    /// Licences and schooling.
    pub papers: Vec<u8>,
    /// Hours that suit them (four bits), whether they told their pay, whether a first day.
    pub terms: Vec<u8>,
    /// Levels of Spanish and English, and whether they told any language.
    pub tongues: Vec<u8>,
    /// Their first occupations.
    pub trades: Vec<[u16; TRADES]>,
    /// Until when they may be found, in minutes since 1970, doubled; odd: they want to be told of offers.
    audience: Vec<u32>,
    skills_at: Vec<u32>,
    skills_count: Vec<u16>,
    pub skills: Vec<u16>,
    grades: Vec<u8>,
    more_at: Vec<u32>,
    more: Vec<u8>,
    free: Vec<u32>,
    /// How often a row was written again or given up since the last tidying.
    stale: usize,
}

/// Kilometres to which travel is rounded up; beyond the last, everywhere.
pub(super) const TRAVELS: [u32; 30] = [
    1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 18, 20, 25, 30, 35, 40, 45, 50, 60, 70, 80, 90, 100, 120, 150, 200, 250,
    300, 400, 600,
];
/// The place among [`TRAVELS`] of "not told" and of "farther than all".
pub(super) const UNTOLD: u16 = 31;
pub(super) const ANYWHERE: u16 = 30;

/// Place, travel and moving in one number.
fn reach_of(facts: &Facts) -> u16 {
    let travel = facts.travel_km.map_or(UNTOLD, |km| {
        (0_u16..).zip(TRAVELS).find(|(_, most)| km <= *most).map_or(ANYWHERE, |(at, _)| at)
    });
    facts.place << REACH_BITS | travel << 1 | u16::from(facts.would_move)
}

/// Levels of Spanish and English (4 at most; 0 not told) and whether any language was told.
fn tongues_of(facts: &Facts) -> u8 {
    let level = |language| facts.speaks(language).unwrap_or(0).min(4);
    let spanish = level(domain::taxonomy::LanguageCode::Spanish);
    let english = level(domain::taxonomy::LanguageCode::English);
    spanish << 4 | english << 1 | u8::from(facts.languages_told)
}

fn trades_of(facts: &Facts) -> [u16; TRADES] {
    let mut trades = [NONE; TRADES];
    for (slot, (code, _)) in trades.iter_mut().zip(&facts.occupations) {
        *slot = words::occupation_id(Some(*code));
    }
    if facts.occupations.len() > TRADES {
        trades[0] = MANY;
    }
    trades
}

fn terms_of(facts: &Facts) -> u8 {
    facts.schedules
        | u8::from(facts.pay_wanted_centavos.is_some()) << 4
        | u8::from(facts.available_from.is_some()) << 5
}

fn audience_of(audience: Audience) -> u32 {
    let minutes = audience.found_until.map_or(0, |until| until.seconds().max(0) / 60);
    u32::try_from(minutes).unwrap_or(u32::MAX >> 1).min(u32::MAX >> 1) << 1 | u32::from(audience.told)
}

impl People {
    pub(super) fn with_room(count: usize) -> Self {
        Self {
            index: Index::with_room(count),
            ids: Vec::with_capacity(count),
            reach: Vec::with_capacity(count),
            papers: Vec::with_capacity(count),
            terms: Vec::with_capacity(count),
            tongues: Vec::with_capacity(count),
            trades: Vec::with_capacity(count),
            audience: Vec::with_capacity(count),
            skills_at: Vec::with_capacity(count),
            skills_count: Vec::with_capacity(count),
            skills: Vec::new(),
            grades: Vec::new(),
            more_at: Vec::with_capacity(count),
            more: Vec::new(),
            free: Vec::new(),
            stale: 0,
        }
    }

    /// How many rows there are, with those that nobody lives in.
    pub(super) const fn rows(&self) -> usize {
        self.ids.len()
    }

    /// How many people there are.
    pub(super) const fn count(&self) -> usize {
        self.ids.len() - self.free.len()
    }

    pub(super) fn row(&self, id: Id<Person>) -> Option<usize> {
        self.index.find(id, &self.ids)
    }

    /// Writes a person, over what was known of them.
    pub(super) fn put(
        &mut self,
        skills: &mut Skills,
        id: Id<Person>,
        candidate: &Candidate,
        audience: Audience,
    ) -> Result<(), Full> {
        let (held, grades) = numbered(skills, candidate)?;
        let row = self.take_row(id);
        let facts = Facts::of(candidate);
        self.reach[row] = reach_of(&facts);
        self.papers[row] = facts.papers();
        self.terms[row] = terms_of(&facts);
        self.tongues[row] = tongues_of(&facts);
        self.trades[row] = trades_of(&facts);
        self.audience[row] = audience_of(audience);
        let room = usize::from(self.skills_count[row]);
        if room < held.len() {
            self.skills_at[row] = u32::try_from(self.skills.len()).map_err(|_| Full)?;
            self.skills.extend(&held);
            self.grades.extend(&grades);
        } else {
            let at = self.skills_at[row] as usize;
            self.skills[at..at + held.len()].copy_from_slice(&held);
            self.grades[at..at + held.len()].copy_from_slice(&grades);
        }
        self.skills_count[row] = u16::try_from(held.len()).map_err(|_| Full)?;
        self.more_at[row] = u32::try_from(self.more.len()).map_err(|_| Full)?;
        facts.pack(&mut self.more);
        Ok(())
    }

    /// The row of a person: theirs, one that was given up, or a new one.
    fn take_row(&mut self, id: Id<Person>) -> usize {
        if let Some(row) = self.row(id) {
            self.stale += 1;
            return row;
        }
        let row = self.free.pop().map_or(self.ids.len(), |row| row as usize);
        if row == self.ids.len() {
            self.ids.push(id);
            self.reach.push(NOBODY);
            self.papers.push(0);
            self.terms.push(0);
            self.tongues.push(0);
            self.trades.push([NONE; TRADES]);
            self.audience.push(0);
            self.skills_at.push(0);
            self.skills_count.push(0);
            self.more_at.push(0);
        }
        self.ids[row] = id;
        self.index.insert(row, &self.ids);
        row
    }

    /// Forgets a person.
    pub(super) fn remove(&mut self, id: Id<Person>) {
        let Some(row) = self.row(id) else { return };
        self.index.remove(id, &self.ids);
        self.reach[row] = NOBODY;
        self.audience[row] = 0;
        self.stale += 1;
        #[expect(clippy::cast_possible_truncation, reason = "rows are counted in 32 bits")]
        self.free.push(row as u32);
    }

    /// The skills of a row, and their levels and evidence.
    pub(super) fn skills_of(&self, row: usize) -> (&[u16], &[u8]) {
        let at = self.skills_at[row] as usize;
        let range = at..at + usize::from(self.skills_count[row]);
        (&self.skills[range.clone()], &self.grades[range])
    }

    /// Whether those who offer may find the person of this row at `now`: never no when it should be yes, and at most a
    /// minute too long.
    pub(super) fn may_be_found(&self, row: usize, now: Moment) -> bool {
        i64::from(self.audience[row] >> 1) >= now.seconds() / 60 && self.audience[row] > 1
    }

    /// Whether the person of this row wants to be told of offers.
    pub(super) fn wants_to_be_told(&self, row: usize) -> bool {
        self.audience[row] & 1 == 1
    }

    /// Whom the person of this row lets find them, to the minute.
    pub(super) fn audience(&self, row: usize) -> Audience {
        let minutes = i64::from(self.audience[row] >> 1);
        let found_until = (minutes > 0).then(|| Moment::from_seconds(minutes * 60));
        Audience { found_until, told: self.wants_to_be_told(row) }
    }

    /// Reads a row into `facts`.
    pub(super) fn read(&self, row: usize, facts: &mut Facts) {
        let mut reader = Reader(&self.more[self.more_at[row] as usize..]);
        let whole = facts.unpack(&mut reader);
        debug_assert!(whole.is_some(), "what was packed is unpacked");
        facts.place = self.reach[row] >> REACH_BITS;
        facts.set_papers(self.papers[row]);
        facts.schedules = self.terms[row] & 15;
    }

    /// The person of this row as a candidate.
    pub(super) fn candidate(&self, skills: &Skills, row: usize) -> Candidate {
        let mut facts = Facts::default();
        self.read(row, &mut facts);
        let (held, grades) = self.skills_of(row);
        facts.candidate(skills, held, grades)
    }

    /// Gives back the room that nothing lives in, once a quarter of the rows were written again.
    pub(super) fn tidy(&mut self, skills: &mut Skills) -> Result<(), Full> {
        if self.stale > 1000 + self.rows() / 4 {
            *self = self.sorted(skills)?;
        }
        Ok(())
    }

    /// The same people in the order of their identifiers, without gaps.
    pub(super) fn sorted(&self, skills: &mut Skills) -> Result<Self, Full> {
        let mut rows: Vec<usize> = (0..self.rows()).filter(|row| self.reach[*row] != NOBODY).collect();
        rows.sort_unstable_by_key(|row| self.ids[*row]);
        let mut sorted = Self::with_room(rows.len());
        for row in rows {
            let candidate = self.candidate(skills, row);
            sorted.put(skills, self.ids[row], &candidate, self.audience(row))?;
        }
        sorted.shrink();
        Ok(sorted)
    }

    /// Gives back the room beyond the last row.
    pub(super) fn shrink(&mut self) {
        self.skills.shrink_to_fit();
        self.grades.shrink_to_fit();
        self.more.shrink_to_fit();
    }

    /// Bytes in memory, those of the index and of room not used among them.
    pub(super) fn bytes(&self) -> usize {
        let wide = self.ids.capacity() * size_of::<Id<Person>>()
            + self.trades.capacity() * size_of::<[u16; TRADES]>()
            + self.skills.capacity() * 2;
        let four = self.audience.capacity()
            + self.skills_at.capacity()
            + self.more_at.capacity()
            + self.free.capacity();
        let two = self.reach.capacity() + self.skills_count.capacity();
        let one = self.papers.capacity() + self.terms.capacity() + self.tongues.capacity();
        wide + four * 4 + two * 2 + one + self.grades.capacity() + self.more.capacity() + self.index.bytes()
    }
}

/// Whether a grade can be one: a level from 1 to 3, and evidence.
pub(super) const fn is_grade(grade: u8) -> bool {
    let (level, evidence) = (grade & 3, grade >> 2);
    level >= 1 && level <= TOP_LEVEL && evidence >= 1 && evidence <= 4
}
