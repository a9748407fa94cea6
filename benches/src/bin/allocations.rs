//! Prints allocations and bytes per response for every subject, a line each.
//!
//! A program of its own, because its allocator is in the way of every other figure.

use std::alloc::System;

use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};
use talisman_benches::subject::Subject;

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

fn main() {
    for subject in Subject::all() {
        let mut responder = subject.responder();
        // The first nonce of a thread seeds its generator.
        responder.respond();
        let region = Region::new(ALLOCATOR);
        responder.respond();
        let change = region.change();
        let count = change.allocations + change.reallocations;
        println!("{count} {}", change.bytes_allocated);
    }
}
