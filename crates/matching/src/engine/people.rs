//! People in columns. What every search reads lies in columns of its own; the rest of a person is packed.

use std::collections::HashMap;

use domain::{id::Id, person::Person, taxonomy::LanguageCode, time::Moment};

use super::{
    facts::{Facts, numbered},
    index::Index,
    pack::Reader,
    words::{self, Full, NONE, Skills},
};
use crate::Candidate;

/// The class of a row that nobody lives in.
pub(super) const NOBODY: u16 = u16::MAX;
/// The class of whoever came when there was no number left for theirs: nothing follows from it.
pub(super) const UNCLASSED: u16 = 0;
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

/// What many people have alike: papers, terms and tongues, each in a byte.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Class {
    /// Licences (five bits) and schooling.
    pub papers: u8,
    /// Hours that suit them (four bits), whether they told their pay, whether a first day.
    pub terms: u8,
    /// Levels of Spanish and English, and whether they told any language.
    pub tongues: u8,
}

/// Rows that lie together and have the same reach.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Group {
    pub reach: u16,
    pub from: u32,
    pub to: u32,
}

/// The columns of people. Row by row: the same person. The first rows lie in groups of the same reach, so that whole
/// groups can be passed over; who came or moved since stands behind them.
#[derive(Clone, Debug)]
pub(super) struct People {
    index: Index,
    pub ids: Vec<Id<Person>>,
    /// Place, how far they travel (rounded up), whether they would move.
    pub reach: Vec<u16>,
    /// The number of their class.
    pub class: Vec<u16>,
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
    /// By number of class, from 1.
    pub classes: Vec<Class>,
    class_ids: HashMap<Class, u16>,
    pub groups: Vec<Group>,
    /// Rows that lie in groups.
    pub grouped: usize,
    /// How many people there are.
    count: usize,
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

fn class_of(facts: &Facts) -> Class {
    let level = |language| facts.speaks(language).unwrap_or(0).min(4);
    let (spanish, english) = (level(LanguageCode::Spanish), level(LanguageCode::English));
    let terms =
        u8::from(facts.pay_wanted_centavos.is_some()) << 4 | u8::from(facts.available_from.is_some()) << 5;
    Class {
        papers: facts.papers(),
        terms: facts.schedules | terms,
        // A level above 4 counts as 4; 0 is not told.
        tongues: spanish << 4 | english << 1 | u8::from(facts.languages_told),
    }
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
            class: Vec::with_capacity(count),
            trades: Vec::with_capacity(count),
            audience: Vec::with_capacity(count),
            skills_at: Vec::with_capacity(count),
            skills_count: Vec::with_capacity(count),
            skills: Vec::new(),
            grades: Vec::new(),
            more_at: Vec::with_capacity(count),
            more: Vec::new(),
            classes: Vec::new(),
            class_ids: HashMap::new(),
            groups: Vec::new(),
            grouped: 0,
            count: 0,
            stale: 0,
        }
    }

    /// How many rows there are, with those that nobody lives in.
    pub(super) const fn rows(&self) -> usize {
        self.ids.len()
    }

    /// How many people there are.
    pub(super) const fn count(&self) -> usize {
        self.count
    }

    pub(super) fn row(&self, id: Id<Person>) -> Option<usize> {
        self.index.find(id, &self.ids)
    }

    /// Everyone: rows in which somebody lives.
    pub(super) fn everyone(&self) -> impl Iterator<Item = usize> {
        (0..self.rows()).filter(|row| self.class[*row] != NOBODY)
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
        self.put_facts(id, &Facts::of(candidate), (&held, &grades), audience)
    }

    /// As [`Self::put`], from facts, and the numbers and grades of skills.
    pub(super) fn put_facts(
        &mut self,
        id: Id<Person>,
        facts: &Facts,
        (held, grades): (&[u16], &[u8]),
        audience: Audience,
    ) -> Result<(), Full> {
        let reach = reach_of(facts);
        let row = self.take_row(id, reach);
        self.class[row] = self.class_id(class_of(facts));
        self.trades[row] = trades_of(facts);
        self.audience[row] = audience_of(audience);
        if usize::from(self.skills_count[row]) < held.len() {
            self.skills_at[row] = u32::try_from(self.skills.len()).map_err(|_| Full)?;
            self.skills.extend(held);
            self.grades.extend(grades);
        } else {
            let at = self.skills_at[row] as usize;
            self.skills[at..at + held.len()].copy_from_slice(held);
            self.grades[at..at + held.len()].copy_from_slice(grades);
        }
        self.skills_count[row] = u16::try_from(held.len()).map_err(|_| Full)?;
        self.more_at[row] = u32::try_from(self.more.len()).map_err(|_| Full)?;
        facts.pack(&mut self.more);
        Ok(())
    }

    /// The number of a class; a new one if it has none.
    fn class_id(&mut self, class: Class) -> u16 {
        if let Some(id) = self.class_ids.get(&class) {
            return *id;
        }
        match u16::try_from(self.classes.len() + 1) {
            Ok(id) if id < NOBODY => {
                self.classes.push(class);
                self.class_ids.insert(class, id);
                id
            }
            _ => UNCLASSED,
        }
    }

    /// The row of a person: theirs if their reach is what it was, or a new one behind the others.
    fn take_row(&mut self, id: Id<Person>, reach: u16) -> usize {
        if let Some(row) = self.row(id) {
            if self.reach[row] == reach {
                self.stale += 1;
                return row;
            }
            self.remove(id);
        }
        let row = self.ids.len();
        self.ids.push(id);
        self.reach.push(reach);
        self.class.push(UNCLASSED);
        self.trades.push([NONE; TRADES]);
        self.audience.push(0);
        self.skills_at.push(0);
        self.skills_count.push(0);
        self.more_at.push(0);
        self.index.insert(row, &self.ids);
        self.count += 1;
        row
    }

    /// Forgets a person.
    pub(super) fn remove(&mut self, id: Id<Person>) {
        let Some(row) = self.row(id) else { return };
        self.index.remove(id, &self.ids);
        self.class[row] = NOBODY;
        self.audience[row] = 0;
        self.count -= 1;
        self.stale += 1;
    }

    /// How many skills each row has. After [`Self::sorted`] they lie in the order of rows.
    pub(super) fn counts(&self) -> &[u16] {
        &self.skills_count
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
    }

    /// The person of this row as a candidate.
    pub(super) fn candidate(&self, skills: &Skills, row: usize) -> Candidate {
        let mut facts = Facts::default();
        self.read(row, &mut facts);
        let (held, grades) = self.skills_of(row);
        facts.candidate(skills, held, grades)
    }

    /// Groups again once a quarter of the rows were written again or stand behind the groups.
    pub(super) fn tidy(&mut self) -> Result<(), Full> {
        if self.stale.max(self.rows() - self.grouped) > 1000 + self.rows() / 4 {
            *self = self.sorted()?;
        }
        Ok(())
    }

    /// The same people, all in groups (within them by identifier), without gaps.
    pub(super) fn sorted(&self) -> Result<Self, Full> {
        let mut rows: Vec<usize> = self.everyone().collect();
        rows.sort_unstable_by_key(|row| (self.reach[*row], self.ids[*row]));
        let mut sorted = Self::with_room(rows.len());
        let mut facts = Facts::default();
        for row in rows {
            self.read(row, &mut facts);
            sorted.put_facts(self.ids[row], &facts, self.skills_of(row), self.audience(row))?;
        }
        sorted.skills.shrink_to_fit();
        sorted.grades.shrink_to_fit();
        sorted.more.shrink_to_fit();
        let mut from = 0;
        for together in sorted.reach.chunk_by(|one, next| one == next) {
            #[expect(clippy::cast_possible_truncation, reason = "rows are counted in 32 bits")]
            let to = from + together.len() as u32;
            sorted.groups.push(Group { reach: together[0], from, to });
            from = to;
        }
        sorted.grouped = sorted.rows();
        Ok(sorted)
    }

    /// Bytes in memory, those of the index and of room not used among them.
    pub(super) fn bytes(&self) -> usize {
        let wide = self.ids.capacity() * size_of::<Id<Person>>()
            + self.trades.capacity() * size_of::<[u16; TRADES]>()
            + self.groups.capacity() * size_of::<Group>()
            + self.class_ids.capacity() * 8
            + self.classes.capacity() * size_of::<Class>();
        let four = self.audience.capacity() + self.skills_at.capacity() + self.more_at.capacity();
        let two = self.reach.capacity()
            + self.class.capacity()
            + self.skills_count.capacity()
            + self.skills.capacity();
        wide + four * 4 + two * 2 + self.grades.capacity() + self.more.capacity() + self.index.bytes()
    }
}
