//! What fills a slot.

use std::sync::Arc;

use talisman_core::encoded::SlotType;

use super::origin::Origin;
use super::origins::{Origins, WildcardOrigins};

/// What can fill a slot of a policy: an [`Origin`], [`Origins`] or [`WildcardOrigins`], or a reference to one.
pub trait SlotValue: sealed::Sealed {}

pub(super) mod sealed {
    use super::{Arc, SlotType};

    pub trait Sealed {
        /// The narrowest type of slot that it fills.
        const NARROWEST: SlotType;

        /// The origins with a space between them; `None` if there are none.
        fn text(&self) -> Option<Arc<str>>;
    }
}

/// A value that fills a slot of the type with this number.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not fill a slot of this type",
    label = "wrong for this slot",
    note = "an `origin` slot takes an `Origin`; an `origins` slot takes `Origins` or an `Origin`; a `wildcard-origins` slot takes any of the three"
)]
pub trait Fills<const TYPE: u8>: SlotValue {}

/// Whether a value whose narrowest type is the first fills a slot of the second.
pub(super) fn fits(narrowest: SlotType, slot: SlotType) -> bool {
    match narrowest {
        SlotType::Origin => true,
        SlotType::Origins => slot != SlotType::Origin,
        SlotType::WildcardOrigins => slot == SlotType::WildcardOrigins,
    }
}

macro_rules! values {
    ($($Value:ident fills $($Type:ident),+;)*) => { $(
        impl SlotValue for $Value {}

        $( impl Fills<{ SlotType::$Type as u8 }> for $Value {} )+
    )* };
}

values! {
    Origin fills Origin, Origins, WildcardOrigins;
    Origins fills Origins, WildcardOrigins;
    WildcardOrigins fills WildcardOrigins;
}

impl sealed::Sealed for Origin {
    const NARROWEST: SlotType = SlotType::Origin;

    fn text(&self) -> Option<Arc<str>> {
        Some(self.shared())
    }
}

impl sealed::Sealed for Origins {
    const NARROWEST: SlotType = SlotType::Origins;

    fn text(&self) -> Option<Arc<str>> {
        self.shared()
    }
}

impl sealed::Sealed for WildcardOrigins {
    const NARROWEST: SlotType = SlotType::WildcardOrigins;

    fn text(&self) -> Option<Arc<str>> {
        self.shared()
    }
}

impl<T: sealed::Sealed + ?Sized> sealed::Sealed for &T {
    const NARROWEST: SlotType = T::NARROWEST;

    fn text(&self) -> Option<Arc<str>> {
        (**self).text()
    }
}

impl<T: SlotValue + ?Sized> SlotValue for &T {}

impl<T: Fills<TYPE> + ?Sized, const TYPE: u8> Fills<TYPE> for &T {}
