//! Work over several threads, whose number changes how long it takes and nothing else.

use std::{
    panic::resume_unwind,
    sync::atomic::{AtomicUsize, Ordering},
    thread,
};

/// What `worker` makes of each number below `count`, in their order. Each thread has a worker of its own and takes
/// `batch` numbers at a time.
///
/// # Panics
/// If a worker does: what it took would be missing.
pub(super) fn spread<T: Send, W: FnMut(usize) -> T>(
    count: usize,
    batch: usize,
    threads: usize,
    worker: impl Fn() -> W + Sync,
) -> Vec<T> {
    let next = AtomicUsize::new(0);
    let work = || {
        let (mut worker, mut done) = (worker(), Vec::new());
        loop {
            let from = next.fetch_add(batch, Ordering::Relaxed);
            if from >= count {
                return done;
            }
            done.extend((from..count.min(from + batch)).map(|at| (at, worker(at))));
        }
    };
    let mut all = thread::scope(|scope| {
        let others: Vec<_> = (1..threads.max(1)).map(|_| scope.spawn(work)).collect();
        let mut all = work();
        for other in others {
            all.extend(other.join().unwrap_or_else(|panic| resume_unwind(panic)));
        }
        all
    });
    all.sort_unstable_by_key(|(at, _)| *at);
    all.into_iter().map(|(_, made)| made).collect()
}
