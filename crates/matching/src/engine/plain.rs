//! The yardstick: a plain loop over the same bytes, that sums what each skill is worth and rules nobody out. It answers
//! no question; it is how long the machine takes to read everyone once.

use domain::opportunity::Opportunity;

use super::{Engine, asked::Asked, words::Skills};

/// What each skill is worth, from 0 to 255, for each of four opportunities in 16 bits of its own.
fn worth(engine: &Engine, opportunities: [&Opportunity; 4]) -> Vec<u64> {
    let mut worth = vec![0_u64; 1 << 16];
    for (lane, opportunity) in opportunities.into_iter().enumerate() {
        let asked = Asked::of(opportunity, &engine.skills);
        for (wanted, _) in asked.essential.iter().chain(&asked.optional) {
            for (held, sim) in Skills::near(*wanted) {
                #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "from 0 to 255")]
                let part = (sim * 255.0) as u64;
                let slot = &mut worth[usize::from(held)];
                let known = *slot >> (lane * 16) & 255;
                *slot ^= (known ^ known.max(part)) << (lane * 16);
            }
        }
    }
    worth
}

impl Engine {
    /// Reads every column of everyone once, one table look-up for each skill, on one thread; the answer is the highest
    /// sum, so that nothing can be left out.
    #[must_use]
    pub fn plain(&self, opportunity: &Opportunity) -> u32 {
        let wide = worth(self, [opportunity; 4]);
        let mut table = Box::new([0_u8; 1 << 16]);
        for (slot, wide) in table.iter_mut().zip(wide) {
            *slot = (wide & 255) as u8;
        }
        let mut highest = 0;
        self.stream(|skills, rest| {
            let sum: u32 = skills.iter().map(|skill| u32::from(table[usize::from(*skill)])).sum();
            highest = highest.max(sum + rest);
        });
        highest
    }

    /// As [`Self::plain`], for four opportunities at once.
    #[must_use]
    pub fn plain_of_four(&self, opportunities: [&Opportunity; 4]) -> [u32; 4] {
        let Ok(table): Result<Box<[u64; 1 << 16]>, _> =
            worth(self, opportunities).into_boxed_slice().try_into()
        else {
            return [0; 4];
        };
        let mut highest = [0; 4];
        self.stream(|skills, rest| {
            let sum: u64 = skills.iter().map(|skill| table[usize::from(*skill)]).sum();
            for (lane, highest) in highest.iter_mut().enumerate() {
                *highest = (*highest).max((sum >> (lane * 16) & 0xFFFF) as u32 + rest);
            }
        });
        highest
    }

    /// Hands on the skills of every row, one after the other as they lie, with its other columns in one number.
    fn stream(&self, mut each: impl FnMut(&[u16], u32)) {
        let people = &self.people;
        let rows = people.reach.iter().zip(&people.class).zip(&people.trades).zip(people.counts());
        let mut left = people.skills.as_slice();
        for (((reach, class), trades), count) in rows {
            let (skills, rest) = left.split_at(usize::from(*count).min(left.len()));
            left = rest;
            let columns = trades.iter().fold(reach ^ class, |all, trade| all ^ trade);
            each(skills, u32::from(columns & 1));
        }
    }
}
