//! How each server writes a field, and how it quotes.

use std::fmt::Write as _;

use super::{ExportError, Server};

/// The longest line of a `_headers` file that Cloudflare takes, in characters.
const CLOUDFLARE_LINE: usize = 2000;

/// The whole configuration. Field values are visible ASCII and spaces: that is all that has to be quoted.
pub(super) fn print(
    server: Server,
    fields: &[(&str, &str)],
    removed: &[&str],
) -> Result<String, ExportError> {
    match server {
        Server::Nginx => nginx(fields, removed),
        Server::Apache => Ok(apache(fields, removed)),
        Server::Caddy => caddy(fields, removed),
        Server::HaProxy => Ok(haproxy(fields, removed)),
        Server::Netlify => netlify(fields, removed),
        Server::Cloudflare => cloudflare(fields, removed),
        Server::Vercel => {
            none_removed(Server::Vercel, removed)?;
            let rows = json_rows(fields, "        ");
            Ok(format!(
                "{{\n  \"headers\": [\n    {{\n      \"source\": \"/(.*)\",\n      \"headers\": [\n{rows}\n      ]\n    }}\n  ]\n}}\n"
            ))
        }
        Server::Firebase => {
            none_removed(Server::Firebase, removed)?;
            let rows = json_rows(fields, "          ");
            Ok(format!(
                "{{\n  \"hosting\": {{\n    \"headers\": [\n      {{\n        \"source\": \"**\",\n        \"headers\": [\n{rows}\n        ]\n      }}\n    ]\n  }}\n}}\n"
            ))
        }
    }
}

/// Puts a backslash before each of these characters.
fn escaped(value: &str, special: &[char]) -> String {
    let mut escaped = String::with_capacity(value.len());
    for c in value.chars() {
        if special.contains(&c) {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}

fn lines(rows: impl Iterator<Item = String>) -> String {
    let mut text = String::new();
    for row in rows {
        text.push_str(&row);
        text.push('\n');
    }
    text
}

/// nginx reads `$name` as a variable everywhere in a value, and has no way to write a dollar sign.
fn nginx(fields: &[(&str, &str)], removed: &[&str]) -> Result<String, ExportError> {
    if let Some((name, _)) = fields.iter().find(|(_, value)| value.contains('$')) {
        return Err(ExportError::Unquotable {
            server: Server::Nginx,
            field: (*name).to_owned(),
            character: '$',
        });
    }
    let set = fields.iter().map(|(name, value)| {
        format!(
            "add_header {name} \"{}\" always;",
            escaped(value, &['"', '\\'])
        )
    });
    // Of an answer that comes through `proxy_pass`; what nginx itself sends is switched off elsewhere (`server_tokens`).
    let hide = removed
        .iter()
        .map(|name| format!("proxy_hide_header {name};"));
    Ok(lines(hide.chain(set)))
}

/// Apache reads `%` in a value as a format, and a backslash in quotes before a quote alone.
fn apache(fields: &[(&str, &str)], removed: &[&str]) -> String {
    let unset = removed
        .iter()
        .map(|name| format!("Header always unset {name}\nHeader onsuccess unset {name}"));
    let set = fields.iter().map(|(name, value)| {
        let value = escaped(value, &['"', '\\']).replace('%', "%%");
        format!("Header onsuccess unset {name}\nHeader always set {name} \"{value}\"")
    });
    lines(unset.chain(set))
}

/// Caddy reads `{name}` in a value as a placeholder, and expands its short names (`{host}`) even where they are escaped.
/// In backticks it reads everything else as it is; in double quotes a backslash before a quote has no spelling.
fn caddy(fields: &[(&str, &str)], removed: &[&str]) -> Result<String, ExportError> {
    let mut text = String::from("header {\n");
    for name in removed {
        let _ = writeln!(text, "\t-{name}");
    }
    for (name, value) in fields {
        let unquotable = |character| ExportError::Unquotable {
            server: Server::Caddy,
            field: (*name).to_owned(),
            character,
        };
        let names_a_placeholder = |(at, _)| {
            let after: Option<&str> = value.get(at + 1..);
            after.is_some_and(|after| after.starts_with(|c: char| c.is_ascii_alphabetic()))
        };
        if value.match_indices('{').any(names_a_placeholder) {
            return Err(unquotable('{'));
        }
        let escaped = value.replace('{', "\\{");
        let quoted = if !value.contains('`') {
            format!("`{escaped}`")
        } else if !value.contains('\\') {
            format!("\"{}\"", escaped.replace('"', "\\\""))
        } else {
            return Err(unquotable('`'));
        };
        let _ = writeln!(text, "\t{name} {quoted}");
    }
    text.push_str("}\n");
    Ok(text)
}

/// HAProxy reads `%` as a format, and `$` in double quotes as a variable of the environment.
fn haproxy(fields: &[(&str, &str)], removed: &[&str]) -> String {
    let unset = removed
        .iter()
        .map(|name| format!("http-after-response del-header {name}"));
    let set = fields.iter().map(|(name, value)| {
        let value = escaped(value, &['"', '\\', '$']).replace('%', "%%");
        format!("http-after-response set-header {name} \"{value}\"")
    });
    lines(unset.chain(set))
}

fn netlify(fields: &[(&str, &str)], removed: &[&str]) -> Result<String, ExportError> {
    none_removed(Server::Netlify, removed)?;
    Ok(headers_file(fields, &[]))
}

fn cloudflare(fields: &[(&str, &str)], removed: &[&str]) -> Result<String, ExportError> {
    for (name, value) in fields {
        let length = "  : ".len() + name.len() + value.len();
        if length > CLOUDFLARE_LINE {
            return Err(ExportError::TooLong {
                server: Server::Cloudflare,
                field: (*name).to_owned(),
                length,
                longest: CLOUDFLARE_LINE,
            });
        }
    }
    Ok(headers_file(fields, removed))
}

fn headers_file(fields: &[(&str, &str)], removed: &[&str]) -> String {
    let set = fields
        .iter()
        .map(|(name, value)| format!("  {name}: {value}"));
    let unset = removed.iter().map(|name| format!("  ! {name}"));
    lines(std::iter::once("/*".to_owned()).chain(unset).chain(set))
}

/// The objects of a JSON list. Of what a field value may hold, JSON escapes the quote, the backslash and the tab.
fn json_rows(fields: &[(&str, &str)], indent: &str) -> String {
    let rows = fields.iter().map(|(name, value)| {
        let value = escaped(value, &['"', '\\']).replace('\t', "\\t");
        format!("{indent}{{ \"key\": \"{name}\", \"value\": \"{value}\" }}")
    });
    rows.collect::<Vec<_>>().join(",\n")
}

fn none_removed(server: Server, removed: &[&str]) -> Result<(), ExportError> {
    match removed.first() {
        None => Ok(()),
        Some(name) => Err(ExportError::CannotRemove {
            server,
            field: (*name).to_owned(),
        }),
    }
}
