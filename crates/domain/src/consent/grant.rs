//! What exactly is shared under a consent: field by field, as it was read out, and how the yes was given.

use serde::{Deserialize, Serialize};

use super::{Consent, Purpose};
use crate::{
    agency::{Account, Agency},
    id::Id,
    policy::Role,
    referral::Referral,
    service::ServiceCategory,
    time::Moment,
    word::words,
};

words! {
    /// A field of a person that may be shared.
    pub enum Field {
        /// The name they want to be called by.
        Name = "name",
        /// The telephone.
        Contact = "contact",
        /// Year of birth.
        BirthYear = "birth_year",
        /// Sex.
        Sex = "sex",
        /// Where they live.
        Place = "place",
        /// The language they prefer to speak.
        Language = "language",
        /// The DPI number.
        Document = "document",
        /// Schooling.
        Schooling = "schooling",
        /// What they worked as.
        Work = "work",
        /// What is needed, in the words of who refers.
        Need = "need",
    }
}

impl Field {
    /// What an organisation must learn at the least to call somebody who asks for themselves: where, and what about.
    pub const LEAST: [Self; 2] = [Self::Contact, Self::Need];

    /// Whether a service of this kind needs it (purpose).
    #[must_use]
    pub const fn is_for(self, category: ServiceCategory) -> bool {
        use ServiceCategory as C;
        match self {
            Self::Name | Self::Contact | Self::Place | Self::Language | Self::Need => true,
            Self::BirthYear => !matches!(category, C::Transport | C::Food),
            Self::Sex => {
                matches!(category, C::Health | C::Psychosocial | C::Housing | C::Protection | C::Family)
            }
            Self::Document => matches!(category, C::Documents | C::Legal | C::Education | C::Protection),
            Self::Schooling => {
                matches!(category, C::Education | C::Employment | C::Training | C::Certification)
            }
            Self::Work => {
                matches!(category, C::Employment | C::Training | C::Certification | C::Business)
            }
        }
    }

    /// Whether somebody with this role may see it at all; `None`: by a link, without an account.
    #[must_use]
    pub const fn is_for_role(self, role: Option<Role>) -> bool {
        match role {
            Some(Role::FocalPoint | Role::CaseWorker) => true,
            Some(Role::Reception | Role::Coordinator | Role::Administrator) => false,
            None => !matches!(self, Self::Document | Self::Sex),
        }
    }
}

words! {
    /// How the yes was given.
    pub enum Way {
        /// On the screen.
        Screen = "screen",
        /// By voice.
        Voice = "voice",
        /// With a thumb, before a witness.
        Thumb = "thumb",
        /// On paper.
        Paper = "paper",
        /// It was not: an override stands in its place.
        Override = "override",
    }
}

/// The fields of a consent, the text that was read, and how the yes was given.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Grant {
    /// The consent: who, for what, to whom, until when.
    pub consent: Consent,
    /// What exactly.
    pub fields: Vec<Field>,
    /// How the yes was given.
    pub way: Way,
    /// The hash of the text that was shown or read out (SHA-256); its version is the consent's.
    pub text_hash: Vec<u8>,
    /// Who took it down; `None`: the person.
    pub taken_by: Option<Id<Account>>,
}

impl Grant {
    /// Whether it lets `agency` read `field` for a referral at `now`.
    #[must_use]
    pub fn lets(&self, agency: Id<Agency>, field: Field, now: Moment) -> bool {
        // A referral's consent always names the organisation.
        self.consent.agency == Some(agency)
            && self.consent.covers(Purpose::Referral, agency, now)
            && self.fields.contains(&field)
    }
}

/// Who reads what was shared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reader {
    /// Of which organisation.
    pub agency: Id<Agency>,
    /// With which role; `None`: by a link.
    pub role: Option<Role>,
}

/// May `reader` read `field` of what was shared with `referral`, for `purpose`, at `now`? What the consent under which
/// it was sent grants, what the role may see, and what the purpose needs: all three.
#[must_use]
pub fn may_read(
    reader: Reader,
    referral: &Referral,
    grant: Option<&Grant>,
    field: Field,
    purpose: Purpose,
    now: Moment,
) -> bool {
    purpose == Purpose::Referral
        && reader.agency == referral.agency
        && referral.status.shows_person()
        && field.is_for_role(reader.role)
        && field.is_for(referral.category)
        && grant.is_some_and(|grant| {
            referral.consent == Some(grant.consent.id)
                && grant.consent.person == referral.person
                && grant.lets(reader.agency, field, now)
        })
}

/// May the officer who sent a referral read `field` of what was shared with it, at `now`? Name and telephone only, to ask
/// the person how it went, as long as what was granted holds.
#[must_use]
pub fn may_reach(referral: &Referral, grant: Option<&Grant>, field: Field, now: Moment) -> bool {
    matches!(field, Field::Name | Field::Contact)
        && referral.sender.is_some()
        && referral.status.shows_person()
        && grant.is_some_and(|grant| {
            referral.consent == Some(grant.consent.id)
                && grant.consent.person == referral.person
                && grant.lets(referral.agency, field, now)
        })
}
