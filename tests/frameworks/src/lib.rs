//! The guide's pages whose examples need a template engine or a server of their own. Their tests are the examples.

#[doc = include_str!("../../../src/guide/templates.md")]
pub mod templates {}

#[doc = include_str!("../../../src/guide/servers.md")]
pub mod servers {}
