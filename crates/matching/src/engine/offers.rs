//! Opportunities in columns. What every search reads lies in columns of its own; exact scores look at the rest.

use std::collections::HashMap;

use domain::{
    id::Id,
    opportunity::{Kind, Opportunity},
    person::{Licence, Schooling, Spoken},
};

use super::{
    asked::Asked,
    index::Index,
    pack::day_number,
    words::{self, Full, Skills},
};

/// A place's bit for what can be done from anywhere.
pub(super) const REMOTE: u16 = 512;
/// Opportunities that ask the same apart from skills, months and place share a frame.
pub(super) type Frames = Vec<Frame>;

/// What many opportunities ask alike.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Frame {
    pub kind: Kind,
    /// Whether experience counts, and whether whoever has none may begin.
    pub experience: Option<bool>,
    pub languages: Box<[Spoken]>,
    pub languages_indispensable: bool,
    pub licences: Box<[Licence]>,
    pub licences_indispensable: bool,
    pub schooling: Option<Schooling>,
    pub experience_instead: bool,
    /// The weights of the parts, as bits.
    weights: [u64; 8],
}

impl Frame {
    fn of(asked: &Asked) -> Self {
        let experience = asked.weight(crate::FactorName::Experience) > 0.0;
        let beginner = asked.experience_months == 0 && asked.kind() != Kind::Certification;
        Self {
            kind: asked.kind(),
            experience: experience.then_some(beginner),
            languages: asked.languages.clone(),
            languages_indispensable: asked.languages_indispensable,
            licences: asked.licences.clone(),
            licences_indispensable: asked.licences_indispensable,
            schooling: asked.schooling,
            experience_instead: asked.experience_instead,
            weights: asked.weights.map(|weight| weight.unwrap_or(0.0).to_bits()),
        }
    }

    /// The weight of a part, by its place in [`super::asked::FACTORS`].
    pub(super) fn weight(&self, at: usize) -> f64 {
        f64::from_bits(self.weights[at])
    }
}

/// The columns of opportunities. Row by row: the same opportunity.
#[derive(Clone, Debug)]
pub(super) struct Offers {
    index: Index,
    pub ids: Vec<Id<Opportunity>>,
    /// Its frame.
    pub frame: Vec<u16>,
    /// Its place, and [`REMOTE`].
    pub place: Vec<u16>,
    /// The number of its occupation.
    pub trade: Vec<u16>,
    /// The last day to apply; before all days if it is not shown.
    pub closes: Vec<i32>,
    /// The first day; after all days if it has none.
    pub starts: Vec<i32>,
    /// Where its skills begin, how many are essential, and how many there are.
    skills_at: Vec<(u32, u16, u16)>,
    /// Number and level of each skill asked: `number × 4 + level`.
    skills: Vec<u32>,
    pub asked: Vec<Asked>,
    pub frames: Frames,
    frame_ids: HashMap<Frame, u16>,
    free: Vec<u32>,
    stale: usize,
}

impl Offers {
    pub(super) fn new() -> Self {
        Self {
            index: Index::with_room(0),
            ids: Vec::new(),
            frame: Vec::new(),
            place: Vec::new(),
            trade: Vec::new(),
            closes: Vec::new(),
            starts: Vec::new(),
            skills_at: Vec::new(),
            skills: Vec::new(),
            asked: Vec::new(),
            frames: Vec::new(),
            frame_ids: HashMap::new(),
            free: Vec::new(),
            stale: 0,
        }
    }

    /// How many opportunities there are.
    pub(super) const fn count(&self) -> usize {
        self.ids.len() - self.free.len()
    }

    pub(super) fn row(&self, id: Id<Opportunity>) -> Option<usize> {
        self.index.find(id, &self.ids)
    }

    /// Every row in which there is an opportunity.
    pub(super) fn rows(&self) -> impl Iterator<Item = usize> {
        (0..self.ids.len()).filter(|row| self.row(self.ids[*row]) == Some(*row))
    }

