//! What flask-talisman and hyperflask offer, and where they fail: `README.md` has a row for each, and names its test.

mod exchange;
mod https;
mod hyperflask;
mod options;
mod origin;
mod policies;
mod presets;
mod responses;
mod table;
