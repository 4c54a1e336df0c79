//! `import`: vacancies, services, a taxonomy or a reception list out of files.

mod intake;
mod report;
mod watch;

use std::{
    path::{Path, PathBuf},
    process::ExitCode,
};

use anyhow::{Context, Result, anyhow};
use clap::{Args, Subcommand};
use domain::{message::Lang, place::MunicipalityCode, service::ServiceCategory, time::Day};
use usecases::{
    Ctx, System,
    import::{
        Report, Stopped,
        people::{self, SlipFile},
        problem::FileProblem,
        services, taxonomy, vacancies,
    },
};
use web::i18n::T;

use self::watch::Terminal;
use crate::{
    command::{open, say, use_taxonomy},
    config::Place,
    telemetry,
};

/// Some rows were refused.
const SOME_REFUSED: u8 = 2;

/// Brings files in.
#[derive(Args)]
pub struct Import {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand)]
enum What {
    /// Vacancies: CSV, XLSX, or schema.org JobPosting in JSON-LD (one, an array, or one a line)
    Vacancies(Vacancies),
    /// Services: an Open Referral HSDS 3.1 directory, a JSON file, a CSV folder or a folder of JSON files
    Services(Services),
    /// The official CSV files of ESCO in a folder, any of them, in Spanish and English
    Taxonomy(Common),
    /// A reception list (CSV or XLSX): people are registered, their slips are written beside it
    People(People),
    /// The sealed file that a tablet of a reception desk saved for a USB stick
    Intake(intake::Intake),
}

/// What every import takes.
#[derive(Args)]
struct Common {
    /// The file or folder
    path: PathBuf,
    /// Check everything and write nothing
    #[arg(long)]
    dry_run: bool,
    /// Where problems are written, row by row [default: PATH.errors.csv]
    #[arg(long, value_name = "FILE")]
    errors: Option<PathBuf>,
    /// Language of the report and of the problems: es or en
    #[arg(long, default_value = "es", value_parser = lang)]
    lang: Lang,
    #[command(flatten)]
    place: Place,
}

#[derive(Args)]
struct Vacancies {
    #[command(flatten)]
    common: Common,
    /// Where the file comes from; the same each time
    #[arg(long, default_value = "archivo")]
    source: String,
    /// Show vacancies of verified agencies at once: you have looked at them
    #[arg(long)]
    publish: bool,
}

#[derive(Args)]
struct Services {
    #[command(flatten)]
    common: Common,
    /// Where the directory comes from; the same each time
    #[arg(long, default_value = "hsds")]
    source: String,
    /// Municipality (INE code) of entries whose own is not told, or is not in Guatemala
    #[arg(long, value_name = "CODE")]
    municipality: Option<MunicipalityCode>,
    /// Kind of need of entries whose words do not tell it: documents, health, employment…
    #[arg(long, value_name = "WORD", value_parser = category)]
    category: Option<ServiceCategory>,
    /// The day on which you made sure that the directory is right; without it, the days it tells hold
    #[arg(long, value_name = "YYYY-MM-DD")]
    assured_on: Option<Day>,
    /// Language of the texts in the directory: es or en
    #[arg(long, default_value = "es", value_parser = lang)]
    texts: Lang,
}

#[derive(Args)]
struct People {
    #[command(flatten)]
    common: Common,
    /// Where the list comes from; the same each time the same list is brought in
    #[arg(long, default_value = "recepcion")]
    source: String,
}

fn lang(word: &str) -> Result<Lang, String> {
    Lang::from_word(word).ok_or_else(|| "es or en".to_owned())
}

fn category(word: &str) -> Result<ServiceCategory, String> {
    ServiceCategory::from_word(word).ok_or_else(|| {
        let words: Vec<&str> = ServiceCategory::ALL.iter().map(|category| category.word()).collect();
        format!("one of {}", words.join(", "))
    })
}

impl Import {
    /// Runs once. The code tells whether every row was kept (0), some were refused (2), or the file could not be read
    /// to its end (1).
    ///
    /// # Errors
    /// If the configuration is wrong or the database does not take it.
    pub async fn run(self) -> Result<ExitCode> {
        telemetry::start_logs("warn");
        match self.what {
            What::Taxonomy(common) => common.run(taxonomy::count, Kind::Taxonomy).await,
            What::Vacancies(Vacancies { common, source, publish }) => {
                let dry = common.dry_run;
                let options = vacancies::Options { source, publish, dry };
                common.run(vacancies::count, Kind::Vacancies(options)).await
            }
            What::Services(Services { common, source, municipality, category, assured_on, texts }) => {
                let dry = common.dry_run;
                let options = services::Options { source, municipality, category, assured_on, texts, dry };
                common.run(services::count, Kind::Services(options)).await
            }
            What::People(People { common, source }) => {
                let options = people::Options { source, dry: common.dry_run };
                common.run(people::count, Kind::People(options)).await
            }
            What::Intake(intake) => intake.run().await,
        }
    }
}

