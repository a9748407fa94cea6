//! The latest reports that browsers sent, explained. Anybody can send one, so their number, size and time are bounded.

use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use http_body_util::{BodyExt, Limited};
use hyper::StatusCode;
use hyper::body::Incoming;
use talisman::ask::reports::{Limits, Report, Site, fold, read};
use tokio::time::timeout;

const LIMITS: Limits = Limits {
    bytes: 16 * 1024,
    reports: 64,
};
const BODY_TIMEOUT: Duration = Duration::from_secs(10);

/// The latest one first.
static REPORTS: Mutex<VecDeque<Report>> = Mutex::new(VecDeque::new());

/// A line for all reports that say the same: what was refused, how often, and why or which noise it is.
pub(crate) fn lines(site: &Site) -> String {
    let reports = REPORTS.lock().unwrap_or_else(PoisonError::into_inner);
    let folded = fold(reports.iter().cloned()).into_iter();
    let lines = folded.map(|folded| match folded.report.explain(site) {
        Some(explanation) => format!("{folded}; {explanation}\n"),
        None => format!("{folded}\n"),
    });
    lines.collect()
}

/// Keeps the reports of one request.
pub(crate) async fn receive(body: Incoming) -> StatusCode {
    let body = match timeout(BODY_TIMEOUT, Limited::new(body, LIMITS.bytes).collect()).await {
        Err(_) => return StatusCode::REQUEST_TIMEOUT,
        Ok(Err(_)) => return StatusCode::PAYLOAD_TOO_LARGE,
        Ok(Ok(body)) => body.to_bytes(),
    };
    let Ok(received) = read(&body, LIMITS) else {
        return StatusCode::BAD_REQUEST;
    };
    let mut reports = REPORTS.lock().unwrap_or_else(PoisonError::into_inner);
    for report in received {
        reports.push_front(report);
    }
    reports.truncate(LIMITS.reports);
    StatusCode::NO_CONTENT
}