    /// Takes in an opportunity, over what was known of it.
    pub(super) fn put(&mut self, skills: &mut Skills, opportunity: &Opportunity) -> Result<(), Full> {
        let asked = Asked::learnt(opportunity, skills)?;
        self.put_asked(asked)
    }

    fn put_asked(&mut self, asked: Asked) -> Result<(), Full> {
        let frame = self.frame_id(Frame::of(&asked))?;
        let row = self.take_row(&asked);
        self.frame[row] = frame;
        self.place[row] = asked.place | if asked.remote { REMOTE } else { 0 };
        self.trade[row] = words::occupation_id(asked.occupation());
        self.closes[row] = asked.last_day();
        self.starts[row] = asked.starts_on.map_or(i32::MAX, day_number);
        let at = u32::try_from(self.skills.len()).map_err(|_| Full)?;
        let count = |list: &[(u16, u8)]| u16::try_from(list.len()).map_err(|_| Full);
        let (essential, optional) = (count(&asked.essential)?, count(&asked.optional)?);
        self.skills_at[row] = (at, essential, essential.saturating_add(optional));
        let level = |level: u8| if asked.learning() { 1 } else { level.clamp(1, 3) };
        let all = asked.essential.iter().chain(&asked.optional);
        self.skills.extend(all.map(|(id, asked)| u32::from(*id) << 2 | u32::from(level(*asked))));
        self.asked[row] = asked;
        Ok(())
    }

    fn frame_id(&mut self, frame: Frame) -> Result<u16, Full> {
        if let Some(id) = self.frame_ids.get(&frame) {
            return Ok(*id);
        }
        let id = u16::try_from(self.frames.len()).map_err(|_| Full)?;
        self.frames.push(frame.clone());
        self.frame_ids.insert(frame, id);
        Ok(id)
    }

    fn take_row(&mut self, asked: &Asked) -> usize {
        if let Some(row) = self.row(asked.id) {
            self.stale += 1;
            return row;
        }
        let row = self.free.pop().map_or(self.ids.len(), |row| row as usize);
        if row == self.ids.len() {
            self.ids.push(asked.id);
            self.frame.push(0);
            self.place.push(0);
            self.trade.push(0);
            self.closes.push(i32::MIN);
            self.starts.push(i32::MAX);
            self.skills_at.push((0, 0, 0));
            self.asked.push(asked.clone());
        }
        self.ids[row] = asked.id;
        self.index.insert(row, &self.ids);
        row
    }

    /// Forgets an opportunity.
    pub(super) fn remove(&mut self, id: Id<Opportunity>) {
        let Some(row) = self.row(id) else { return };
        self.index.remove(id, &self.ids);
        self.closes[row] = i32::MIN;
        self.stale += 1;
        #[expect(clippy::cast_possible_truncation, reason = "rows are counted in 32 bits")]
        self.free.push(row as u32);
    }

    /// Gives back the room that nothing lies in, once a quarter of the rows were written again.
    pub(super) fn tidy(&mut self) -> Result<(), Full> {
        if self.stale > 100 + self.ids.len() / 4 {
            *self = self.sorted()?;
        }
        Ok(())
    }

    /// The same opportunities in the order of their identifiers, without gaps.
    pub(super) fn sorted(&self) -> Result<Self, Full> {
        let mut rows: Vec<usize> = self.rows().collect();
        rows.sort_unstable_by_key(|row| self.ids[*row]);
        let mut sorted = Self::new();
        for row in rows {
            sorted.put_asked(self.asked[row].clone())?;
        }
        Ok(sorted)
    }

    /// The skills asked, essential ones first, and how many of them are essential.
    pub(super) fn skills_of(&self, row: usize) -> (&[u32], usize) {
        let (at, essential, all) = self.skills_at[row];
        (&self.skills[at as usize..at as usize + usize::from(all)], usize::from(essential))
    }
}
