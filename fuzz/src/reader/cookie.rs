//! A `Set-Cookie` line as a user agent reads it: RFC 6265bis, section 5.6, as far as attributes of sessions go.

#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Cookie {
    pub(crate) name: Vec<u8>,
    pub(crate) value: Vec<u8>,
    pub(crate) secure: bool,
    pub(crate) http_only: bool,
    /// In lower case; none is "Default".
    pub(crate) same_site: Option<String>,
    /// All other attributes, in order.
    pub(crate) others: Vec<(Vec<u8>, Vec<u8>)>,
}

fn trim(mut bytes: &[u8]) -> &[u8] {
    while let [b' ' | b'\t', rest @ ..] = bytes {
        bytes = rest;
    }
    while let [rest @ .., b' ' | b'\t'] = bytes {
        bytes = rest;
    }
    bytes
}

fn pair(bytes: &[u8]) -> (Option<&[u8]>, &[u8]) {
    match bytes.iter().position(|byte| *byte == b'=') {
        Some(at) => (Some(trim(&bytes[..at])), trim(&bytes[at + 1..])),
        None => (None, trim(bytes)),
    }
}

/// The cookie, or nothing if the user agent ignores the line.
pub(crate) fn read(line: &[u8]) -> Option<Cookie> {
    if line
        .iter()
        .any(|byte| matches!(byte, 0..=8 | 0x0a..=0x1f | 0x7f))
    {
        return None;
    }
    let mut parts = line.split(|byte| *byte == b';');
    let (name, value) = pair(parts.next()?);
    let name = name.unwrap_or_default();
    if name.is_empty() && value.is_empty() {
        return None;
    }
    let mut cookie = Cookie {
        name: name.to_vec(),
        value: value.to_vec(),
        secure: false,
        http_only: false,
        same_site: None,
        others: Vec::new(),
    };
    for part in parts {
        let (attribute, value) = match pair(part) {
            (Some(attribute), value) => (attribute, value),
            (None, attribute) => (attribute, &b""[..]),
        };
        if value.len() > 1024 {
            continue;
        }
        match attribute.to_ascii_lowercase().as_slice() {
            b"secure" => cookie.secure = true,
            b"httponly" => cookie.http_only = true,
            b"samesite" => {
                let value = String::from_utf8_lossy(value).to_ascii_lowercase();
                let is_known = ["none", "strict", "lax"].contains(&value.as_str());
                cookie.same_site = is_known.then_some(value);
            }
            _ => cookie.others.push((attribute.to_vec(), value.to_vec())),
        }
    }
    Some(cookie)
}
