//! Whoever hangs up in the middle of a unit of work.

use crate::{
    add_agency, add_seat, add_vacancies, column,
    database::{Engine, Fresh},
    on_both, open,
};
use domain::policy::{Action, Actor};

/// Connections that stay in a unit of work that nobody carries on. What was dropped is taken back in its own time.
async fn left_inside(fresh: &Fresh) -> usize {
    if fresh.engine == Engine::Sqlite {
        return 0;
    }
    let inside = "select pid::text from pg_stat_activity
        where datname = current_database() and state like 'idle in transaction%'";
    let mut found = Vec::new();
    for _ in 0..100 {
        found = column(fresh, inside).await;
        if found.is_empty() {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
    found.len()
}

/// A client that hangs up ends its unit of work wherever it stands; whoever gets the connection next must not find
/// themselves in it, reading what was true then.
#[tokio::test(flavor = "multi_thread")]
async fn a_unit_of_work_that_is_dropped_leaves_no_connection_inside_it() {
    on_both(|fresh| async move {
        let store = open(&fresh).await;
        let agency = add_agency(&fresh).await;
        let id = add_vacancies(&store, agency, 1).await[0];
        for wait in 0..100 {
            let task = |_| {
                let store = store.clone();
                tokio::spawn(async move { add_seat(&store, id).await })
            };
            let tasks: Vec<_> = (0..4).map(task).collect();
            std::thread::sleep(std::time::Duration::from_micros(wait * 10));
            tasks.iter().for_each(tokio::task::JoinHandle::abort);
            assert_eq!(left_inside(&fresh).await, 0, "after {} µs", wait * 10);
        }
        add_seat(&store, id).await.unwrap();
        let mut tx = store.read().await.unwrap();
        let (_, found) = tx.opportunity(id).await.unwrap().unlock(&Actor::System, Action::View).unwrap();
        assert_eq!(found.version, found.seats);
        drop(tx);
        store.close().await;
        fresh
    })
    .await;
}
