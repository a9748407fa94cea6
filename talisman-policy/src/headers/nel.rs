//! NEL, Network Error Logging: which failures of the network a browser reports, out of a JSON object.

use crate::ground::diagnostic::{Diagnostics, Place};
use crate::headers::csp::Sited;
use crate::headers::json::{Json, Object, string};

/// Whether a browser reports that it could not reach the site: names that do not resolve, connections that are refused or
/// reset, certificates that do not fit, responses of 400 and above.
///
/// It reports to a group of [Report-To](crate::headers::report_to::ReportTo), which the same policy must declare; an endpoint of
/// Reporting-Endpoints is no such group. A browser remembers both, and so can tell of a site that it no longer reaches.
///
/// # ABNF
///
/// ```text
/// NEL = JSON-object ; "report_to", "max_age", "include_subdomains", "success_fraction", "failure_fraction"
/// ```
///
/// # Example values
///
/// `{"report_to":"default","max_age":2592000}`, `{"max_age":0}`
///
/// `{"report_to":"default"}` is refused: without `max_age` a browser ignores the header.
///
/// # Deployment caveat
///
/// A browser keeps the policy for `max_age` seconds, whatever later responses leave out: it is taken back with
/// `"max_age": 0`. A receiver on the host that fails gets nothing: choose another one, which answers the browser's CORS
/// preflight. A report holds the address that a visitor went to, and the server's own. Browsers made from Chromium alone read
/// it, since 71, and over https alone.
///
/// <https://w3c.github.io/network-error-logging/#nel-response-header>
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Nel {
    report_to: Option<Sited<String>>,
    max_age: u32,
    include_subdomains: Option<bool>,
    success_fraction: Option<String>,
    failure_fraction: Option<String>,
    request_headers: Option<Vec<String>>,
    response_headers: Option<Vec<String>>,
}

words! {
    /// A member of the object, in the order of the specification.
    pub enum MemberName {
        /// The group that gets the reports.
        ReportTo => "report_to";
        /// The seconds for which the policy is kept.
        MaxAge => "max_age";
        /// Whether the hosts below are included, for failures of their names alone.
        IncludeSubdomains => "include_subdomains";
        /// The share of successes that are reported.
        SuccessFraction => "success_fraction";
        /// The share of failures that are reported.
        FailureFraction => "failure_fraction";
        /// The request's fields that a report holds.
        RequestHeaders => "request_headers";
        /// The response's fields that a report holds.
        ResponseHeaders => "response_headers";
    }
}

problems! {
    /// What can be wrong with a NEL, beside its JSON.
    pub enum Problem {
        /// There is no object.
        Empty => Error "nel-empty", "Network Error Logging section 4.1, NEL" {
            summary: "there is no policy: a browser reports nothing";
            help: "write an object such as {{ \"report_to\": \"default\", \"max_age\": 2592000 }}, or leave the header out";
        }

        /// More than one object.
        Several => Error "nel-several-objects", "Network Error Logging section 4.1, NEL" {
            summary: "NEL is one object, and this is another one: a browser drops the whole header";
            help: "write only one object";
        }

        /// A policy that chooses nothing.
        ReportsNothing => Warning "nel-reports-nothing", "Network Error Logging section 3.5, sampling rates" {
            summary: "neither failures nor successes are to be reported: a browser keeps the policy and reports nothing";
            help: "leave failure_fraction out, or write \"max_age\": 0 if the policy must be forgotten";
        }

        /// A member that no browser reads.
        IgnoredMember { name: &'static str } => Warning "nel-ignored-member", "Network Error Logging section 4.1, NEL" {
            summary: "no browser reads `{name}`, although the specification has it: reports hold no header fields";
            help: "leave it out";
        }
    }
}

const POLICY: &str = "an object such as { \"report_to\": \"default\", \"max_age\": 2592000 }";
const FIELD_NAMES: &str = "a list of field names in double quotes, such as [\"ETag\"]";

