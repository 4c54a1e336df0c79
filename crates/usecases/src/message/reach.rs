//! At which telephone a person may be written to.

use domain::{
    consent::Purpose,
    id::Id,
    message::Lang,
    person::{Person, PersonStatus},
    policy::{Action, Actor, Denied},
    text::Phone,
    time::Moment,
};
use store::Tx;

use crate::{Result, phone::Left};

/// A telephone at which a person may be written to.
pub(super) struct Reached {
    pub phone: Phone,
    pub lang: Lang,
    /// Whether what is answered from there is the person's word.
    pub replies: bool,
}

/// Where a person may be written to now: an active account, a mobile number that was not stopped, and the consent to
/// messages. Of records that were joined, the one in front is written to; what belongs to the other only if that one wanted
/// messages too.
pub(super) async fn reach(tx: &mut Tx, person: Id<Person>, now: Moment) -> Result<Option<Reached>> {
    let front = tx.front_of(person).await?;
    if front != person && !wants(tx, person, now).await? {
        return Ok(None);
    }
    reach_record(tx, front, now).await
}

/// Where what was written to this very record may be sent now. One that was joined meanwhile keeps its own telephone, as if
/// it were not: if the two are two people, both must know.
pub(super) async fn reach_record(tx: &mut Tx, record: Id<Person>, now: Moment) -> Result<Option<Reached>> {
    let person = match tx.person(record).await?.unlock(&Actor::System, Action::View) {
        Ok((_, person)) => person,
        Err(Denied::Hidden | Denied::Forbidden) => return Ok(None),
    };
    let front = tx.front_of(record).await?;
    let status = if front == record { Some(person.status) } else { tx.status_before_join(record).await? };
    let Some(contact) = person.contact.filter(|_| status == Some(PersonStatus::Active)) else {
        return Ok(None);
    };
    if contact.phone.is_guatemalan() && !contact.phone.is_mobile() {
        return Ok(None);
    }
    if !wants(tx, record, now).await? || tx.phone_is_stopped(&contact.phone).await? {
        return Ok(None);
    }
    let left = Left::read(tx, &contact.phone).await?;
    let replies = left.speaks_for(tx, &contact.phone).await? == Some(front);
    Ok(Some(Reached { phone: contact.phone, lang: person.lang, replies }))
}

async fn wants(tx: &mut Tx, person: Id<Person>, now: Moment) -> Result<bool> {
    Ok(tx.standing_consent(person, Purpose::Messages, now).await?.is_some())
}
