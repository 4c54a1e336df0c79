//! Lists of cases, each a page in the order of an index: its cost does not grow with how many there are.

use domain::{
    agency::{Account, Agency},
    case::Case,
    id::Id,
    time::Moment,
};
use uuid::Uuid;

use super::Row;
use crate::{Page, Result, Tx};

/// A case in its officer's list.
#[derive(Clone, Debug)]
pub struct ListedCase {
    /// The case.
    pub case: Case,
    /// The name the person wants to be called by, as long as their yes holds and names it.
    pub name: Option<String>,
    /// The agency that accompanies.
    pub agency_name: String,
}

/// A case in which something is owed since long. Nothing of the person.
#[derive(Clone, Debug)]
pub struct LateCase {
    /// The case.
    pub case: Case,
    /// The agency that accompanies.
    pub agency_name: String,
}

row! {
    struct ListedRow {
        #[flatten]
        row: Row,
        alias: Option<Vec<u8>>,
        wrapped: Option<Vec<u8>>,
        agency_name: String,
    }
}

row! {
    struct LateRow {
        #[flatten]
        row: Row,
        agency_name: String,
    }
}

/// Where a page by due date goes on.
type DueKey = (Moment, Id<Case>);

/// A page of cases with what is needed for the name, where the yes to it holds at `$1`. The field stands here in words, not
/// as something bound: SQLite plans a statement anew each time that the right side of a `like` is bound to it.
macro_rules! listed {
    ($which:literal) => {
        concat!(
            "select c.*, p.alias, k.wrapped, a.name as agency_name from person_case c
             join agency a on a.id = c.agency
             left join consent y on y.id = c.consent and y.withdrawn_at is null and y.expires_at > $1
             left join consent_grant g on g.consent = y.id and (' ' || g.fields || ' ') like '% name %'
             left join person p on p.id = c.person and g.consent is not null
             left join subject_key k on k.subject = p.id ",
            $which
        )
    };
}

impl Tx {
    /// What an officer has open for their agency, by due date.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn caseload(
        &mut self,
        (officer, agency): (Id<Account>, Id<Agency>),
        now: Moment,
        page: Page<DueKey>,
    ) -> Result<Vec<ListedCase>> {
        let (due, id) = page.after.map_or((i64::MIN, Uuid::nil()), |(due, id)| (due.seconds(), id.uuid()));
        let rows: Vec<ListedRow> = on!(self, c => sqlx::query_as(listed!(
            "where c.officer = $2 and c.due_at is not null and (c.due_at, c.id) > ($3, $4) and c.agency = $6
             order by c.due_at, c.id limit $5"))
            .bind(now.seconds()).bind(officer.uuid()).bind(due).bind(id)
            .bind(page.limit).bind(agency.uuid()).fetch_all(c))?;
        self.read_listed(rows).await
    }

    /// What an officer had for their agency, newest first.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn cases_over(
        &mut self,
        (officer, agency): (Id<Account>, Id<Agency>),
        now: Moment,
        page: Page<Id<Case>>,
    ) -> Result<Vec<ListedCase>> {
        let rows: Vec<ListedRow> = on!(self, c => sqlx::query_as(listed!(
            "where c.officer = $2 and c.status = 'closed' and c.id < $3 and c.agency = $5
             order by c.id desc limit $4"))
            .bind(now.seconds()).bind(officer.uuid()).bind(page.below())
            .bind(page.limit).bind(agency.uuid()).fetch_all(c))?;
        self.read_listed(rows).await
    }

    async fn read_listed(&mut self, rows: Vec<ListedRow>) -> Result<Vec<ListedCase>> {
        let mut all = Vec::with_capacity(rows.len());
        for listed in rows {
            let case: Case = listed.row.try_into()?;
            let person = case.person.uuid();
            let name = match (listed.alias, listed.wrapped) {
                (Some(alias), Some(wrapped)) => {
                    self.learn_key(person, &wrapped)?;
                    Some(self.open_text(person, "person.alias", person, &alias).await?)
                }
                _ => None,
            };
            all.push(ListedCase { case, name, agency_name: listed.agency_name });
        }
        Ok(all)
    }

    /// What an agency is asked to go on with, oldest first. Nothing of the person.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn cases_offered(&mut self, agency: Id<Agency>, limit: i64) -> Result<Vec<LateCase>> {
        let rows: Vec<LateRow> = on!(self, c => sqlx::query_as(
            "select c.*, a.name as agency_name from person_case c join agency a on a.id = c.agency
             where c.offered_to = $1 order by c.id limit $2")
            .bind(agency.uuid()).bind(limit).fetch_all(c))?;
        read_late(rows)
    }

    /// Cases in which something was owed before `before`, who waits longest first.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn cases_late(&mut self, before: Moment, page: Page<DueKey>) -> Result<Vec<LateCase>> {
        let (due, id) = page.after.map_or((i64::MIN, Uuid::nil()), |(due, id)| (due.seconds(), id.uuid()));
        let rows: Vec<LateRow> = on!(self, c => sqlx::query_as(
            "select c.*, a.name as agency_name from person_case c join agency a on a.id = c.agency
             where c.due_at is not null and c.due_at < $1 and (c.due_at, c.id) > ($2, $3)
             order by c.due_at, c.id limit $4")
            .bind(before.seconds()).bind(due).bind(id).bind(page.limit).fetch_all(c))?;
        read_late(rows)
    }
}

fn read_late(rows: Vec<LateRow>) -> Result<Vec<LateCase>> {
    rows.into_iter()
        .map(|late| Ok(LateCase { case: late.row.try_into()?, agency_name: late.agency_name }))
        .collect()
}

#[cfg(test)]
mod tests {
    use domain::consent::Field;

    #[test]
    fn the_field_of_a_list_is_the_word_that_is_kept() {
        assert_eq!(Field::Name.word(), "name");
    }
}