impl Nel {
    /// The name of the group that gets the reports, and where it is named. `None` if the policy is taken back.
    #[must_use]
    pub fn report_to(&self) -> Option<&Sited<String>> {
        self.report_to.as_ref()
    }

    /// The seconds for which a browser keeps the policy, up to 2147483647; 0 takes it back.
    #[must_use]
    pub const fn max_age(&self) -> u32 {
        self.max_age
    }

    /// Whether it also counts for the hosts below this one.
    #[must_use]
    pub const fn include_subdomains(&self) -> bool {
        matches!(self.include_subdomains, Some(true))
    }
}

/// The field value.
impl std::fmt::Display for Nel {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let list = |names: &Vec<String>| {
            let names: Vec<String> = names.iter().map(|name| string(name)).collect();
            format!("[{}]", names.join(","))
        };
        let report_to = self.report_to.as_ref().map(|name| string(&name.node));
        let members = [
            (MemberName::ReportTo, report_to),
            (MemberName::MaxAge, Some(self.max_age.to_string())),
            (
                MemberName::IncludeSubdomains,
                self.include_subdomains.map(|include| include.to_string()),
            ),
            (MemberName::SuccessFraction, self.success_fraction.clone()),
            (MemberName::FailureFraction, self.failure_fraction.clone()),
            (
                MemberName::RequestHeaders,
                self.request_headers.as_ref().map(list),
            ),
            (
                MemberName::ResponseHeaders,
                self.response_headers.as_ref().map(list),
            ),
        ];
        let written = members
            .into_iter()
            .filter_map(|(name, value)| Some(format!("\"{name}\":{}", value?)));
        write!(formatter, "{{{}}}", written.collect::<Vec<_>>().join(","))
    }
}

/// Reads the policy: gives every member its meaning, and says what is wrong with it.
pub fn read(values: &[Json], out: &mut Diagnostics) -> Option<Nel> {
    let Some((json, more)) = values.split_first() else {
        out.report(Place::Whole, Problem::Empty);
        return None;
    };
    for other in more {
        out.report(other.site(), Problem::Several);
    }
    let names = MemberName::WORDS;
    let effect = "a browser ignores the policy, and reports nothing";
    let object = Object::read(json, names, effect, POLICY, out)?;
    let max_age = MemberName::MaxAge.as_str();
    object.require(max_age, "\"max_age\": 2592000", out);
    let max_age = object.whole_number(max_age, out);
    // A policy that is taken back needs no group.
    if max_age != Some(0) {
        object.require(
            MemberName::ReportTo.as_str(),
            "\"report_to\" with the name of a group of Report-To",
            out,
        );
    }
    let success_fraction = object.fraction(MemberName::SuccessFraction.as_str(), out);
    let failure_fraction = object.fraction(MemberName::FailureFraction.as_str(), out);
    let report_to = object.string(MemberName::ReportTo.as_str(), out);
    let nel = Nel {
        report_to: report_to.map(|word| Sited::new(word.text.clone(), word)),
        max_age: max_age.unwrap_or_default(),
        include_subdomains: object.boolean(MemberName::IncludeSubdomains.as_str(), out),
        request_headers: field_names(&object, MemberName::RequestHeaders, out),
        response_headers: field_names(&object, MemberName::ResponseHeaders, out),
        success_fraction,
        failure_fraction,
    };
    let is_zero = |fraction: &Option<String>| {
        fraction
            .as_ref()
            .is_some_and(|text| text.parse() == Ok(0.0))
    };
    // The defaults of NEL section 4.1 are 0 for successes and 1 for failures.
    let no_success = nel.success_fraction.is_none() || is_zero(&nel.success_fraction);
    let failures = object.get(MemberName::FailureFraction.as_str());
    if let (Some(failures), true, true) = (failures, no_success, is_zero(&nel.failure_fraction)) {
        if nel.max_age > 0 {
            out.report(failures.site(), Problem::ReportsNothing);
        }
    }
    Some(nel)
}

