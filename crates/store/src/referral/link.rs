//! A way in for an organisation without accounts: a signed link, then a code sent to its address, then a short visit.
//! Only keyed hashes are kept; the address is sealed with the organisation's key.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use domain::{agency::Agency, id::Id, policy::Permit, referral::Referral, time::Moment};
use uuid::Uuid;

use crate::{Keyring, Result, Tx, seal::random};

const ADDRESS: &str = "referral_link.address";
const TOKEN: &str = "referral_link.token";
const CODE: &str = "referral_link.code";
const VISIT: &str = "referral_link.visit";

/// A link that works.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkKept {
    /// To which referral.
    pub referral: Id<Referral>,
    /// Of which organisation.
    pub agency: Id<Agency>,
    /// The address to which the code goes.
    pub address: String,
    /// Until when it works.
    pub expires_at: Moment,
}

/// A visit by a link.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Visit {
    /// To which referral.
    pub referral: Id<Referral>,
    /// Of which organisation.
    pub agency: Id<Agency>,
}

row! {
    struct LinkRow {
        referral: Uuid,
        agency: Uuid,
        address: Vec<u8>,
        expires_at: i64,
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A new token: the referral, its end and 16 random bytes, signed (HMAC-SHA-256, cut to 16 bytes).
fn make_token(keys: &Keyring, referral: Id<Referral>, expires_at: Moment) -> Result<String> {
    let chance: [u8; 16] = random()?;
    let mut bytes = [referral.bytes().as_slice(), &expires_at.seconds().to_be_bytes(), &chance].concat();
    bytes.extend(keys.index(TOKEN, &hex(&bytes)));
    Ok(URL_SAFE_NO_PAD.encode(bytes))
}

/// The referral and the end that a token was signed for; `None` if it was not signed here.
fn read_token(keys: &Keyring, token: &str) -> Option<(Id<Referral>, Moment)> {
    let bytes = URL_SAFE_NO_PAD.decode(token).ok()?;
    let (signed, signature) = bytes.split_at_checked(40)?;
    if keys.index(TOKEN, &hex(signed)) != signature {
        return None;
    }
    let referral = signed.first_chunk::<16>()?;
    let expires = signed.get(16..24)?.first_chunk::<8>()?;
    Some((Id::from_bytes(*referral), Moment::from_seconds(i64::from_be_bytes(*expires))))
}

impl Tx {
    /// Makes a link to a referral for an address of its organisation, in the place of any earlier one; answers the
    /// token, which is kept nowhere.
    ///
    /// # Errors
    /// If the database does not take it.
    pub async fn make_link(
        &mut self,
        permit: &Permit,
        referral: &Referral,
        address: &str,
        expires_at: Moment,
        now: Moment,
    ) -> Result<String> {
        let keys = self.keys();
        let token = make_token(&keys, referral.id, expires_at)?;
        let hash = keys.index(TOKEN, &token);
        let address =
            self.seal(referral.agency.uuid(), ADDRESS, referral.id.uuid(), address.as_bytes()).await?;
        exec!(
            self,
            sqlx::query(
                "insert into referral_link (referral, address, token_hash, expires_at, code_tries)
                 values ($1, $2, $3, $4, 0)
                 on conflict (referral) do update set address = excluded.address,
                 token_hash = excluded.token_hash, expires_at = excluded.expires_at, code_hash = null,
                 code_expires_at = null, code_tries = 0, codes = 0, visit_hash = null, visit_expires_at = null"
            )
            .bind(referral.id.uuid())
            .bind(address)
            .bind(hash)
            .bind(expires_at.seconds())
        )?;
        self.audit(permit, referral.id.uuid(), Some(referral.person.uuid()), "link", now).await?;
        Ok(token)
    }

    /// Makes the link of a referral anew for the same address, until `expires_at`; answers the token. The one before opens
    /// nothing any more; a visit goes on. `None` if there is no link.
    ///
    /// # Errors
    /// If the database does not take it.
    pub async fn renew_link(&mut self, referral: Id<Referral>, expires_at: Moment) -> Result<Option<String>> {
        let keys = self.keys();
        let token = make_token(&keys, referral, expires_at)?;
        let renewed = exec!(
            self,
            sqlx::query(
                "update referral_link set token_hash = $2, expires_at = $3, code_hash = null,
                 code_expires_at = null, code_tries = 0, codes = 0 where referral = $1"
            )
            .bind(referral.uuid())
            .bind(keys.index(TOKEN, &token))
            .bind(expires_at.seconds())
        )?;
        Ok((renewed > 0).then_some(token))
    }

    /// The link of this token, if it was signed here, is the last one made and has not ended.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn link_of(&mut self, token: &str, now: Moment) -> Result<Option<LinkKept>> {
        let keys = self.keys();
        let Some((referral, signed_end)) = read_token(&keys, token) else { return Ok(None) };
        let row: Option<LinkRow> = on!(self, c => sqlx::query_as(
            "select l.referral, r.agency, l.address, l.expires_at from referral_link l
             join referral r on r.id = l.referral where l.referral = $1 and l.token_hash = $2 and l.expires_at > $3")
            .bind(referral.uuid()).bind(keys.index(TOKEN, token)).bind(now.seconds()).fetch_optional(c))?;
        let Some(row) = row.filter(|row| row.expires_at == signed_end.seconds()) else { return Ok(None) };
        Ok(Some(LinkKept {
            referral,
            agency: Id::from_uuid(row.agency),
            address: self.open_text(row.agency, ADDRESS, row.referral, &row.address).await?,
            expires_at: signed_end,
        }))
    }

    /// Keeps a code for a link, in the place of any earlier one, unless that one waits and ends after `unless_after`, or
    /// `most` codes were kept for this link already; answers whether it was kept.
    ///
    /// # Errors
    /// If the database does not take it.
    pub async fn put_link_code(
        &mut self,
        id: Id<Referral>,
        code: &str,
        expires_at: Moment,
        unless_after: Moment,
        most: i64,
    ) -> Result<bool> {
        let hash = self.keys().index(CODE, &format!("{id}\n{code}"));
        let kept = exec!(
            self,
            sqlx::query(
                "update referral_link set code_hash = $2, code_expires_at = $3, codes = codes + 1
                 where referral = $1 and (code_hash is null or code_expires_at <= $4) and codes < $5"
            )
            .bind(id.uuid())
            .bind(hash)
            .bind(expires_at.seconds())
            .bind(unless_after.seconds())
            .bind(most)
        )?;
        Ok(kept > 0)
    }

    /// Counts a try of the code, if there is one that still works and fewer than `most` tries were made; answers whether
    /// it was right. A right one is used up.
    ///
    /// # Errors
    /// If the database does not take it.
    pub async fn try_link_code(
        &mut self,
        id: Id<Referral>,
        code: &str,
        most: i64,
        now: Moment,
    ) -> Result<bool> {
        let kept: Option<Vec<u8>> = on!(self, c => sqlx::query_scalar(
            "update referral_link set code_tries = code_tries + 1
             where referral = $1 and code_hash is not null and code_tries < $2 and code_expires_at > $3
             returning code_hash").bind(id.uuid()).bind(most).bind(now.seconds()).fetch_optional(c))?;
        let right = kept.is_some_and(|kept| kept == self.keys().index(CODE, &format!("{id}\n{code}")));
        if right {
            exec!(
                self,
                sqlx::query("update referral_link set code_hash = null, code_tries = 0 where referral = $1")
                    .bind(id.uuid())
            )?;
        }
        Ok(right)
    }

    /// Begins a visit; answers its secret, which is kept nowhere.
    ///
    /// # Errors
    /// If the database does not take it.
    pub async fn begin_visit(&mut self, id: Id<Referral>, expires_at: Moment) -> Result<String> {
        let secret = URL_SAFE_NO_PAD.encode(random::<32>()?);
        let hash = self.keys().index(VISIT, &secret);
        exec!(
            self,
            sqlx::query(
                "update referral_link set visit_hash = $2, visit_expires_at = $3 where referral = $1"
            )
            .bind(id.uuid())
            .bind(hash)
            .bind(expires_at.seconds())
        )?;
        Ok(secret)
    }

    /// The visit of this secret, if it has not ended.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn visit(&mut self, secret: &str, now: Moment) -> Result<Option<Visit>> {
        let hash = self.keys().index(VISIT, secret);
        let found: Option<(Uuid, Uuid)> = on!(self, c => sqlx::query_as(
            "select l.referral, r.agency from referral_link l join referral r on r.id = l.referral
             where l.visit_hash = $1 and l.visit_expires_at > $2 and l.expires_at > $2")
            .bind(hash).bind(now.seconds()).fetch_optional(c))?;
        Ok(found.map(|(referral, agency)| Visit {
            referral: Id::from_uuid(referral),
            agency: Id::from_uuid(agency),
        }))
    }

    /// The address that the organisation of a referral is written to by link, if there is one.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn link_address(&mut self, referral: &Referral) -> Result<Option<String>> {
        let address: Option<Vec<u8>> = on!(self, c => sqlx::query_scalar(
            "select address from referral_link where referral = $1").bind(referral.id.uuid()).fetch_optional(c))?;
        match address {
            Some(blob) => {
                let (agency, id) = (referral.agency.uuid(), referral.id.uuid());
                Ok(Some(self.open_text(agency, ADDRESS, id, &blob).await?))
            }
            None => Ok(None),
        }
    }

    /// The address that an organisation was written to by its last link, if there is one.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn last_link_address(&mut self, agency: Id<Agency>) -> Result<Option<String>> {
        let row: Option<(Uuid, Vec<u8>)> = on!(self, c => sqlx::query_as(
            "select l.referral, l.address from referral r join referral_link l on l.referral = r.id
             where r.agency = $1 order by l.referral desc limit 1").bind(agency.uuid()).fetch_optional(c))?;
        match row {
            Some((id, blob)) => Ok(Some(self.open_text(agency.uuid(), ADDRESS, id, &blob).await?)),
            None => Ok(None),
        }
    }

    /// Ends the link of a referral, its code and its visit.
    ///
    /// # Errors
    /// If the database does not take it.
    pub async fn end_link(&mut self, id: Id<Referral>) -> Result<()> {
        exec!(self, sqlx::query("delete from referral_link where referral = $1").bind(id.uuid()))?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_signed_for_its_referral_and_its_end() {
        let (keys, other) = (Keyring::new(&[1; 32]), Keyring::new(&[2; 32]));
        let (id, end) = (Id::new(Moment::from_seconds(1_800_000_000)), Moment::from_seconds(1_800_600_000));
        let token = make_token(&keys, id, end).unwrap();
        assert_eq!(read_token(&keys, &token), Some((id, end)));
        assert_eq!(read_token(&other, &token), None);
        for at in 0..token.len() - 1 {
            let mut bent = token.clone().into_bytes();
            bent[at] = if bent[at] == b'A' { b'B' } else { b'A' };
            assert_eq!(read_token(&keys, &String::from_utf8(bent).unwrap()), None, "letter {at}");
        }
        assert_eq!(read_token(&keys, ""), None);
    }
}
