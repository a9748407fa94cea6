//! Report-To: groups of endpoints that a browser remembers, out of JSON objects.

use crate::ground::diagnostic::{Diagnostics, Place};
use crate::ground::first_sites::FirstSites;
use crate::headers::csp::Sited;
use crate::headers::endpoint_url;
use crate::headers::json::{Json, Object, string};

/// Where a browser sends reports that outlive the page, Network Error Logging above all: groups of endpoints, which it
/// remembers for the whole origin.
///
/// What a document reports goes to [Reporting-Endpoints](crate::headers::reporting_endpoints::ReportingEndpoints), which took the
/// place of this header; [NEL](crate::headers::nel::Nel) alone still needs it.
///
/// # ABNF
///
/// ```text
/// Report-To = 1#( JSON-object ) ; "group", "max_age", "endpoints", "include_subdomains"
/// ```
///
/// # Example values
///
/// `{"group":"default","max_age":10886400,"endpoints":[{"url":"https://reports.example.com/a"}]}`
///
/// `{"group":"default","endpoints":[{"url":"https://reports.example.com/a"}]}` is refused: without `max_age` a browser
/// ignores the group.
///
/// # Deployment caveat
///
/// A browser keeps the groups for `max_age` seconds, whatever later responses leave out: a group is taken back with
/// `"max_age": 0`. A report holds addresses that a visitor went to. A receiver of another origin must answer the browser's
/// CORS preflight. Chromium reads the header since 70, Firefox since 149, over https alone; Safari does not.
///
/// <https://w3c.github.io/network-reporting/>
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct ReportTo {
    groups: Vec<Group>,
}

/// A group of endpoints, of which each report goes to one.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Group {
    /// The name that other headers call it by, and where it is; none is written for `default`.
    pub name: Option<Sited<String>>,
    /// The seconds for which a browser keeps it, up to 2147483647; 0 takes it back.
    pub max_age: u32,
    /// Whether it also gets the reports of the hosts below this one.
    pub include_subdomains: Option<bool>,
    /// The endpoints.
    pub endpoints: Vec<Endpoint>,
}

/// Where reports go, and how often.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Endpoint {
    /// The URL: one of https, or a path of the response's own origin.
    pub url: String,
    /// Endpoints with a lower number are tried first; 1 if nothing is written.
    pub priority: Option<u32>,
    /// The share of the reports, among endpoints of the same priority; 1 if nothing is written.
    pub weight: Option<u32>,
}

words! {
    /// A member of a group, in the order in which it is serialized.
    pub enum GroupMember {
        /// The name of the group.
        Group => "group";
        /// The seconds for which it is kept.
        MaxAge => "max_age";
        /// The endpoints.
        Endpoints => "endpoints";
        /// Whether the hosts below are included.
        IncludeSubdomains => "include_subdomains";
    }
}

words! {
    /// A member of an endpoint, in the order in which it is serialized.
    pub enum EndpointMember {
        /// Where reports go.
        Url => "url";
        /// Which endpoint is tried first.
        Priority => "priority";
        /// How reports are shared out.
        Weight => "weight";
    }
}

problems! {
    /// What can be wrong with a Report-To, beside its JSON.
    pub enum Problem {
        /// There is no group.
        Empty => Error "report-to-empty", "Reporting API of 2018 section 3.1, Report-To" {
            summary: "there is no group: a browser sends no report";
            help: "write an object such as {{ \"max_age\": 2592000, \"endpoints\": [{{ \"url\": \"https://reports.example.com/a\" }}] }}, or leave the header out";
        }

        /// A group that appears twice.
        DuplicateGroup { name: String } => Error "report-to-duplicate-group", "Reporting API of 2018 section 3.1, Report-To" {
            summary: "the group `{name}` appears a second time: which of the two gets a report is the browser's choice";
            help: "write one group with all of the endpoints, or give one of the two another name";
        }

        /// A group without any endpoint.
        NoEndpoints => Error "report-to-no-endpoints", "Reporting API of 2018 section 3.1, Report-To" {
            summary: "the group has no endpoint: a browser forgets the group, and sends no report";
            help: "write an endpoint, such as {{ \"url\": \"https://reports.example.com/a\" }}, or \"max_age\": 0 if the group must be forgotten";
        }
    }
}

