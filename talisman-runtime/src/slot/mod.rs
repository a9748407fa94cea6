//! Slots: openings of a policy that origins fill, when the program starts or for each response.

mod filled;
mod filling;
mod origin;
mod origins;
mod value;

pub use self::filled::{Fillable, Filled, all_filled, slot_of};
pub use self::filling::SlotError;
pub(crate) use self::filling::{Filling, OriginTemplates, Slots};
pub use self::origin::{Origin, OriginError};
pub use self::origins::{Origins, WildcardOrigins};
pub use self::value::{Fills, SlotValue};
