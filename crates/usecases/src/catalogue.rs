//! What administrators keep: help lines and minimum wages. What was in force is closed, never overwritten.

use domain::{
    agency::Bilingual,
    id::Id,
    place::WageDistrict,
    policy::{Action, Object, Permit, Relation},
    service::{HelpLine, built_in_help_lines},
    text::ShortText,
    time::Day,
    wage::{Activity, MinimumWage, WageTable},
};
use serde::{Deserialize, Serialize};
use store::{Tx, catalogue::KeptWage};

use crate::{Ctx, Error, Problems, Result, System, reading};

/// Loads the built-in help lines (once, into an empty list) and the built-in minimum wages that are newer than those
/// that are kept. Called at every start; does nothing the second time.
///
/// # Errors
/// If the database does not take it.
pub async fn load_built_in(sys: &System) -> Result<()> {
    let ctx = &sys.own_ctx();
    let permit = &ctx.permit(Relation::Stranger, Object::Catalogue, Action::Import)?;
    sys.store
        .write(move |mut tx| async move {
            load_help_lines(&mut tx, ctx, permit).await?;
            load_wages(&mut tx, ctx, permit).await?;
            Ok::<_, Error>(tx.done(()))
        })
        .await
}

async fn load_help_lines(tx: &mut Tx, ctx: &Ctx, permit: &Permit) -> Result<()> {
    if !tx.help_lines().await?.is_empty() {
        return Ok(());
    }
    for line in built_in_help_lines() {
        let line = HelpLine {
            id: Id::new(ctx.now),
            phone: line.phone,
            name: line.name,
            what: line.what,
            hours: line.hours,
            verified_on: line.verified_on,
            valid_from: line.verified_on.min(ctx.now.day()),
            valid_to: None,
            version: 1,
        };
        tx.add_help_line(permit, &line, ctx.now).await?;
    }
    Ok(())
}

async fn load_wages(tx: &mut Tx, ctx: &Ctx, permit: &Permit) -> Result<()> {
    for wage in WageTable::built_in().rows() {
        let kept = tx.minimum_wages().await?;
        let same = |kept: &&KeptWage| {
            kept.wage.district == wage.district
                && kept.wage.activity == wage.activity
                && !kept.wage.is_taken_back()
        };
        if kept.iter().filter(same).any(|kept| kept.wage.valid_from >= wage.valid_from) {
            continue;
        }
        let before = kept
            .iter()
            .filter(same)
            .find(|kept| kept.wage.valid_to.is_none_or(|last| last >= wage.valid_from));
        if let Some(open) = before {
            tx.close_minimum_wage(permit, open, yesterday(wage.valid_from), ctx.now).await?;
        }
        let new = KeptWage { id: Id::new(ctx.now), wage: wage.clone(), version: 1 };
        tx.add_minimum_wage(permit, &new, ctx.now).await?;
    }
    Ok(())
}

fn yesterday(day: Day) -> Day {
    day.yesterday().unwrap_or(Day::MIN)
}

/// The help lines of today, by number: for everyone.
///
/// # Errors
/// If the database cannot be read.
pub async fn help_lines(sys: &System, ctx: &Ctx) -> Result<Vec<HelpLine>> {
    ctx.permit(Relation::Public, Object::Catalogue, Action::View)?;
    let mut lines = sys.store.read().await?.help_lines().await?;
    lines.retain(|line| line.holds_on(ctx.now.day()));
    Ok(lines)
}

/// Everything that is kept, with what was.
#[derive(Clone, Debug)]
pub struct Catalogues {
    /// Help lines, by number and first day.
    pub help_lines: Vec<HelpLine>,
    /// Minimum wages, the newest first.
    pub wages: Vec<KeptWage>,
}

/// Everything that is kept: for administrators.
///
/// # Errors
/// If who asks is no administrator.
pub async fn show(sys: &System, ctx: &Ctx) -> Result<Catalogues> {
    ctx.permit(Relation::Stranger, Object::Catalogue, Action::Edit)?;
    let mut tx = sys.store.read().await?;
    Ok(Catalogues { help_lines: tx.help_lines().await?, wages: tx.minimum_wages().await? })
}

/// The minimum wage in force on a day, for the form of an offer: the least a month must pay in all, in centavos.
///
/// # Errors
/// If the database cannot be read.
pub async fn minimum(
    sys: &System,
    ctx: &Ctx,
    district: WageDistrict,
    activity: Activity,
) -> Result<Option<MinimumWage>> {
    ctx.permit(Relation::Public, Object::Catalogue, Action::View)?;
    let table = sys.store.read().await?.wage_table().await?;
    Ok(table.minimum(ctx.now.day(), district, activity).cloned())
}

