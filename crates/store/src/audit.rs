//! The audit: written in the same unit of work as what it tells, chained by hash. No names, no numbers of people.

use domain::{
    policy::{Actor, Permit},
    time::Moment,
};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::{Page, Result, Tx, tx::Head};

/// Chains beside one another; an entry's lane is the last byte of its object's identifier.
const LANES: i64 = 16;

row! {
    /// One line of the audit.
    #[derive(Clone, Debug)]
    pub struct AuditEntry {
        /// Which chain.
        pub lane: i64,
        /// Its place in the chain, from 1.
        pub seq: i64,
        /// When, in seconds.
        pub at: i64,
        /// `anonymous`, `person`, `guest`, `system`, or the word of the role.
        pub actor: String,
        /// The person or account.
        pub actor_id: Option<Uuid>,
        /// The account's agency.
        pub agency: Option<Uuid>,
        /// The action's word.
        pub action: String,
        /// The object's word.
        pub object: String,
        /// Which object.
        pub object_id: Uuid,
        /// The person it is about, if it is about one.
        pub person: Option<Uuid>,
        /// Field codes or a step's word; never a value.
        pub detail: String,
        /// The hash of the entry before and of this one.
        pub hash: Vec<u8>,
    }
}

/// Where a page of entries goes on: moment, chain and place of the last one.
pub type AuditKey = (i64, i64, i64);

/// What an entry tells of: its place, the object's word, which object, and the person it is about.
pub type Told = (i64, String, Uuid, Option<Uuid>);

/// Where a chain is broken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ChainFault {
    /// Which chain.
    pub lane: i64,
    /// The first entry that does not fit.
    pub seq: i64,
}

impl AuditEntry {
    fn digest(&self, previous: &[u8]) -> Vec<u8> {
        let mut hash = Sha256::new();
        let mut part = |bytes: &[u8]| {
            hash.update((bytes.len() as u64).to_be_bytes());
            hash.update(bytes);
        };
        part(previous);
        part(&self.lane.to_be_bytes());
        part(&self.seq.to_be_bytes());
        part(&self.at.to_be_bytes());
        part(self.actor.as_bytes());
        part(self.actor_id.as_ref().map_or(&[][..], |id| id.as_bytes()));
        part(self.agency.as_ref().map_or(&[][..], |id| id.as_bytes()));
        part(self.action.as_bytes());
        part(self.object.as_bytes());
        part(self.object_id.as_bytes());
        part(self.person.as_ref().map_or(&[][..], |id| id.as_bytes()));
        part(self.detail.as_bytes());
        hash.finalize().to_vec()
    }
}

impl Tx {
    /// Writes what `permit` allowed, about `object_id` (and `person`, if it is about one). `detail` names fields or a
    /// step, never a value.
    ///
    /// # Errors
    /// If the database does not take it: then nothing of the unit of work stays.
    pub async fn audit(
        &mut self,
        permit: &Permit,
        object_id: Uuid,
        person: Option<Uuid>,
        detail: &str,
        now: Moment,
    ) -> Result<()> {
        let (actor, actor_id, agency) = match permit.actor() {
            Actor::Anonymous => ("anonymous", None, None),
            Actor::Person(id) => ("person", Some(id.uuid()), None),
            Actor::Staff { account, agency, role } => {
                (role.word(), Some(account.uuid()), Some(agency.uuid()))
            }
            Actor::Guest { agency, .. } => ("guest", None, Some(agency.uuid())),
            Actor::System => ("system", None, None),
        };
        let lane = i64::from(object_id.as_bytes()[15]) % LANES;
        let (seq, previous) = match self.heads.remove(&lane) {
            Some(head) => (head.seq + 1, head.hash),
            None => self.take_head(lane).await?,
        };
        let mut entry = AuditEntry {
            lane,
            seq,
            at: now.seconds(),
            actor: actor.to_owned(),
            actor_id,
            agency,
            action: permit.action().word().to_owned(),
            object: permit.object().word().to_owned(),
            object_id,
            person,
            detail: detail.to_owned(),
            hash: Vec::new(),
        };
        entry.hash = entry.digest(&previous);
        exec!(self, sqlx::query(
            "insert into audit (lane, seq, at, actor, actor_id, agency, action, object, object_id, person, detail, hash)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)")
            .bind(entry.lane).bind(entry.seq).bind(entry.at).bind(&entry.actor).bind(entry.actor_id).bind(entry.agency)
            .bind(&entry.action).bind(&entry.object).bind(entry.object_id).bind(entry.person).bind(&entry.detail)
            .bind(&entry.hash))?;
        self.heads.insert(lane, Head { seq, hash: entry.hash });
        Ok(())
    }

