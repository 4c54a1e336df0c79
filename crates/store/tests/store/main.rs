//! What the store promises, tried on both databases.
#![expect(clippy::unwrap_used, reason = "a test stops at what it did not expect")]

mod database;
mod dropped;

use std::{collections::BTreeSet, future::Future};

use database::{Engine, Fresh, engines, run};
use domain::{
    agency::{Agency, AgencyKind, AgencyStatus, Bilingual},
    id::Id,
    opportunity::{Kind, Opportunity, Requirements, Status},
    person::Schedule,
    policy::{Action, Actor, Object, Permit, Relation, permit},
    text::Nit,
    time::{Day, Moment},
};
use sqlx::{Connection, PgConnection, SqliteConnection};
use store::{ChainFault, Keyring, Page, Store, StoreError};

const NOW: Moment = Moment::from_seconds(1_795_446_000);

async fn open(fresh: &Fresh) -> Store {
    Store::open(&fresh.address, Keyring::new(&[7; 32])).await.unwrap()
}

async fn on_both<F, S>(story: F)
where
    F: Fn(Fresh) -> S,
    S: Future<Output = Fresh>,
{
    for engine in engines() {
        story(Fresh::make(engine).await).await.drop_all().await;
    }
}

fn may(action: Action) -> Permit {
    permit(&Actor::System, Relation::Stranger, Object::Opportunity, action).unwrap()
}

fn literal(fresh: &Fresh, id: uuid::Uuid) -> String {
    let hex = id.simple();
    if fresh.engine == Engine::Sqlite { format!("x'{hex}'") } else { format!("'{hex}'") }
}

/// The first column of what a question to the database itself answers.
async fn column(fresh: &Fresh, sql: &'static str) -> Vec<String> {
    if fresh.engine == Engine::Sqlite {
        let mut connection = SqliteConnection::connect(&fresh.address).await.unwrap();
        sqlx::query_scalar(sql).fetch_all(&mut connection).await.unwrap()
    } else {
        let mut connection = PgConnection::connect(&fresh.address).await.unwrap();
        sqlx::query_scalar(sql).fetch_all(&mut connection).await.unwrap()
    }
}

async fn add_agency(fresh: &Fresh) -> Id<Agency> {
    let id = Id::new(NOW);
    let key = literal(fresh, id.uuid());
    run(&fresh.address, &format!(
            "insert into agency (id, kind, status, name, name_folded, municipality, about_es, about_en, hours_es,
             hours_en, created_at, version)
             values ({key}, 'employer', 'verified', 'Uno', 'uno', '0101', '', '', '', '', 0, 1)"
        ))
        .await;
    id
}

fn vacancy(agency: Id<Agency>, at: Moment) -> Opportunity {
    Opportunity {
        id: Id::new(at),
        kind: Kind::ALL[0],
        agency,
        status: Status::Published,
        title: Bilingual::new("Albañil", ""),
        description: Bilingual::default(),
        bring: Bilingual::default(),
        occupation: None,
        municipality: "0101".parse().unwrap(),
        address: String::new(),
        remote: false,
        seats: 1,
        taken: 0,
        pay: None,
        activity: None,
        cost_centavos: 0,
        schedule: Schedule::Full,
        contract: None,
        hours: None,
        starts_on: None,
        closes_on: Day::constant(2027, 1, 31),
        answer_days: 10,
        requirements: Requirements::default(),
        note: None,
        created_at: at,
        published_at: Some(at),
        version: 1,
    }
}

/// The tables that the migrations name, and the ledger of migrations.
fn wanted_tables() -> BTreeSet<String> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations");
    let texts: Vec<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| std::fs::read_to_string(entry.unwrap().path()).unwrap())
        .collect();
    let lines = texts.iter().flat_map(|text| text.lines());
    let named = lines.filter_map(|line| line.strip_prefix("create table ")?.split(' ').next());
    let tables: BTreeSet<String> = named.chain(["migration"]).map(str::to_owned).collect();
    assert!(tables.len() > 20, "the tables of the migration are read");
    tables
}