/// A help line as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct HelpLineForm {
    /// The number, as dialled.
    pub phone: String,
    /// Who answers, in Spanish and English.
    pub name: String,
    /// The same in English.
    pub name_en: String,
    /// With what they help.
    pub what: String,
    /// The same in English.
    pub what_en: String,
    /// When they answer.
    pub hours: String,
    /// The same in English.
    pub hours_en: String,
    /// The version of the line that is changed; empty for a new one.
    pub version: String,
}

impl HelpLineForm {
    /// The form that would make this line.
    #[must_use]
    pub fn of(line: &HelpLine) -> Self {
        Self {
            phone: line.phone.clone(),
            name: line.name.es.clone(),
            name_en: line.name.en.clone(),
            what: line.what.es.clone(),
            what_en: line.what.en.clone(),
            hours: line.hours.es.clone(),
            hours_en: line.hours.en.clone(),
            version: line.version.to_string(),
        }
    }

    /// The line, verified and shown from today.
    fn read(&self, ctx: &Ctx) -> Result<HelpLine> {
        let mut problems = Problems::default();
        let digits: String = self.phone.chars().filter(|c| !c.is_whitespace() && *c != '-').collect();
        let fine = (3..=12).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
        if !fine {
            problems.add("phone", "catalogue-phone");
        }
        let mut text = |field, text: &str| {
            let read = ShortText::<200>::parse(text).map(String::from).map_err(|why| why.key());
            problems.keep(field, read).unwrap_or_default()
        };
        let line = HelpLine {
            id: Id::new(ctx.now),
            phone: digits,
            name: Bilingual::new(text("name", &self.name), text("name_en", &self.name_en)),
            what: Bilingual::new(text("what", &self.what), text("what_en", &self.what_en)),
            hours: Bilingual::new(text("hours", &self.hours), text("hours_en", &self.hours_en)),
            verified_on: ctx.now.day(),
            valid_from: ctx.now.day(),
            valid_to: None,
            version: 1,
        };
        problems.none()?;
        Ok(line)
    }
}

/// Adds a help line, shown from today.
///
/// # Errors
/// [`Error::Invalid`] with every problem; [`Error::Conflict`] if the number is shown already.
pub async fn add_help_line(sys: &System, ctx: &Ctx, form: &HelpLineForm) -> Result<Id<HelpLine>> {
    let permit = &ctx.permit(Relation::Stranger, Object::Catalogue, Action::Create)?;
    let line = &form.read(ctx)?;
    sys.store
        .write(move |mut tx| async move {
            let shown = tx.help_lines().await?.into_iter().filter(|kept| kept.holds_on(ctx.now.day()));
            if shown.into_iter().any(|kept| kept.phone == line.phone) {
                return Err(Error::invalid("phone", "catalogue-phone-twice"));
            }
            tx.add_help_line(permit, line, ctx.now).await?;
            Ok::<_, Error>(tx.done(line.id))
        })
        .await
}

/// Changes a help line: the old one is closed yesterday, the new one is shown and verified from today.
///
/// # Errors
/// [`Error::Invalid`] with every problem; [`Error::NotFound`]; [`Error::Conflict`] if somebody changed it meanwhile.
pub async fn edit_help_line(
    sys: &System,
    ctx: &Ctx,
    id: Id<HelpLine>,
    form: &HelpLineForm,
) -> Result<Id<HelpLine>> {
    let permit = &ctx.permit(Relation::Stranger, Object::Catalogue, Action::Edit)?;
    let line = &form.read(ctx)?;
    sys.store
        .write(move |mut tx| async move {
            let mut old = open_line(&mut tx, ctx, id).await?;
            if form.version.trim() != old.version.to_string() {
                return Err(Error::Conflict("error-changed-meanwhile"));
            }
            old.valid_to = Some(yesterday(ctx.now.day()));
            old.version += 1;
            tx.put_help_line(permit, &old, "valid_to", ctx.now).await?;
            tx.add_help_line(permit, line, ctx.now).await?;
            Ok::<_, Error>(tx.done(line.id))
        })
        .await
}

/// Notes that somebody called a help line today and it is true.
///
/// # Errors
/// [`Error::NotFound`] if it is not shown.
pub async fn verify_help_line(sys: &System, ctx: &Ctx, id: Id<HelpLine>) -> Result<()> {
    let permit = &ctx.permit(Relation::Stranger, Object::Catalogue, Action::Edit)?;
    sys.store
        .write(move |mut tx| async move {
            let mut line = open_line(&mut tx, ctx, id).await?;
            line.verified_on = ctx.now.day();
            line.version += 1;
            tx.put_help_line(permit, &line, "verified_on", ctx.now).await?;
            Ok::<_, Error>(tx.done(()))
        })
        .await
}

