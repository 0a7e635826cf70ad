//! What reading costs grows in step with the size of the text: twice the text, about twice the time.

use super::shapes::GROWING;
use std::time::{Duration, Instant};
use yundu::document;
use yundu::layout::{Spec, lay_out};

/// Times below this are noise.
const FLOOR: Duration = Duration::from_millis(4);

/// How much longer twice the text may take. Work in step with the size gives 2, with its square 4.
const LIMIT: f64 = 3.0;

/// The time that a text takes to be parsed and set.
fn cost(text: &str) -> Duration {
    let started = Clock::start();
    let document = document::parse(text);
    lay_out(&document, &Spec::new(60));
    started.elapsed()
}

/// A clock of this thread's own work where the system tells it, else of the wall: tests run side by side.
struct Clock {
    wall: Instant,
    work: Option<Duration>,
}

impl Clock {
    fn start() -> Self {
        Clock { wall: Instant::now(), work: work() }
    }

    fn elapsed(&self) -> Duration {
        work().zip(self.work).map_or_else(|| self.wall.elapsed(), |(now, start)| now - start)
    }
}

/// The time that this thread has worked (Linux: the first number of its `schedstat`, in nanoseconds).
fn work() -> Option<Duration> {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    text.split(' ').next()?.parse().ok().map(Duration::from_nanos)
}

/// Tells whether the cost of a shape grows too fast. A machine that is busy with other things makes single times useless:
/// the least of several counts, and a shape is judged only after it has been too slow every time.
fn grows_too_fast(make: fn(usize) -> String, size: usize) -> Option<f64> {
    let (once, twice) = (make(size / 2), make(size));
    let mut least = f64::INFINITY;
    for _ in 0..6 {
        let (first, second) = (cost(&once), cost(&twice));
        let ratio = second.max(FLOOR).as_secs_f64() / first.max(FLOOR).as_secs_f64();
        least = least.min(ratio);
        if least < LIMIT {
            return None;
        }
    }
    Some(least)
}

#[test]
fn costs_grow_in_step() {
    let measured = GROWING.iter().filter_map(|&(name, size, make)| Some((name, grows_too_fast(make, size)?)));
    let slow: Vec<_> = measured.collect();
    assert!(slow.is_empty(), "{slow:?}");
}
