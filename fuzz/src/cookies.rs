//! Session cookies, beside a reader of RFC 6265bis.

use http::{HeaderValue, Response};
use talisman::{Policy, Scheme, talisman_policy};

use crate::reader::cookie;

const POLICY: Policy = talisman_policy! { session_cookie_names: ["session", "__Host-id"] };

/// Lines: the `Set-Cookie` fields of a response.
pub fn cookies(data: &[u8]) {
    let mut response = Response::new(());
    let mut before = Vec::new();
    for line in data.split(|byte| *byte == b'\n').take(8) {
        if let Ok(value) = HeaderValue::from_bytes(line) {
            response.headers_mut().append("set-cookie", value);
            before.push(line);
        }
    }
    POLICY.applier(Scheme::Https).apply(&mut response);
    let after: Vec<_> = response.headers().get_all("set-cookie").iter().collect();
    assert_eq!(before.len(), after.len());
    for (before, after) in before.into_iter().zip(after) {
        let after = after.as_bytes();
        // What the handler wrote stays in front, byte for byte.
        assert!(after.starts_with(before));
        let Some(mut wanted) = cookie::read(before) else {
            assert_eq!(before, after);
            continue;
        };
        let is_session = [&b"session"[..], b"__Host-id"].contains(&wanted.name.as_slice());
        if is_session {
            wanted.secure = true;
            wanted.http_only = true;
            wanted.same_site.get_or_insert("lax".to_owned());
        } else {
            assert_eq!(before, after);
        }
        assert_eq!(
            cookie::read(after),
            Some(wanted),
            "{:?}",
            before.escape_ascii().to_string()
        );
    }
}
