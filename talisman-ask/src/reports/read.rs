//! From the bytes that arrived to reports: bounded in length, depth and number.

use std::error::Error;
use std::fmt;

use serde_json::{Map, Value};

use super::{Body, Kind, Report, ScriptHash, Violation};

/// How much of a body is read.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Limits {
    /// Bytes; a longer body is refused unread.
    pub bytes: usize,
    /// Reports; those after are left out.
    pub reports: usize,
}

impl Default for Limits {
    /// 64 KiB and 100 reports: browsers batch the reports of a minute, and cut their samples at 40 characters.
    fn default() -> Self {
        Self {
            // A report has the whole policy in it, and a batch a report for each blocked load: some KiB each.
            bytes: 64 * 1024,
            reports: 100,
        }
    }
}

/// Reads the body of a request that brings reports, whichever of the two formats it has: `application/csp-report`, one report
/// in an object, or `application/reports+json`, a list of them. The first does not name the browser: whoever collects it can
/// set [`Report::user_agent`], or add the field `user_agent` beside `csp-report`.
///
/// A report with fields of the wrong kind is read without them; what is not a report at all is left out. The time is linear in the
/// length, and nesting is refused beyond the depth of 128.
///
/// # Errors
///
/// A body that is too long, is not JSON, or is neither of the two formats.
pub fn read(body: &[u8], limits: Limits) -> Result<Vec<Report>, Unreadable> {
    if body.len() > limits.bytes {
        return Err(Unreadable::TooLong {
            length: body.len(),
            limit: limits.bytes,
        });
    }
    match serde_json::from_slice(body) {
        Ok(Value::Array(list)) => {
            let reports = list.into_iter().take(limits.reports);
            Ok(reports.filter_map(one_of_list).collect())
        }
        Ok(Value::Object(mut object)) => match object.remove("csp-report") {
            Some(Value::Object(fields)) => Ok(vec![Report {
                user_agent: text(&object, "user_agent"),
                ..legacy(&fields)
            }]),
            // A list of one, as some senders have it.
            _ => one_of_list(Value::Object(object))
                .map(|report| vec![report])
                .ok_or(Unreadable::NoReport),
        },
        Ok(_) => Err(Unreadable::NoReport),
        Err(error) => Err(Unreadable::Json(error.to_string())),
    }
}

/// Why a body was not read.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum Unreadable {
    /// It is longer than the limit.
    TooLong {
        /// Its bytes.
        length: usize,
        /// How many it may have.
        limit: usize,
    },
    /// It is not JSON, or nested too deeply.
    Json(String),
    /// It is JSON, and neither an object with `csp-report` nor a list of reports.
    NoReport,
}

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooLong { length, limit } => {
                write!(f, "the body has {length} bytes, and {limit} are read")
            }
            Self::Json(error) => write!(f, "the body is not JSON: {error}"),
            Self::NoReport => f.write_str("the body is neither of the two formats of reports"),
        }
    }
}

impl Error for Unreadable {}

/// `application/csp-report`, <https://www.w3.org/TR/CSP3/#deprecated-serialize-violation>
fn legacy(fields: &Map<String, Value>) -> Report {
    let effective = text(fields, "effective-directive");
    // Browsers of CSP1 sent the violated directive alone, with its sources.
    let violated = text(fields, "violated-directive");
    let effective_directive = match effective.as_str() {
        "" => violated
            .split_whitespace()
            .next()
            .unwrap_or_default()
            .to_owned(),
        _ => effective,
    };
    Report {
        url: text(fields, "document-uri"),
        age: 0,
        user_agent: String::new(),
        body: Body::Csp(Violation {
            blocked_url: text(fields, "blocked-uri"),
            effective_directive,
            original_policy: text(fields, "original-policy"),
            is_report_only: text(fields, "disposition") == "report",
            source_file: text(fields, "source-file"),
            line: number(fields, "line-number"),
            column: number(fields, "column-number"),
            sample: text(fields, "script-sample"),
            status_code: number(fields, "status-code"),
            referrer: text(fields, "referrer"),
        }),
    }
}

/// One report of `application/reports+json`, <https://www.w3.org/TR/reporting-1/#serialize-reports>
fn one_of_list(report: Value) -> Option<Report> {
    let Value::Object(report) = report else {
        return None;
    };
    let kind = report.get("type")?.as_str()?;
    let empty = Map::new();
    let fields = report
        .get("body")
        .and_then(Value::as_object)
        .unwrap_or(&empty);
    let url = match text(&report, "url") {
        // The body has the same address, which a sender may rely on.
        url if url.is_empty() => text(fields, "documentURL"),
        url => url,
    };
    Some(Report {
        url,
        age: number(&report, "age"),
        user_agent: text(&report, "user_agent"),
        body: match kind {
            "csp-violation" => Body::Csp(violation(fields)),
            "csp-hash" => Body::Hash(ScriptHash {
                subresource_url: subresource(fields),
                hash: text(fields, "hash"),
                destination: text(fields, "destination"),
            }),
            kind => Body::Other {
                kind: Kind::from_word(kind),
                fields: fields.iter().filter_map(scalar).collect(),
            },
        },
    })
}

/// Chromium 156 sends the first name, which CSP3 defines; its example has the second.
fn subresource(fields: &Map<String, Value>) -> String {
    match text(fields, "subresourceURL") {
        url if url.is_empty() => text(fields, "subresource_url"),
        url => url,
    }
}

fn violation(fields: &Map<String, Value>) -> Violation {
    Violation {
        blocked_url: text(fields, "blockedURL"),
        effective_directive: text(fields, "effectiveDirective"),
        original_policy: text(fields, "originalPolicy"),
        is_report_only: text(fields, "disposition") == "report",
        source_file: text(fields, "sourceFile"),
        line: number(fields, "lineNumber"),
        column: number(fields, "columnNumber"),
        sample: text(fields, "sample"),
        status_code: number(fields, "statusCode"),
        referrer: text(fields, "referrer"),
    }
}

fn scalar((name, value): (&String, &Value)) -> Option<(String, String)> {
    let value = match value {
        Value::String(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        Value::Bool(flag) => flag.to_string(),
        Value::Null | Value::Array(_) | Value::Object(_) => return None,
    };
    Some((name.clone(), value))
}

fn text(fields: &Map<String, Value>, name: &str) -> String {
    let value = fields.get(name).and_then(Value::as_str);
    value.unwrap_or_default().to_owned()
}

/// A number that is whole and not negative, or else 0.
fn number(fields: &Map<String, Value>, name: &str) -> u64 {
    let value = fields.get(name);
    value.and_then(Value::as_u64).unwrap_or_default()
}