/// Stops showing a help line from today on.
///
/// # Errors
/// [`Error::NotFound`] if it is not shown.
pub async fn close_help_line(sys: &System, ctx: &Ctx, id: Id<HelpLine>) -> Result<()> {
    let permit = &ctx.permit(Relation::Stranger, Object::Catalogue, Action::Edit)?;
    sys.store
        .write(move |mut tx| async move {
            let mut line = open_line(&mut tx, ctx, id).await?;
            line.valid_to = Some(yesterday(ctx.now.day()));
            line.version += 1;
            tx.put_help_line(permit, &line, "valid_to", ctx.now).await?;
            Ok::<_, Error>(tx.done(()))
        })
        .await
}

/// A line that is shown today.
async fn open_line(tx: &mut Tx, ctx: &Ctx, id: Id<HelpLine>) -> Result<HelpLine> {
    let lines = tx.help_lines().await?.into_iter();
    lines.into_iter().find(|line| line.id == id && line.holds_on(ctx.now.day())).ok_or(Error::NotFound)
}

/// A minimum wage as typed, amounts in quetzales.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct WageForm {
    /// `CE1` or `CE2`.
    pub district: String,
    /// A word of [`Activity`].
    pub activity: String,
    /// The first day in force.
    pub valid_from: String,
    /// For a day.
    pub day: String,
    /// For a month.
    pub month: String,
    /// The incentive bonus of a month.
    pub bonus: String,
    /// The agreement that set it.
    pub source: String,
}

impl WageForm {
    fn read(&self) -> Result<MinimumWage> {
        let mut problems = Problems::default();
        let district =
            problems.keep("district", WageDistrict::parse(self.district.trim()).ok_or("catalogue-district"));
        let activity =
            problems.keep("activity", Activity::from_word(self.activity.trim()).ok_or("catalogue-activity"));
        let valid_from = problems.keep("valid_from", reading::day(&self.valid_from));
        let mut amount = |field, text: &str| {
            let read =
                reading::money(text).and_then(|amount| u32::try_from(amount).map_err(|_| "reading-money"));
            problems.keep(field, read)
        };
        let amounts = (amount("day", &self.day), amount("month", &self.month), amount("bonus", &self.bonus));
        let source = ShortText::<120>::parse(&self.source).map(String::from).map_err(|why| why.key());
        let source = problems.keep("source", source);
        if let (Some(day), Some(month), _) = amounts {
            // A month is about 30.4 days: a slipped digit or swapped fields are told at once.
            let near = f64::from(day) * 365.0 / 12.0;
            if (f64::from(month) - near).abs() > near * 0.05 {
                problems.add("month", "catalogue-month-unlike-day");
            }
        }
        problems.none()?;
        let (Some(district), Some(activity), Some(valid_from), Some(source)) =
            (district, activity, valid_from, source)
        else {
            return Err(Error::NotFound);
        };
        let (Some(day), Some(month), Some(bonus)) = amounts else { return Err(Error::NotFound) };
        Ok(MinimumWage {
            valid_from,
            valid_to: None,
            district,
            activity,
            day_centavos: day,
            month_centavos: month,
            bonus_centavos: bonus,
            source,
        })
    }
}

/// Sets a minimum wage from a day on. The one before it ends the day before; one that was to begin on that day or later
/// is taken back, and stays on record.
///
/// # Errors
/// [`Error::Invalid`] with every problem: among them a day before the one that is in force began.
pub async fn set_wage(sys: &System, ctx: &Ctx, form: &WageForm) -> Result<Id<MinimumWage>> {
    let permit = &ctx.permit(Relation::Stranger, Object::Catalogue, Action::Edit)?;
    let new = &KeptWage { id: Id::new(ctx.now), wage: form.read()?, version: 1 };
    sys.store
        .write(move |mut tx| async move {
            let today = ctx.now.day();
            for old in tx.minimum_wages().await? {
                let same = old.wage.district == new.wage.district && old.wage.activity == new.wage.activity;
                let over = old.wage.valid_to.is_some_and(|last| last < new.wage.valid_from);
                if !same || over || old.wage.is_taken_back() {
                    continue;
                }
                if old.wage.valid_from >= new.wage.valid_from && old.wage.valid_from < today {
                    // It has been in force: history is not rewritten.
                    return Err(Error::invalid("valid_from", "catalogue-wage-before"));
                }
                // Either its last day is the one before, or it ends before it begins: taken back.
                let last = yesterday(old.wage.valid_from.max(new.wage.valid_from));
                tx.close_minimum_wage(permit, &old, last, ctx.now).await?;
            }
            tx.add_minimum_wage(permit, new, ctx.now).await?;
            Ok::<_, Error>(tx.done(new.id))
        })
        .await
}