/// The name of a group that has none written.
const DEFAULT_GROUP: &str = "default";

const GROUP: &str = "an object such as { \"group\": \"default\", \"max_age\": 10886400, \"endpoints\": [{ \"url\": \"https://reports.example.com/a\" }] }";
const ENDPOINT: &str = "an object such as { \"url\": \"https://reports.example.com/a\" }";
const ENDPOINTS: &str =
    "a list of objects, such as [{ \"url\": \"https://reports.example.com/a\" }]";

impl ReportTo {
    /// The groups, in order.
    #[must_use]
    pub fn groups(&self) -> &[Group] {
        &self.groups
    }
}

impl Group {
    /// The name that other headers call it by.
    #[must_use]
    pub fn name(&self) -> &str {
        self.name.as_ref().map_or(DEFAULT_GROUP, |name| &name.node)
    }
}

/// The field value.
impl std::fmt::Display for ReportTo {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (index, group) in self.groups.iter().enumerate() {
            let comma = if index > 0 { ", " } else { "" };
            write!(formatter, "{comma}{group}")?;
        }
        Ok(())
    }
}

impl std::fmt::Display for Group {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("{")?;
        if let Some(name) = &self.name {
            write!(
                formatter,
                "\"{}\":{},",
                GroupMember::Group,
                string(&name.node)
            )?;
        }
        write!(formatter, "\"{}\":{}", GroupMember::MaxAge, self.max_age)?;
        let endpoints: Vec<String> = self.endpoints.iter().map(Endpoint::to_string).collect();
        if !endpoints.is_empty() {
            write!(
                formatter,
                ",\"{}\":[{}]",
                GroupMember::Endpoints,
                endpoints.join(",")
            )?;
        }
        if let Some(include) = self.include_subdomains {
            write!(
                formatter,
                ",\"{}\":{include}",
                GroupMember::IncludeSubdomains
            )?;
        }
        formatter.write_str("}")
    }
}

impl std::fmt::Display for Endpoint {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            formatter,
            "{{\"{}\":{}",
            EndpointMember::Url,
            string(&self.url)
        )?;
        for (name, number) in [
            (EndpointMember::Priority, self.priority),
            (EndpointMember::Weight, self.weight),
        ] {
            number.map_or(Ok(()), |number| write!(formatter, ",\"{name}\":{number}"))?;
        }
        formatter.write_str("}")
    }
}

/// Reads the groups: gives every member its meaning, and says what is wrong with it.
pub fn read(values: &[Json], out: &mut Diagnostics) -> Option<ReportTo> {
    if values.is_empty() {
        out.report(Place::Whole, Problem::Empty);
        return None;
    }
    let mut groups = Vec::new();
    let mut firsts = FirstSites::new();
    for value in values {
        let Some(group) = read_group(value, out) else {
            continue;
        };
        // A group without a name is the one called default.
        let site = group.name.as_ref().map_or(value.site(), |name| name.site);
        if let Some(first) = firsts.before(group.name(), site) {
            let name = group.name().to_owned();
            out.report_both(site, first, Problem::DuplicateGroup { name });
            continue;
        }
        groups.push(group);
    }
    Some(ReportTo { groups })
}

fn read_group(json: &Json, out: &mut Diagnostics) -> Option<Group> {
    let names = GroupMember::WORDS;
    let effect = "a browser ignores the group, and sends it no report";
    let object = Object::read(json, names, effect, GROUP, out)?;
    let name = object.string(GroupMember::Group.as_str(), out);
    let name = name.map(|word| Sited::new(word.text.clone(), word));
    let max_age = GroupMember::MaxAge.as_str();
    object.require(max_age, "\"max_age\": 10886400", out);
    let max_age = object.whole_number(max_age, out);
    let include_subdomains = object.boolean(GroupMember::IncludeSubdomains.as_str(), out);
    let endpoints = read_endpoints(&object, max_age == Some(0), out);
    Some(Group {
        name,
        max_age: max_age.unwrap_or_default(),
        include_subdomains,
        endpoints: endpoints.unwrap_or_default(),
    })
}

