//! Dictionaries and single items of structured fields, RFC 9651: members with their keys, items, inner lists and parameters.
//!
//! An error in one member is noted and the next is read, although a browser reads none of them: all problems are reported in
//! one run. Line breaks fold to a space, as a policy in a source file has them; keys may hold capitals here, so that the
//! header can say which name was intended.

mod bare_item;
mod dictionary;
mod inner_list;
mod item;

pub(crate) use bare_item::{is_bare_item, is_sf_token};
pub use dictionary::{Dictionary, split_dictionary};
pub use inner_list::{SingleList, split_inner_list};
pub(crate) use item::is_key;
pub use item::{SingleItem, split_item};

#[cfg(test)]
mod tests;
