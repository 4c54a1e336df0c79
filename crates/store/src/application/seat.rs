//! Places of an opportunity, counted in its own row, so that two people can never take the last one.

use domain::{application::Application, id::Id, opportunity::Opportunity};

use super::Row;
use crate::{Result, Tx};

impl Tx {
    /// Takes a place; `false` if none is left.
    ///
    /// # Errors
    /// If the database does not take it.
    pub async fn take_seat(&mut self, opportunity: Id<Opportunity>) -> Result<bool> {
        let touched = exec!(
            self,
            sqlx::query("update opportunity set taken = taken + 1 where id = $1 and taken < seats")
                .bind(opportunity.uuid())
        )?;
        Ok(touched > 0)
    }

    /// Gives a place back.
    ///
    /// # Errors
    /// If the database does not take it.
    pub async fn give_seat_back(&mut self, opportunity: Id<Opportunity>) -> Result<()> {
        exec!(
            self,
            sqlx::query("update opportunity set taken = taken - 1 where id = $1 and taken > 0")
                .bind(opportunity.uuid())
        )?;
        Ok(())
    }

    /// Counts a place as filled, even beyond those announced.
    ///
    /// # Errors
    /// If the database does not take it.
    pub async fn fill_seat(&mut self, opportunity: Id<Opportunity>) -> Result<()> {
        exec!(
            self,
            sqlx::query("update opportunity set taken = taken + 1 where id = $1").bind(opportunity.uuid())
        )?;
        Ok(())
    }

    /// Of which opportunity an application may hold a place; `None` if there is none such.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn opportunity_of_application(
        &mut self,
        id: Id<Application>,
    ) -> Result<Option<Id<Opportunity>>> {
        let found: Option<uuid::Uuid> = on!(self, c =>
            sqlx::query_scalar("select opportunity from application where id = $1")
                .bind(id.uuid()).fetch_optional(c))?;
        Ok(found.map(Id::from_uuid))
    }

    /// Who waits longest for a place, but not `except`, who has just left one.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn first_waiting(
        &mut self,
        opportunity: Id<Opportunity>,
        except: Id<Application>,
    ) -> Result<Option<Application>> {
        let row: Option<Row> = on!(self, c => sqlx::query_as(
            "select * from application where opportunity = $1 and status = 'waitlisted' and id <> $2
             order by applied_at, id limit 1").bind(opportunity.uuid()).bind(except.uuid()).fetch_optional(c))?;
        row.map(Application::try_from).transpose()
    }
}