/// The endpoints. A group that is taken back needs none.
fn read_endpoints(
    object: &Object<'_>,
    is_taken_back: bool,
    out: &mut Diagnostics,
) -> Option<Vec<Endpoint>> {
    let name = GroupMember::Endpoints.as_str();
    if !is_taken_back {
        object.require(
            name,
            "\"endpoints\": [{ \"url\": \"https://reports.example.com/a\" }]",
            out,
        );
    }
    let values = object.array(name, ENDPOINTS, out)?;
    // A group with a max_age of 0 is taken back, and needs none.
    if let (true, false, Some(list)) = (values.is_empty(), is_taken_back, object.get(name)) {
        out.report(list.site(), Problem::NoEndpoints);
    }
    let read = values.iter().filter_map(|value| read_endpoint(value, out));
    Some(read.collect())
}

fn read_endpoint(json: &Json, out: &mut Diagnostics) -> Option<Endpoint> {
    let names = EndpointMember::WORDS;
    let effect = "a browser ignores the endpoint, and sends it no report";
    let object = Object::read(json, names, effect, ENDPOINT, out)?;
    let url = EndpointMember::Url.as_str();
    object.require(url, "\"url\": \"https://reports.example.com/a\"", out);
    let url = object.string(url, out);
    let url = url.and_then(|word| endpoint_url::read(word, out));
    Some(Endpoint {
        url: url.unwrap_or_default(),
        priority: object.whole_number(EndpointMember::Priority.as_str(), out),
        weight: object.whole_number(EndpointMember::Weight.as_str(), out),
    })
}

#[cfg(test)]
mod tests {
    use super::{ReportTo, read};
    use crate::ground::diagnostic::Diagnostics;
    use crate::ground::word::Site;
    use crate::text::split_json;

    fn checked(text: &str) -> (ReportTo, Vec<&'static str>) {
        let mut out = Diagnostics::new();
        let values = split_json(text, Site(0)).values.unwrap();
        let groups = read(&values, &mut out).unwrap();
        let codes = out.iter().map(|found| found.problem.explain().code);
        (groups, codes.collect())
    }

    #[test]
    fn what_is_not_written_is_not_sent_and_has_its_default() {
        let text = r#"{"max_age":1,"endpoints":[{"url":"/a"}]}"#;
        let (groups, reported) = checked(text);
        assert!(reported.is_empty());
        assert_eq!(groups.to_string(), text);
        let group = &groups.groups()[0];
        assert_eq!((group.name(), group.name.is_none()), ("default", true));
        assert_eq!(group.endpoints[0].weight, None);
    }

    #[test]
    fn a_group_of_cloudflare_is_read() {
        let text = r#"{"endpoints":[{"url":"https:\/\/a.nel.cloudflare.com\/report\/v4?s=%2Fa%3D"}],"group":"cf-nel","max_age":604800}"#;
        let (groups, reported) = checked(text);
        assert!(reported.is_empty());
        assert_eq!(
            groups.to_string(),
            r#"{"group":"cf-nel","max_age":604800,"endpoints":[{"url":"https://a.nel.cloudflare.com/report/v4?s=%2Fa%3D"}]}"#
        );
    }

    #[test]
    fn the_default_group_is_one_group_whether_it_is_named_or_not() {
        let text = r#"{"max_age":0}, {"group":"default","max_age":0}"#;
        let (groups, reported) = checked(text);
        assert_eq!(reported, ["report-to-duplicate-group"]);
        assert_eq!(groups.groups().len(), 1);
    }

    #[test]
    fn a_misspelt_member_is_reported_once() {
        for text in [
            r#"{"max-age":1,"endpoints":[{"url":"/a"}]}"#,
            r#"{"maxAge":1,"endpoints":[{"url":"/a"}]}"#,
            r#"{"max_age":1,"endpoint":[{"url":"/a"}]}"#,
            r#"{"max_age":1,"endpoints":[{"uri":"/a"}]}"#,
            r#"{"max_age":1,"endpoints":[{"url":"/a"}],"includeSubdomains":true}"#,
        ] {
            assert_eq!(checked(text).1, ["json-unknown-member"], "{text}");
        }
    }
}
