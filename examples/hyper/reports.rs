//! The latest violation reports that browsers sent. Anybody can send one, so their number, size and time are bounded.

use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use http_body_util::{BodyExt, Limited};
use hyper::StatusCode;
use hyper::body::Incoming;
use tokio::time::timeout;

const MAX_REPORTS: usize = 8;
const MAX_BYTES: usize = 16 * 1024;
const BODY_TIMEOUT: Duration = Duration::from_secs(10);

/// The latest one first.
static REPORTS: Mutex<VecDeque<String>> = Mutex::new(VecDeque::new());

/// The reports as they came, each on a line.
pub(crate) fn lines() -> String {
    let reports = REPORTS.lock().unwrap_or_else(PoisonError::into_inner);
    reports.iter().flat_map(|report| [report, "\n"]).collect()
}

/// Keeps a report.
pub(crate) async fn receive(body: Incoming) -> StatusCode {
    match timeout(BODY_TIMEOUT, Limited::new(body, MAX_BYTES).collect()).await {
        Err(_) => StatusCode::REQUEST_TIMEOUT,
        Ok(Err(_)) => StatusCode::PAYLOAD_TOO_LARGE,
        Ok(Ok(body)) => {
            // In JSON a line break is white space.
            let report = String::from_utf8_lossy(&body.to_bytes()).replace(['\r', '\n'], " ");
            let mut reports = REPORTS.lock().unwrap_or_else(PoisonError::into_inner);
            reports.truncate(MAX_REPORTS - 1);
            reports.push_front(report);
            StatusCode::NO_CONTENT
        }
    }
}
