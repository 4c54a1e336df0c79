//! Rows of services that are asked whether they are still so, and the link with which their organisation answers.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use domain::{
    agency::Agency,
    id::Id,
    service::Service,
    time::{Day, Moment},
};
use uuid::Uuid;

use crate::{Keyring, Result, Tx, read::Read, seal::random};

const TOKEN: &str = "assurance.token";
/// Bytes of a token that are signed: the organisation, its end, chance.
const SIGNED: usize = 40;

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

impl Keyring {
    /// A link for an organisation to say that its services are still so: signed (HMAC-SHA-256, cut to 16 bytes) for it
    /// and its end.
    ///
    /// # Errors
    /// If there is no randomness.
    pub fn assurance_token(&self, agency: Id<Agency>, ends: Moment) -> Result<String> {
        let chance: [u8; 16] = random()?;
        let mut bytes = [agency.bytes().as_slice(), &ends.seconds().to_be_bytes(), &chance].concat();
        bytes.extend(self.index(TOKEN, &hex(&bytes)));
        Ok(URL_SAFE_NO_PAD.encode(bytes))
    }

    /// The organisation a token was signed for, if that was here and it has not ended.
    #[must_use]
    pub fn assured_by(&self, token: &str, now: Moment) -> Option<Id<Agency>> {
        let bytes = URL_SAFE_NO_PAD.decode(token).ok()?;
        let (signed, signature) = bytes.split_at_checked(SIGNED)?;
        let ends = i64::from_be_bytes(*signed.get(16..24)?.first_chunk::<8>()?);
        let right = crate::seal::same(&self.index(TOKEN, &hex(signed)), signature);
        (right && now.seconds() < ends).then(|| signed.first_chunk::<16>().map(|id| Id::from_bytes(*id)))?
    }
}

impl Tx {
    /// Shown services of verified organisations that were last confirmed on `until` or before and about which nobody was
    /// asked since, or once only, at `again` or before; by organisation, after this service, at most `limit`.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn services_to_ask(
        &mut self,
        (until, again): (Day, Moment),
        after: Option<(Id<Agency>, Id<Service>)>,
        limit: i64,
    ) -> Result<Vec<(Id<Agency>, Id<Service>, Day)>> {
        let (agency, service) =
            after.map_or((Uuid::nil(), Uuid::nil()), |(agency, service)| (agency.uuid(), service.uuid()));
        let rows: Vec<(Uuid, Uuid, String)> = on!(self, c => sqlx::query_as(
            "select s.agency, s.id, s.assured_on from service s join agency a on a.id = s.agency
             where s.status = 'active' and a.status = 'verified' and s.assured_on <= $1
             and (s.agency > $2 or (s.agency = $2 and s.id > $3))
             and not exists (select 1 from assurance q where q.service = s.id and q.assured_on = s.assured_on
                 and (q.again_at is not null or q.at > $4))
             order by s.agency, s.id limit $5")
            .bind(until.to_string()).bind(agency).bind(service).bind(again.seconds()).bind(limit).fetch_all(c))?;
        rows.into_iter()
            .map(|(agency, service, day)| {
                Ok((Id::from_uuid(agency), Id::from_uuid(service), day.read("service.assured_on")?))
            })
            .collect()
    }

    /// Notes that an organisation is asked about a service as it was last confirmed, or, if that was at `again` or before,
    /// once more; answers whether that is new.
    ///
    /// # Errors
    /// If the database does not take it.
    pub async fn note_assurance(
        &mut self,
        service: Id<Service>,
        assured_on: Day,
        again: Moment,
        now: Moment,
    ) -> Result<bool> {
        let noted = exec!(
            self,
            sqlx::query(
                "insert into assurance (service, assured_on, at) values ($1, $2, $3)
                 on conflict (service, assured_on) do update set again_at = excluded.at
                 where assurance.again_at is null and assurance.at <= $4"
            )
            .bind(service.uuid())
            .bind(assured_on.to_string())
            .bind(now.seconds())
            .bind(again.seconds())
        )?;
        Ok(noted > 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_is_for_one_organisation_until_its_end() {
        let keys = Keyring::new(&[1; 32]);
        let now = Moment::from_seconds(1_800_000_000);
        let agency = Id::new(now);
        let token = keys.assurance_token(agency, now.plus(60)).unwrap();
        assert_eq!(keys.assured_by(&token, now.plus(59)), Some(agency));
        assert_eq!(keys.assured_by(&token, now.plus(60)), None, "it has ended");
        assert_eq!(Keyring::new(&[2; 32]).assured_by(&token, now), None);
        assert_eq!(keys.assured_by("", now), None);
        for at in 0..token.len() - 1 {
            let mut bent = token.clone().into_bytes();
            bent[at] = if bent[at] == b'A' { b'B' } else { b'A' };
            assert_eq!(keys.assured_by(&String::from_utf8(bent).unwrap(), now), None, "letter {at}");
        }
    }
}
