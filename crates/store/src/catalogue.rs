//! Rows of the catalogues: help lines and minimum wages. A row that was in force is never overwritten: it is closed.

use domain::{
    agency::Bilingual,
    id::Id,
    place::WageDistrict,
    policy::Permit,
    service::HelpLine,
    time::{Day, Moment},
    wage::{MinimumWage, WageTable},
};
use uuid::Uuid;

use crate::{Result, StoreError, Tx, read::Read};

row! {
    struct LineRow {
        id: Uuid,
        phone: String,
        name_es: String,
        name_en: String,
        what_es: String,
        what_en: String,
        hours_es: String,
        hours_en: String,
        verified_on: String,
        valid_from: String,
        valid_to: Option<String>,
        version: i64,
    }
}

impl TryFrom<LineRow> for HelpLine {
    type Error = StoreError;
    fn try_from(row: LineRow) -> Result<Self> {
        Ok(Self {
            id: Id::from_uuid(row.id),
            phone: row.phone,
            name: Bilingual::new(row.name_es, row.name_en),
            what: Bilingual::new(row.what_es, row.what_en),
            hours: Bilingual::new(row.hours_es, row.hours_en),
            verified_on: row.verified_on.read("help_line.verified_on")?,
            valid_from: row.valid_from.read("help_line.valid_from")?,
            valid_to: row.valid_to.read("help_line.valid_to")?,
            version: row.version,
        })
    }
}

/// A minimum wage with its identifier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptWage {
    /// Its identifier.
    pub id: Id<MinimumWage>,
    /// The wage.
    pub wage: MinimumWage,
    /// Counts every change.
    pub version: i64,
}

row! {
    struct WageRow {
        id: Uuid,
        valid_from: String,
        valid_to: Option<String>,
        district: String,
        activity: String,
        day_centavos: i64,
        month_centavos: i64,
        bonus_centavos: i64,
        source: String,
        version: i64,
    }
}

impl TryFrom<WageRow> for KeptWage {
    type Error = StoreError;
    fn try_from(row: WageRow) -> Result<Self> {
        let centavos =
            |amount: i64| u32::try_from(amount).map_err(|_| StoreError::Unreadable("minimum_wage.centavos"));
        Ok(Self {
            id: Id::from_uuid(row.id),
            wage: MinimumWage {
                valid_from: row.valid_from.read("minimum_wage.valid_from")?,
                valid_to: row.valid_to.read("minimum_wage.valid_to")?,
                district: WageDistrict::parse(&row.district)
                    .ok_or(StoreError::Unreadable("minimum_wage.district"))?,
                activity: row.activity.read("minimum_wage.activity")?,
                day_centavos: centavos(row.day_centavos)?,
                month_centavos: centavos(row.month_centavos)?,
                bonus_centavos: centavos(row.bonus_centavos)?,
                source: row.source,
            },
            version: row.version,
        })
    }
}

impl Tx {
    /// Every help line there is or was, by number and then by first day. The list is short.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn help_lines(&mut self) -> Result<Vec<HelpLine>> {
        let rows: Vec<LineRow> = on!(self, c => sqlx::query_as(
            "select * from help_line order by length(phone), phone, valid_from, id limit 500").fetch_all(c))?;
        rows.into_iter().map(HelpLine::try_from).collect()
    }

    /// Writes a new help line.
    ///
    /// # Errors
    /// If the database does not take it.
    pub async fn add_help_line(&mut self, permit: &Permit, line: &HelpLine, now: Moment) -> Result<()> {
        exec!(self, sqlx::query(
            "insert into help_line (id, phone, name_es, name_en, what_es, what_en, hours_es, hours_en, verified_on,
             valid_from, valid_to, version) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)")
            .bind(line.id.uuid()).bind(&line.phone).bind(&line.name.es).bind(&line.name.en)
            .bind(&line.what.es).bind(&line.what.en).bind(&line.hours.es).bind(&line.hours.en)
            .bind(line.verified_on.to_string()).bind(line.valid_from.to_string())
            .bind(line.valid_to.map(|day| day.to_string())).bind(line.version))?;
        self.audit(permit, line.id.uuid(), None, "help_line", now).await
    }

    /// Writes when a help line was last verified and its last day; nothing else of it ever changes. `line.version` is
    /// the version it was read with, plus one.
    ///
    /// # Errors
    /// [`StoreError::Stale`] if somebody changed it meanwhile.
    pub async fn put_help_line(
        &mut self,
        permit: &Permit,
        line: &HelpLine,
        detail: &str,
        now: Moment,
    ) -> Result<()> {
        let touched = exec!(self, sqlx::query(
            "update help_line set verified_on = $2, valid_to = $3, version = $4 where id = $1 and version = $4 - 1")
            .bind(line.id.uuid()).bind(line.verified_on.to_string())
            .bind(line.valid_to.map(|day| day.to_string())).bind(line.version))?;
        if touched == 0 {
            return Err(StoreError::Stale("help_line"));
        }
        self.audit(permit, line.id.uuid(), None, detail, now).await
    }

    /// Every minimum wage there is or was, the newest first.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn minimum_wages(&mut self) -> Result<Vec<KeptWage>> {
        let rows: Vec<WageRow> = on!(self, c => sqlx::query_as(
            "select * from minimum_wage order by valid_from desc, district, activity, id limit 1000")
            .fetch_all(c))?;
        rows.into_iter().map(KeptWage::try_from).collect()
    }

    /// The minimum wages as a table to ask.
    ///
    /// # Errors
    /// [`StoreError::Unreadable`] if two rows speak of the same day, place and work.
    pub async fn wage_table(&mut self) -> Result<WageTable> {
        let rows = self.minimum_wages().await?.into_iter().map(|kept| kept.wage);
        WageTable::new(rows.filter(|wage| !wage.is_taken_back()).collect())
            .map_err(|_| StoreError::Unreadable("minimum_wage"))
    }

    /// Writes a new minimum wage.
    ///
    /// # Errors
    /// If the database does not take it.
    pub async fn add_minimum_wage(&mut self, permit: &Permit, kept: &KeptWage, now: Moment) -> Result<()> {
        let wage = &kept.wage;
        exec!(self, sqlx::query(
            "insert into minimum_wage (id, valid_from, valid_to, district, activity, day_centavos, month_centavos,
             bonus_centavos, source, version) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)")
            .bind(kept.id.uuid()).bind(wage.valid_from.to_string())
            .bind(wage.valid_to.map(|day| day.to_string())).bind(wage.district.as_str())
            .bind(wage.activity.word()).bind(i64::from(wage.day_centavos))
            .bind(i64::from(wage.month_centavos)).bind(i64::from(wage.bonus_centavos))
            .bind(&wage.source).bind(kept.version))?;
        self.audit(permit, kept.id.uuid(), None, "minimum_wage", now).await
    }

    /// Writes the last day of a minimum wage.
    ///
    /// # Errors
    /// [`StoreError::Stale`] if somebody changed it meanwhile.
    pub async fn close_minimum_wage(
        &mut self,
        permit: &Permit,
        kept: &KeptWage,
        last: Day,
        now: Moment,
    ) -> Result<()> {
        let touched = exec!(
            self,
            sqlx::query(
                "update minimum_wage set valid_to = $2, version = version + 1 where id = $1 and version = $3"
            )
            .bind(kept.id.uuid())
            .bind(last.to_string())
            .bind(kept.version)
        )?;
        if touched == 0 {
            return Err(StoreError::Stale("minimum_wage"));
        }
        self.audit(permit, kept.id.uuid(), None, "valid_to", now).await
    }
}
