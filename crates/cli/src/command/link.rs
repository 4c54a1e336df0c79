//! `link`: what texts mean.

use std::io::BufRead;

use anyhow::{Context, Result};
use clap::{Args, ValueEnum};
use matching::link::Linked;
use serde_json::{Value, json};

use crate::{
    command::{open, say, use_taxonomy},
    config::Place,
    telemetry,
};

/// Says which occupations or skills texts mean.
#[derive(Args)]
pub struct Link {
    /// What to look for
    what: What,
    /// Candidates for each text
    #[arg(long, default_value_t = 5)]
    limit: usize,
    #[command(flatten)]
    place: Place,
}

#[derive(Clone, Copy, ValueEnum)]
enum What {
    /// Occupations: unit groups of CIUO-08
    Occupations,
    /// Skills: built-in ones, and those of an imported taxonomy
    Skills,
}

impl Link {
    /// Reads texts, one a line, until there are no more.
    ///
    /// # Errors
    /// If the configuration is wrong, the database cannot be opened, or a line is no text.
    pub async fn run(self) -> Result<()> {
        telemetry::start_logs("error");
        let sys = open(self.place.read()?).await?;
        use_taxonomy(&sys).await?;
        let linker = sys.linker();
        for line in std::io::stdin().lock().lines() {
            let text = line.context("standard input")?;
            let out = match self.what {
                What::Occupations => told(&text, linker.occupations(&text, self.limit), |code| {
                    let title = domain::taxonomy::occupation(*code).map(|known| known.title.es.clone());
                    (code.to_string(), title)
                }),
                What::Skills => told(&text, linker.skills(&text, self.limit), |code| {
                    let title = domain::taxonomy::skill(code).map(|known| known.title.es.clone());
                    (code.as_str().to_owned(), title)
                }),
            };
            say(&out.to_string());
        }
        sys.store.close().await;
        Ok(())
    }
}

/// One line: a candidate without a title of its own has the label that was like the text.
fn told<C>(input: &str, linked: Linked<C>, named: impl Fn(&C) -> (String, Option<String>)) -> Value {
    let candidates: Vec<Value> = linked
        .suggestions
        .into_iter()
        .map(|one| {
            let (code, title) = named(&one.code);
            json!({"code": code, "title": title.unwrap_or(one.matched_label), "score": one.score})
        })
        .collect();
    json!({"input": input, "sure": linked.sure, "candidates": candidates})
}
