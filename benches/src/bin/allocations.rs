//! Prints allocations and bytes per response for every subject, a line each; with `pages` or `slots`, those of each body of a page
//! or of each way to fill a slot, and the bytes of reallocations.
//!
//! A program of its own, because its allocator is in the way of every other figure.

use std::alloc::System;

use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};
use talisman_benches::subject::Subject;
use talisman_benches::{pages, slots};

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

fn main() {
    match std::env::args().nth(1).as_deref() {
        Some("pages") => pages::allocations().for_each(|make| print(&*make)),
        Some("slots") => slots::allocations().for_each(|make| print(&*make)),
        _ => subjects(),
    }
}

/// Counts those of the second time.
fn print(make: &dyn Fn()) {
    make();
    let region = Region::new(ALLOCATOR);
    make();
    let change = region.change();
    let count = change.allocations + change.reallocations;
    let (bytes, grown) = (change.bytes_allocated, change.bytes_reallocated.max(0));
    println!("{count} {bytes} {grown}");
}

fn subjects() {
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
