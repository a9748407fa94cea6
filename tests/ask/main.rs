//! What policies allow: a table by hand, one row for each rule, and what holds for any policy and any request.

#[path = "../browser/decisions/departures.rs"]
mod departures;
mod documents;
mod extended;
#[path = "../browser/decisions/generate.rs"]
#[expect(dead_code, reason = "the pages are the browser's")]
mod generate;
mod itself;
mod linear;
mod reports;
mod servo;
mod table;