    /// The place and the hash before it for the first entry of this unit of work in a chain. From here to the end of the
    /// unit of work nobody else writes in it.
    async fn take_head(&mut self, lane: i64) -> Result<(i64, Vec<u8>)> {
        let head: Option<(i64, Vec<u8>)> = on!(self, c => sqlx::query_as(
            "update audit_head set seq = seq + 1 where lane = $1 returning seq, hash").bind(lane).fetch_optional(c))?;
        if let Some(head) = head {
            return Ok(head);
        }
        exec!(
            self,
            sqlx::query("insert into audit_head (lane, seq, hash) values ($1, 1, $2)")
                .bind(lane)
                .bind(Vec::<u8>::new())
        )?;
        Ok((1, Vec::new()))
    }

    /// Writes the ends of the chains, last of all in a unit of work: one that writes much would else leave as many dead
    /// rows behind as it wrote entries, and walk through them at each.
    pub(crate) async fn put_heads(&mut self) -> Result<()> {
        for (lane, head) in std::mem::take(&mut self.heads) {
            exec!(
                self,
                sqlx::query("update audit_head set seq = $2, hash = $3 where lane = $1")
                    .bind(lane)
                    .bind(head.seq)
                    .bind(&head.hash)
            )?;
        }
        Ok(())
    }

    /// What institutions did with a person's data, in all their records, newest first: "who saw my data".
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn audit_by_others(&mut self, person: Uuid, page: Page<AuditKey>) -> Result<Vec<AuditEntry>> {
        let (at, lane, seq) = page.after.unwrap_or((i64::MAX, i64::MAX, i64::MAX));
        Ok(on!(self, c => sqlx::query_as(
            "select * from audit where person in (select id from person where id = $1 or merged_into = $1)
             and agency is not null and (at, lane, seq) < ($2, $3, $4) order by at desc, lane desc, seq desc limit $5")
            .bind(person).bind(at).bind(lane).bind(seq).bind(page.limit).fetch_all(c))?)
    }

    /// What the person and the system by itself did with the person's data, in all their records, newest first.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn audit_by_none_else(&mut self, person: Uuid, limit: i64) -> Result<Vec<AuditEntry>> {
        Ok(on!(self, c => sqlx::query_as(
            "select * from audit where person in (select id from person where id = $1 or merged_into = $1)
             and agency is null order by at desc, lane desc, seq desc limit $2")
            .bind(person).bind(limit).fetch_all(c))?)
    }

    /// The end of each chain: lane and place. Writers of a lane wait for one another, so whatever is written after this
    /// has a greater place, and nothing with a smaller one comes later.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn audit_heads(&mut self) -> Result<Vec<(i64, i64)>> {
        Ok(on!(self, c => sqlx::query_as("select lane, seq from audit_head order by lane").fetch_all(c))?)
    }

    /// What was written about in a chain after a place, in order: place, the object's word, which object, which person.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn audit_after(&mut self, lane: i64, seq: i64, limit: i64) -> Result<Vec<Told>> {
        Ok(on!(self, c => sqlx::query_as(
            "select seq, object, object_id, person from audit where lane = $1 and seq > $2 order by seq limit $3")
            .bind(lane).bind(seq).bind(limit).fetch_all(c))?)
    }

    /// The hash at a place of a chain; `None` if the chain is not that long.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn audit_hash(&mut self, lane: i64, seq: i64) -> Result<Option<Vec<u8>>> {
        Ok(on!(self, c => sqlx::query_scalar("select hash from audit where lane = $1 and seq = $2")
            .bind(lane).bind(seq).fetch_optional(c))?)
    }

    /// Follows every chain from its start: the entries counted, or the first fault.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn audit_check(&mut self) -> Result<std::result::Result<i64, ChainFault>> {
        let mut counted = 0;
        for lane in 0..LANES {
            let (mut seq, mut previous) = (0, Vec::new());
            loop {
                let entries: Vec<AuditEntry> = on!(self, c => sqlx::query_as(
                    "select * from audit where lane = $1 and seq > $2 order by seq limit 1000")
                    .bind(lane).bind(seq).fetch_all(c))?;
                if entries.is_empty() {
                    break;
                }
                for entry in entries {
                    if entry.seq != seq + 1 || entry.hash != entry.digest(&previous) {
                        return Ok(Err(ChainFault { lane, seq: seq + 1 }));
                    }
                    seq = entry.seq;
                    previous = entry.hash;
                    counted += 1;
                }
            }
            let head: Option<(i64, Vec<u8>)> = on!(self, c =>
                sqlx::query_as("select seq, hash from audit_head where lane = $1").bind(lane).fetch_optional(c))?;
            if head.is_some_and(|head| head != (seq, previous)) {
                return Ok(Err(ChainFault { lane, seq: seq + 1 }));
            }
        }
        Ok(Ok(counted))
    }
}