/// A list of field names, of which browsers report none.
fn field_names(
    object: &Object<'_>,
    member: MemberName,
    out: &mut Diagnostics,
) -> Option<Vec<String>> {
    let name = member.as_str();
    let values = object.array(name, FIELD_NAMES, out)?;
    if let Some(list) = object.get(name) {
        // Chromium reads neither list.
        out.report(list.site(), Problem::IgnoredMember { name });
    }
    let texts = values
        .iter()
        .filter_map(|value| object.text(name, value, FIELD_NAMES, out));
    Some(texts.map(|word| word.text.clone()).collect())
}

#[cfg(test)]
mod tests {
    use super::{MemberName, read};
    use crate::ground::diagnostic::Diagnostics;
    use crate::ground::word::Site;
    use crate::text::split_json;

    fn checked(text: &str) -> (Option<String>, Vec<&'static str>) {
        let mut out = Diagnostics::new();
        let values = split_json(text, Site(0)).values.unwrap();
        let policy = read(&values, &mut out);
        let codes = out.iter().map(|found| found.problem.explain().code);
        (policy.map(|policy| policy.to_string()), codes.collect())
    }

    #[test]
    fn every_member_is_read_and_written() {
        let text = r#"{"report_to":"a","max_age":2147483647,"include_subdomains":false,"success_fraction":0.01,"failure_fraction":1,"request_headers":["If-None-Match"],"response_headers":["ETag","Date"]}"#;
        assert!(
            MemberName::ALL
                .iter()
                .all(|name| text.contains(&format!("\"{name}\":")))
        );
        let (written, reported) = checked(text);
        assert_eq!(written.as_deref(), Some(text));
        assert_eq!(reported, ["nel-ignored-member"; 2]);
    }

    #[test]
    fn a_policy_is_taken_back_without_a_group() {
        assert_eq!(checked(r#"{"max_age":0}"#).1, [""; 0]);
        assert_eq!(checked(r#"{"max_age":0,"failure_fraction":0}"#).1, [""; 0]);
        assert_eq!(checked(r#"{"max_age":1}"#).1, ["json-missing-member"]);
    }

    #[test]
    fn one_cause_has_one_message() {
        for (member, code) in [
            (r#""max_age":"60""#, "json-needless-quotes"),
            (r#""max_age":"soon""#, "json-wrong-type"),
            (r#""max_age":"1.5""#, "json-wrong-type"),
            (r#""max_age":"-1""#, "json-wrong-type"),
            (r#""max_age":"99999999999""#, "json-wrong-type"),
            (r#""max_age":1.0"#, "json-wrong-type"),
            (r#""max_age":1e3"#, "json-wrong-type"),
            (r#""max_age":-1"#, "json-out-of-range"),
            (r#""max_age":2147483648"#, "json-out-of-range"),
            (r#""max_age":null"#, "json-wrong-type"),
            (r#""max_age":[60]"#, "json-wrong-type"),
            (r#""maxAge":60"#, "json-unknown-member"),
            (
                r#""max_age":60,"include_subdomains":"true""#,
                "json-needless-quotes",
            ),
            (r#""max_age":60,"include_subdomains":1"#, "json-wrong-type"),
            (
                r#""max_age":60,"success_fraction":1.5"#,
                "json-out-of-range",
            ),
            (
                r#""max_age":60,"success_fraction":"0.5""#,
                "json-needless-quotes",
            ),
            (
                r#""max_age":60,"failure_fraction":0.0"#,
                "nel-reports-nothing",
            ),
            (r#""max_age":60,"group":"a""#, "json-unknown-member"),
            (r#""max_age":60,"max_age":60"#, "json-duplicate-member"),
        ] {
            let text = format!("{{\"report_to\":\"a\",{member}}}");
            assert_eq!(checked(&text).1, [code], "{text}");
        }
        assert_eq!(checked(r#"{"report_to":1}"#).1.len(), 2);
        assert_eq!(checked(r#""default""#).1, ["json-not-an-object"]);
    }
}
