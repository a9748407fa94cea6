//! Pages.

#![forbid(unsafe_code)]

mod css;
mod handlers;
mod html;
mod needs;
mod srcset;