/// What is brought in, and how.
enum Kind {
    Taxonomy,
    Vacancies(vacancies::Options),
    Services(services::Options),
    People(people::Options),
}

impl Common {
    async fn run(
        &self,
        count: impl FnOnce(&Path) -> Result<u64, FileProblem>,
        kind: Kind,
    ) -> Result<ExitCode> {
        let t = T::new(self.lang);
        // Before the database is made: a file that is not there should leave nothing behind.
        let rows = match count(&self.path) {
            Ok(rows) => rows,
            Err(problem) => {
                return Err(anyhow!("{}: {}", self.path.display(), report::file_problem(t, &problem)));
            }
        };
        let started = std::time::Instant::now();
        let sys = open(self.place.read()?).await?;
        if matches!(kind, Kind::Vacancies(_)) {
            use_taxonomy(&sys).await?;
        }
        let slips = self.slips(&kind, &sys, t).await?;
        let mut terminal = Terminal::new(t, rows, &self.beside("errors", self.errors.as_ref()), slips)?;
        let ctx = Ctx { lang: self.lang, ..sys.own_ctx() };
        let outcome = self.bring(&sys, &ctx, &kind, &mut terminal).await;
        if let (Kind::Taxonomy, false, Ok(report)) = (&kind, self.dry_run, &outcome) {
            learn(&sys, report.kept > 0).await?;
        }
        sys.store.close().await;
        let (notes, errors) = terminal.finish()?;
        match outcome {
            Ok(report) => {
                report::say_all(t, &report, self.dry_run, started.elapsed());
                if notes > 0 {
                    say(&t.one("import-report-errors-file", "file", errors.display().to_string()));
                }
                if matches!(kind, Kind::People(_)) && report.kept > 0 && !self.dry_run {
                    let file = self.beside("slips", None).display().to_string();
                    say(&t.one("import-report-slips-file", "file", file));
                }
                Ok(code(&report))
            }
            Err(Stopped::File(problem)) => {
                Err(anyhow!("{}: {}", self.path.display(), report::file_problem(t, &problem)))
            }
            Err(Stopped::Fault(error)) => {
                Err(anyhow::Error::from(error).context(t.s("import-report-stopped")))
            }
        }
    }

    async fn bring(
        &self,
        sys: &System,
        ctx: &Ctx,
        kind: &Kind,
        terminal: &mut Terminal,
    ) -> Result<Report, Stopped> {
        match kind {
            Kind::Taxonomy => taxonomy::import(sys, ctx, &self.path, self.dry_run, terminal).await,
            Kind::Vacancies(options) => vacancies::import(sys, ctx, &self.path, options, terminal).await,
            Kind::Services(options) => services::import(sys, ctx, &self.path, options, terminal).await,
            Kind::People(options) => people::import(sys, ctx, &self.path, options, terminal).await,
        }
    }

    /// The file of slips, without those that an import which was cut off has left.
    async fn slips(&self, kind: &Kind, sys: &System, t: T) -> Result<Option<SlipFile>> {
        if self.dry_run || !matches!(kind, Kind::People(_)) {
            return Ok(None);
        }
        let names = ["folio", "row", "name", "code", "pin"].map(|name| t.word("import-slip", name));
        let file = SlipFile::new(&self.beside("slips", None), names);
        file.mend(sys).await.context("the file of slips cannot be written")?;
        Ok(Some(file))
    }

    /// `list.csv.errors.csv`, beside the file or folder, unless another is asked for.
    fn beside(&self, word: &str, asked: Option<&PathBuf>) -> PathBuf {
        if let Some(path) = asked {
            return path.clone();
        }
        let path = self.path.components().collect::<PathBuf>();
        let name =
            path.file_name().map_or_else(|| "import".into(), |name| name.to_string_lossy().into_owned());
        path.with_file_name(format!("{name}.{word}.csv"))
    }
}

/// Trains vectors on the taxonomy, if it changed or there are none yet.
async fn learn(sys: &System, changed: bool) -> Result<()> {
    if !changed && usecases::taxonomy::vectors(sys).await?.is_some() {
        return Ok(());
    }
    let started = std::time::Instant::now();
    let bar = indicatif::ProgressBar::new(0);
    let shown = bar.clone();
    usecases::taxonomy::train(sys, move |done, of| {
        shown.set_length(of as u64);
        shown.set_position(done as u64);
    })
    .await?;
    bar.finish_and_clear();
    say(&format!("Trained on the taxonomy's words: {:.1} s", started.elapsed().as_secs_f64()));
    Ok(())
}

fn code(report: &Report) -> ExitCode {
    if report.ended.is_some() {
        ExitCode::FAILURE
    } else if report.refused > 0 {
        ExitCode::from(SOME_REFUSED)
    } else {
        ExitCode::SUCCESS
    }
}
