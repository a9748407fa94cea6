//! The headers: one module for each, and what only they share. The largest is [`csp`]; [`header`] is the table of them all.

pub mod activate_storage_access;
pub mod clear_site_data;
pub mod connection_allowlist;
pub mod cross_origin_embedder_policy;
pub mod cross_origin_opener_policy;
pub mod cross_origin_resource_policy;
pub mod csp;
pub mod document_isolation_policy;
pub mod document_policy;
pub(crate) mod endpoint;
pub mod endpoint_url;
pub mod feature_policy;
pub mod header;
pub mod integrity_policy;
pub(crate) mod isolation_values;
pub mod json;
pub mod nel;
pub(crate) mod one_word;
pub(crate) mod origin;
pub mod origin_agent_cluster;
pub mod permissions;
pub mod referrer_policy;
pub mod report_to;
pub mod reporting_endpoints;
pub(crate) mod shape;
pub mod strict_transport_security;
pub mod token_item;
pub mod x_content_type_options;
pub mod x_dns_prefetch_control;
pub mod x_download_options;
pub mod x_frame_options;
pub mod x_permitted_cross_domain_policies;
pub mod x_xss_protection;

pub use header::*;
