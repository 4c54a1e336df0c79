//! The engine: everyone and everything that is offered in columns in memory, and the best of them, exactly.
//!
//! It answers as [`crate::rank`] and [`crate::rank_candidates`] do, to the last bit, and looks closely at few: bounds in
//! whole numbers rule out the rest. In reading order: `facts` and `asked` (one person, one opportunity, in numbers),
//! `exact` (one pair), `loss` (bounds), `people` and `offers` (columns), `find_people` and `find_offers` (searches), `reach` and
//! `missing` (what one more skill or licence would open).
//! Why it is exact stands in `docs/decisions/0007-engine.md`.

mod all_pairs;
mod all_people;
mod asked;
mod columns;
mod exact;
mod facts;
mod find_offers;
mod find_people;
mod index;
mod lanes;
mod loss;
mod missing;
mod offers;
mod pack;
mod people;
mod plain;
mod reach;
mod snapshot;
mod spread;
mod top;
mod words;

use domain::{id::Id, opportunity::Opportunity, person::Person};

use crate::Candidate;

pub use all_pairs::BestPeople;
pub use all_people::Offered;
pub use find_offers::{Found, OfferFilter};
pub use find_people::PeopleFilter;
pub use missing::{Barriers, Both, Cost, HOUR_CENTAVOS, KeptOut, Missing, Shut, Step, Way};
pub use people::Audience;
pub use reach::{WITHIN_REACH, gained};
pub use words::Full;

/// People and opportunities in memory.
#[derive(Clone, Debug)]
pub struct Engine {
    skills: words::Skills,
    people: people::People,
    offers: offers::Offers,
}

impl Default for Engine {
    fn default() -> Self {
        Self::with_room(0)
    }
}

impl Engine {
    /// An empty engine with room for so many people.
    #[must_use]
    pub fn with_room(people: usize) -> Self {
        Self {
            skills: words::Skills::built_in(),
            people: people::People::with_room(people),
            offers: offers::Offers::new(),
        }
    }

    /// How many people it knows.
    #[must_use]
    pub const fn people(&self) -> usize {
        self.people.count()
    }

    /// Takes a person in, or what has changed of them.
    ///
    /// # Errors
    /// [`Full`] if there are too many different skills.
    pub fn put_person(
        &mut self,
        id: Id<Person>,
        candidate: &Candidate,
        audience: Audience,
    ) -> Result<(), Full> {
        self.people.put(&mut self.skills, id, candidate, audience)?;
        self.people.tidy()
    }

    /// Forgets a person.
    pub fn remove_person(&mut self, id: Id<Person>) {
        self.people.remove(id);
    }

    /// How many opportunities it knows.
    #[must_use]
    pub const fn offers(&self) -> usize {
        self.offers.count()
    }

    /// Takes an opportunity in, or what has changed of it.
    ///
    /// # Errors
    /// [`Full`] if there are too many different skills or demands.
    pub fn put_offer(&mut self, opportunity: &Opportunity) -> Result<(), Full> {
        self.offers.put(&mut self.skills, opportunity)?;
        self.offers.tidy()
    }

    /// Forgets an opportunity.
    pub fn remove_offer(&mut self, id: Id<Opportunity>) {
        self.offers.remove(id);
    }

    /// A person as a candidate, who scores as the one that was put in; `None` if not known.
    #[must_use]
    pub fn candidate(&self, id: Id<Person>) -> Option<Candidate> {
        self.people.row(id).map(|row| self.people.candidate(&self.skills, row))
    }

    /// Bytes that people take in memory.
    #[must_use]
    pub fn bytes_of_people(&self) -> usize {
        self.people.bytes()
    }

    /// Puts everyone in groups and gives back room that is not used: after many were put in.
    ///
    /// # Errors
    /// [`Full`] if there are too many different skills.
    pub fn settle(&mut self) -> Result<(), Full> {
        self.people = self.people.sorted()?;
        self.offers = self.offers.sorted()?;
        Ok(())
    }
}
