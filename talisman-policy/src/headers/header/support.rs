//! Which browsers read a field.

use super::{Header, Problem};
use crate::ground::diagnostic::{Diagnostics, Place};

/// Reports which browsers ignore the field, where some do.
pub(crate) fn report(header: Header, place: Place, out: &mut Diagnostics) {
    let missing = header.browsers().and_then(|browsers| browsers.missing());
    if let Some(missing) = missing {
        let field = header.as_str();
        out.report(place, Problem::PartlySupported { field, missing });
    }
}
