//! What the tests share: the rows of `conformance/`, read and put into the macro's spelling, and what reading one gives.

#![forbid(unsafe_code)]

mod outcome;
mod row;
mod words;

pub use outcome::{Outcome, problems};
pub use row::{Disposition, FILES, Row, rows};
pub use words::words;