#[tokio::test]
async fn both_engines_have_every_table() {
    on_both(|fresh| async move {
        let store = open(&fresh).await;
        let tables = column(
            &fresh,
            match fresh.engine {
                Engine::Sqlite => {
                    "select name from sqlite_master where type = 'table' and name not like 'sqlite_%'"
                }
                Engine::Postgres => {
                    "select table_name::text from information_schema.tables where table_schema = 'public'"
                }
            },
        );
        let tables: BTreeSet<String> = tables.await.into_iter().collect();
        assert_eq!(tables, wanted_tables());
        store.close().await;
        fresh
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn six_may_open_an_empty_database_at_once() {
    on_both(|fresh| async move {
        let mut openings = tokio::task::JoinSet::new();
        for _ in 0..6 {
            let address = fresh.address.clone();
            openings.spawn(async move { Store::open(&address, Keyring::new(&[7; 32])).await });
        }
        while let Some(opened) = openings.join_next().await {
            let store = opened.unwrap().unwrap();
            store.ping().await.unwrap();
            store.close().await;
        }
        fresh
    })
    .await;
}

/// One more seat announced: read, then written, in one unit of work.
async fn add_seat(store: &Store, id: Id<Opportunity>) -> Result<(), StoreError> {
    store
        .write(move |mut tx| async move {
            let (permit, mut found) = tx.opportunity(id).await?.unlock(&Actor::System, Action::Edit)?;
            found.seats += 1;
            found.version += 1;
            tx.put_opportunity(&permit, &found, "seats", NOW).await?;
            Ok(tx.done(()))
        })
        .await
}

#[tokio::test(flavor = "multi_thread")]
async fn units_of_work_lose_no_update() {
    const TASKS: usize = 16;
    const ROWS: usize = 20;
    const ROUNDS: usize = 5;
    on_both(|fresh| async move {
        let store = open(&fresh).await;
        let agency = add_agency(&fresh).await;
        let ids = add_vacancies(&store, agency, ROWS).await;
        let mut tasks = tokio::task::JoinSet::new();
        for task in 0..TASKS {
            let (store, ids) = (store.clone(), ids.clone());
            tasks.spawn(async move {
                for round in 0..ROUNDS {
                    add_seat(&store, ids[(task * 7 + round * 3) % ROWS]).await?;
                }
                Ok::<_, StoreError>(())
            });
        }
        while let Some(task) = tasks.join_next().await {
            task.unwrap().unwrap();
        }
        let mut tx = store.read().await.unwrap();
        let mut added = 0;
        for id in ids {
            let (_, found) = tx.opportunity(id).await.unwrap().unlock(&Actor::System, Action::View).unwrap();
            assert_eq!(found.version, found.seats);
            added += found.seats - 1;
        }
        assert_eq!(added, i64::try_from(TASKS * ROUNDS).unwrap());
        let counted = tx.audit_check().await.unwrap().unwrap();
        assert_eq!(counted, i64::try_from(TASKS * ROUNDS + ROWS).unwrap());
        drop(tx);
        store.close().await;
        fresh
    })
    .await;
}

async fn add_vacancies(store: &Store, agency: Id<Agency>, count: usize) -> Vec<Id<Opportunity>> {
    let mut ids = Vec::new();
    for at in 0..count {
        let new = vacancy(agency, NOW.plus(i64::try_from(at).unwrap()));
        let (new, permit) = (&new, &may(Action::Create));
        store
            .write(move |mut tx| async move {
                tx.add_opportunity(permit, new, None, NOW).await?;
                Ok::<_, StoreError>(tx.done(()))
            })
            .await
            .unwrap();
        ids.push(new.id);
    }
    ids
}

#[tokio::test(flavor = "multi_thread")]
async fn a_unit_of_work_that_fails_leaves_nothing() {
    on_both(|fresh| async move {
        let store = open(&fresh).await;
        let agency = add_agency(&fresh).await;
        let new = vacancy(agency, NOW);
        let (new, permit) = (&new, &may(Action::Create));
        let failed = store
            .write(move |mut tx| async move {
                tx.add_opportunity(permit, new, Some(("list", "1")), NOW).await?;
                let twin = vacancy(agency, NOW);
                tx.add_opportunity(permit, &twin, Some(("list", "1")), NOW).await?;
                Ok::<_, StoreError>(tx.done(()))
            })
            .await;
        assert!(matches!(failed, Err(StoreError::Conflict("opportunity-imported-already"))), "{failed:?}");
        let mut tx = store.read().await.unwrap();
        assert!(tx.listed(new.id).await.unwrap().is_none());
        assert_eq!(tx.audit_check().await.unwrap(), Ok(0), "nothing is audited that did not happen");
        drop(tx);
        store.close().await;
        fresh
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_audit_shows_what_was_tampered_with() {
    // What is done to the audit behind the store's back.
    let tamperings = [
        "update audit set detail = 'changed' where lane = LANE and seq = 3",
        "update audit set at = at + 1 where lane = LANE and seq = 1",
        "update audit set actor = 'coordinator' where lane = LANE and seq = 5",
        "delete from audit where lane = LANE and seq = 3",
        "delete from audit where lane = LANE and seq = 5",
        "delete from audit where lane = LANE",
        "update audit set seq = case seq when 2 then -3 when 3 then -2 end where lane = LANE and seq in (2, 3);
         update audit set seq = -seq where lane = LANE and seq < 0",
        "insert into audit select lane, 6, at, actor, actor_id, agency, action, object, object_id, person, detail, hash
         from audit where lane = LANE and seq = 5",
        "delete from audit where lane = LANE and seq = 5; update audit_head set seq = 4 where lane = LANE",
    ];
    for tampering in tamperings {
        on_both(|fresh| async move {
            let store = open(&fresh).await;
            let agency = add_agency(&fresh).await;
            let id = add_vacancies(&store, agency, 1).await[0];
            for _ in 0..4 {
                add_seat(&store, id).await.unwrap();
            }
            assert_eq!(store.read().await.unwrap().audit_check().await.unwrap(), Ok(5));
            let lane = i64::from(id.uuid().as_bytes()[15]) % 16;
            run(&fresh.address, &tampering.replace("LANE", &lane.to_string())).await;
            let found = store.read().await.unwrap().audit_check().await.unwrap();
            assert!(
                matches!(found, Err(ChainFault { lane: at, .. }) if at == lane),
                "{tampering}: {found:?}"
            );
            store.close().await;
            fresh
        })
        .await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_made_later_sorts_later() {
    on_both(|fresh| async move {
        let store = open(&fresh).await;
        let agency = add_agency(&fresh).await;
        // Across a digit more, an hour, a year, and one second.
        let times = [999_999_999, 1_000_000_000, 1_000_003_600, 1_795_446_000, 1_795_446_001];
        for seconds in [3, 0, 4, 2, 1].map(|at: usize| times[at]) {
            let new = vacancy(agency, Moment::from_seconds(seconds));
            let (new, permit) = (&new, &may(Action::Create));
            store
                .write(move |mut tx| async move {
                    tx.add_opportunity(permit, new, None, new.created_at).await?;
                    Ok::<_, StoreError>(tx.done(()))
                })
                .await
                .unwrap();
        }
        let mut tx = store.read().await.unwrap();
        let first = Page { after: None, limit: 3 };
        let mut listed = tx.opportunities_of(agency, None, first).await.unwrap();
        let rest = Page { after: listed.last().map(|found| found.id), limit: 3 };
        listed.extend(tx.opportunities_of(agency, None, rest).await.unwrap());
        let seen: Vec<i64> = listed.iter().rev().map(|found| found.created_at.seconds()).collect();
        assert_eq!(seen, times);
        let by_column = column(
            &fresh,
            "select cast(created_at as text) from opportunity order by opportunity.created_at",
        )
        .await;
        assert_eq!(by_column, times.map(|seconds| seconds.to_string()));
        drop(tx);
        store.close().await;
        fresh
    })
    .await;
}

/// A number that is sealed stands nowhere in what the database keeps; a name that is not sealed does.
#[tokio::test(flavor = "multi_thread")]
async fn what_is_sealed_is_not_among_the_bytes() {
    on_both(async |fresh| {
        let store = open(&fresh).await;
        let nit =
            "0123456789K".chars().find_map(|check| Nit::parse(&format!("73915846{check}")).ok()).unwrap();
        let agency = Agency {
            id: Id::new(NOW),
            kind: AgencyKind::Employer,
            status: AgencyStatus::Pending,
            name: "Nombre a la vista".to_owned(),
            nit: Some(nit),
            municipality: "0101".parse().unwrap(),
            about: Bilingual::default(),
            hours: Bilingual::default(),
            phone: None,
            reason: None,
            created_at: NOW,
            version: 1,
        };
        let permit = permit(&Actor::System, Relation::Own, Object::Agency, Action::Create).unwrap();
        let (permit, kept) = (&permit, &agency);
        store
            .write(move |mut tx| async move {
                tx.add_agency(permit, kept, None, NOW).await?;
                Ok::<_, StoreError>(tx.done(()))
            })
            .await
            .unwrap();
        store.close().await;
        let bytes = fresh.bytes();
        let stands = |text: &str| bytes.windows(text.len()).any(|window| window == text.as_bytes());
        assert!(stands("Nombre a la vista"), "the bytes can be searched");
        assert!(!stands("73915846"), "the number is sealed");
        fresh
    })
    .await;
}
