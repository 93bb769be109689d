//! Making things ahead on a thread of its own, while those before are put to use.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::sync_channel;

/// So many things may be made before they are taken.
const AHEAD: usize = 2;

/// Makes so many things and hands each to `take`, in their order; each is made once.
/// While one is taken the next are made on another thread. What that has not begun when
/// it is wanted is made at once: on a busy machine nothing waits for the other thread to
/// have its turn.
///
/// # Errors
/// What `take` refuses ends it.
pub(super) fn each_ahead<T: Send, E>(
    count: usize,
    make: impl Fn(usize) -> T + Sync,
    mut take: impl FnMut(usize, T) -> Result<(), E>,
) -> Result<(), E> {
    if count < 2 {
        return (0..count).try_for_each(|at| take(at, make(at)));
    }
    // The first is wanted already.
    let next = AtomicUsize::new(1);
    std::thread::scope(|scope| {
        let (sender, made) = sync_channel(AHEAD);
        let (make, next) = (&make, &next);
        scope.spawn(move || {
            loop {
                let at = next.fetch_add(1, Ordering::Relaxed);
                // Nobody takes any more where it was broken off.
                if at >= count || sender.send(make(at)).is_err() {
                    return;
                }
            }
        });
        (0..count).try_for_each(|at| {
            let swapped =
                |at| next.compare_exchange(at, at + 1, Ordering::Relaxed, Ordering::Relaxed);
            let made = if at == 0 || swapped(at).is_ok() {
                make(at)
            } else {
                // Where the other thread broke, it is seen here why.
                made.recv().unwrap_or_else(|_| make(at))
            };
            take(at, made)
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Mutex;
    use std::time::Duration;

    fn wait(ms: u64) {
        std::thread::sleep(Duration::from_millis(ms));
    }

    /// What was taken, and how often each was made.
    fn run(count: usize, make_ms: u64, take_ms: u64) -> (Vec<usize>, Vec<usize>) {
        let times = Mutex::new(vec![0; count]);
        let mut taken = Vec::new();
        let make = |at: usize| {
            times.lock().unwrap()[at] += 1;
            wait(make_ms);
            at * 10
        };
        let all = each_ahead(count, make, |at, made| {
            assert_eq!(made, at * 10, "what was made for another place");
            wait(take_ms);
            taken.push(at);
            Ok::<_, ()>(())
        });
        assert_eq!(all, Ok(()), "nothing was refused");
        (taken, times.into_inner().unwrap())
    }

    #[test]
    fn each_is_made_once_and_taken_in_order() {
        for count in [0, 1, 2, 3, 20] {
            for (make_ms, take_ms) in [(0, 0), (1, 0), (0, 1), (1, 1)] {
                let (taken, times) = run(count, make_ms, take_ms);
                assert!(taken.into_iter().eq(0..count), "{count}");
                assert!(times.iter().all(|times| *times == 1), "{count}: {times:?}");
            }
        }
    }

    #[test]
    fn both_threads_make() {
        let makers = Mutex::new(Vec::new());
        let make = |_| {
            wait(2);
            makers.lock().unwrap().push(std::thread::current().id());
        };
        each_ahead(12, make, |_, ()| Ok::<_, ()>(())).unwrap();
        let own = std::thread::current().id();
        let makers = makers.into_inner().unwrap();
        let here = makers.iter().filter(|maker| **maker == own).count();
        assert!(
            here > 0 && here < makers.len(),
            "{here} of {}",
            makers.len()
        );
    }

    #[test]
    fn what_is_refused_ends_it() {
        let made = Mutex::new(0);
        let make = |_| *made.lock().unwrap() += 1;
        let refused = each_ahead(1_000, make, |at, ()| if at < 3 { Ok(()) } else { Err(at) });
        assert_eq!(refused, Err(3));
        let made = made.into_inner().unwrap();
        assert!(made <= 4 + AHEAD + 2, "{made}");
    }

    #[test]
    #[should_panic(expected = "cannot be made")]
    fn what_breaks_on_the_other_thread_is_not_waited_for() {
        let make = |at: usize| assert!(at < 5, "cannot be made");
        each_ahead(9, make, |_, ()| {
            wait(1);
            Ok::<_, ()>(())
        })
        .unwrap();
    }
}
