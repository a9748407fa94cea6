//! Prints allocations and bytes per response for every subject, a line each; with `pages`, those of each body of a page, and the
//! bytes of reallocations.
//!
//! A program of its own, because its allocator is in the way of every other figure.

use std::alloc::System;

use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};
use talisman_benches::pages;
use talisman_benches::subject::Subject;

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

fn main() {
    if std::env::args().nth(1).is_some_and(|what| what == "pages") {
        for make in pages::allocations() {
            make();
            let region = Region::new(ALLOCATOR);
            make();
            let change = region.change();
            let count = change.allocations + change.reallocations;
            let (bytes, grown) = (change.bytes_allocated, change.bytes_reallocated.max(0));
            println!("{count} {bytes} {grown}");
        }
        return;
    }
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
