//! Nanoseconds per response, on the machine as it is.

use std::time::{Duration, Instant};

use crate::subject::Subject;

const ROUNDS: usize = 15;
const ROUND: Duration = Duration::from_micros(500);

/// Times one response of each subject: the median of rounds that go through all subjects, so that what disturbs the machine
/// for a while disturbs all of them.
#[must_use]
pub fn time(subjects: &[Subject]) -> Vec<f64> {
    let mut responders: Vec<_> = subjects
        .iter()
        .map(|subject| (subject.responder(), Vec::with_capacity(ROUNDS)))
        .collect();
    for _ in 0..ROUNDS {
        for (responder, times) in &mut responders {
            let (start, mut responses) = (Instant::now(), 0.0);
            while start.elapsed() < ROUND {
                for _ in 0..50 {
                    responder.respond();
                }
                responses += 50.0;
            }
            times.push(start.elapsed().as_secs_f64() * 1e9 / responses);
        }
    }
    responders
        .into_iter()
        .map(|(_, times)| median(times))
        .collect()
}

/// The median, of an odd number of figures at its best.
pub fn median(mut figures: Vec<f64>) -> f64 {
    figures.sort_by(f64::total_cmp);
    figures.get(figures.len() / 2).copied().unwrap_or(f64::NAN)
}
