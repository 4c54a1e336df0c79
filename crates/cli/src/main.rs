//! The one executable: wires everything together. Only here the clock and the environment are read.

mod command;
mod config;
mod telemetry;

use clap::{Parser, Subcommand};
use mimalloc::MiMalloc;

/// For SQLite too (its feature `override`): a row is made in one thread and given back in another, for which the allocator
/// of glibc waits. Lists take a third less CPU with it.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

/// SINAREM: the referral system for reintegration services. OportuGuate is its app.
#[derive(Parser)]
#[command(name = "sinarem", version, arg_required_else_help = true)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Serve the pages and the API (and do background work, unless --no-worker)
    Serve(command::serve::Serve),
    /// Do background work only: messages, reminders, deadlines
    Worker(command::serve::Worker),
    /// Bring the database up to date and load the built-in lists
    Migrate(command::serve::Migrate),
    /// Serve a made-up world on this machine only
    Demo(command::demo::Demo),
    /// Bring in vacancies, services, a taxonomy or a reception list from files
    Import(command::import::Import),
    /// Say which occupations or skills texts mean: one text a line in, one line of JSON each out
    Link(command::link::Link),
    /// Print the document of the API
    Openapi(command::openapi::Openapi),
    /// Measure on this machine
    Bench(command::bench::Bench),
    /// Check configuration, database, keys and the audit
    Doctor(command::doctor::Doctor),
    /// Make, list and mend accounts of the coordination, from this machine
    User(command::user::User),
}

fn main() -> std::process::ExitCode {
    let cli = Cli::parse();
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return command::fail(&error.into()),
    };
    let outcome = runtime.block_on(async {
        match cli.command {
            Command::Import(import) => return import.run().await,
            Command::Serve(serve) => serve.run().await,
            Command::Worker(worker) => worker.run().await,
            Command::Migrate(migrate) => migrate.run().await,
            Command::Demo(demo) => demo.run().await,
            Command::Link(link) => link.run().await,
            Command::Bench(bench) => bench.run().await,
            Command::Openapi(openapi) => openapi.run(),
            Command::Doctor(doctor) => doctor.run().await,
            Command::User(user) => user.run().await,
        }
        .map(|()| std::process::ExitCode::SUCCESS)
    });
    match outcome {
        Ok(code) => code,
        Err(error) => command::fail(&error),
    }
}
