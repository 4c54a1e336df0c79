//! Planted values: a thousand names, telephones, document numbers and own words go in through the use cases, and none of
//! them is in what the database keeps or in the logs.

use std::{
    collections::HashMap,
    io,
    sync::{Arc, Mutex},
};

use domain::{consent::Purpose, policy::Actor};
use tracing_subscriber::fmt::MakeWriter;
use usecases::{
    person::{self, Registration, register},
    profile::{JobForm, add_job},
    sign_in::person::{Origin, sign_in},
};

use crate::support::{self, PIN};

/// People planted; each with four values.
const PEOPLE: u64 = 250;
/// In the clear, for an agency's name is public: the search must find it.
const WITNESS: &str = "Testigo a la vista";
/// Every value is at least so long.
const HEAD: usize = 8;

/// Keeps every log line of the process.
#[derive(Clone, Default)]
struct Logs(Arc<Mutex<Vec<u8>>>);

impl io::Write for Logs {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for Logs {
    type Writer = Self;
    fn make_writer(&'a self) -> Self {
        self.clone()
    }
}

/// Every value in the ways in which it could be written down: as text, as bytes in hexadecimal.
struct Planted(HashMap<[u8; HEAD], Vec<Vec<u8>>>);

impl Planted {
    fn new(values: &[String]) -> Self {
        let mut heads: HashMap<[u8; HEAD], Vec<Vec<u8>>> = HashMap::new();
        for value in values {
            let hex: String = value.bytes().map(|byte| format!("{byte:02x}")).collect();
            for form in [value.as_bytes().to_vec(), hex.into_bytes()] {
                heads.entry(*form.first_chunk().unwrap()).or_default().push(form);
            }
        }
        Self(heads)
    }

    /// The values that stand in `bytes`.
    fn found_in(&self, bytes: &[u8]) -> Vec<String> {
        let mut found = Vec::new();
        for at in 0..bytes.len().saturating_sub(HEAD - 1) {
            let head: &[u8; HEAD] = bytes[at..].first_chunk().unwrap();
            let hits = self.0.get(head).into_iter().flatten().filter(|value| bytes[at..].starts_with(value));
            found.extend(hits.map(|value| String::from_utf8_lossy(value).into_owned()));
        }
        found
    }
}

#[test]
fn the_search_finds_what_is_there() {
    let planted = Planted::new(&["Canario 77".to_owned(), "+50255512345".to_owned()]);
    assert_eq!(planted.found_in(b"..Canario 77..").len(), 1);
    assert_eq!(planted.found_in(b"\\x2b3530323535353132333435").len(), 1);
    assert!(planted.found_in(b"..Canario 7..").is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_planted_is_found_in_the_database_or_the_logs() {
    let logs = Logs::default();
    tracing_subscriber::fmt().with_max_level(tracing::Level::TRACE).with_writer(logs.clone()).init();
    let of_stories = logs.clone();
    support::on_both(move |world| {
        let logs = of_stories.clone();
        async move {
            let sys = &world.sys;
            world.employer(WITNESS).await;
            let mut values = vec![WITNESS.to_owned()];
            let mut first = None;
            for number in 0..PEOPLE {
                let alias = format!("Canario {}", spell(number));
                let words = format!("canariaba con los {} de allá", spell(number * 7919 + 1));
                let phone = format!("51{number:03}{:03}", number * 37 % 1000);
                let cui = format!("27{number:03}4{number:03}0101");
                let form = Registration {
                    alias: alias.clone(),
                    birth_year: "1985".to_owned(),
                    municipality: "0101".to_owned(),
                    language: "mam".to_owned(),
                    phone: phone.clone(),
                    cui: cui.clone(),
                    pin: PIN.to_owned(),
                    purposes: vec![Purpose::Account],
                    ..Registration::default()
                };
                let registered = register(sys, &world.anonymous(), &form).await.unwrap();
                let ctx = world.ctx(Actor::Person(registered.person));
                let job = JobForm {
                    words: words.clone(),
                    years: "1".to_owned(),
                    country: "US".to_owned(),
                    ..JobForm::default()
                };
                add_job(sys, &ctx, &job).await.unwrap();
                first.get_or_insert((ctx, registered.code));
                values.extend([alias, words, format!("+502{phone}"), cui]);
            }
            let (ctx, code) = first.unwrap();
            // Reading, refusing and leaving are logged too, if anything is.
            let from = Origin { network: "190.56.7.77", device: "" };
            assert!(sign_in(sys, &world.anonymous(), code.as_str(), "739164", from).await.is_err());
            person::copy(sys, &ctx).await.unwrap();
            let planted = Planted::new(&values);
            assert_eq!(planted.found_in(&world.database().bytes()), [WITNESS]);
            person::delete(sys, &ctx, PIN, "190.56.7.77").await.unwrap();
            assert_eq!(planted.found_in(&world.database().bytes()), [WITNESS]);
            let lines = logs.0.lock().unwrap().clone();
            assert!(!lines.is_empty(), "the logs are kept");
            // The witness is there too: the test itself wrote it with a connection that logs.
            assert!(planted.found_in(&lines).iter().all(|value| value == WITNESS));
        }
    })
    .await;
}

/// A number as a word nobody else writes.
fn spell(number: u64) -> String {
    let letters = format!("{:08x}", number.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32);
    letters.bytes().map(|byte| char::from(b'g' + (byte % 16))).chain("quetz".chars()).collect()
}
