//! What the language says of a policy as it is sent: after deriving, and after changes when the program starts.
//!
//! The fields are read as text and held to what holds for a policy that is written whole.

mod reading;
mod slots;

use self::reading::{Reading, whole};
use super::option::{OptionName, Setting, SettingValue};
use super::relations::{self, Whole};
use super::settings::{NOWHERE, Options, implied_word};
use super::{
    ForceHttps, Pages, Policy, Rules, SessionCookies, content_security_policy, custom_fields,
};
use crate::ground::diagnostic::{Diagnostics, Place};
use crate::ground::level::{self, Level};
use crate::ground::problem::Severity;
use crate::ground::word::{Member, MemberValue, Spelling, Statement, Word};
use crate::headers::csp;
use crate::headers::header::{Finding, Header, HeaderPolicy, read_value, split_text};
use crate::headers::x_frame_options::XFrameOptions;

/// A policy as it is sent, and what it is held to.
#[derive(Clone, Debug, Default)]
pub struct Sent {
    /// The fields: names in lower case, and values as text reads them ([`csp::readable`]).
    pub fields: Vec<(String, String)>,
    /// Whether and how requests over http are redirected.
    pub force_https: Option<ForceHttps>,
    /// The session cookies.
    pub session_cookies: Option<SessionCookies>,
    /// What else it is held to.
    pub rules: Rules,
    /// The levels of problems, the base's first.
    pub levels: Vec<(Level, String)>,
    /// Whether it is a CSP alone, of which nothing is said that another field decides.
    pub is_csp_alone: bool,
}

/// What a finding is about.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Subject {
    /// One of the fields, by its index.
    Field(usize),
    /// An option that is not a field, or whose field is not sent.
    Option(&'static str),
    /// The policy as a whole.
    Policy,
}

/// A finding, and what it is about. Its ranges are of the field's value, or of the option's name.
pub type SentFinding = (Subject, Finding);

/// The fields whose absence is said of an option.
const SENT_BY_DEFAULT: &[Header] = &[
    Header::XFrameOptions,
    Header::ContentSecurityPolicy,
    Header::StrictTransportSecurity,
    Header::XContentTypeOptions,
];

impl Sent {
    /// Everything that must be said, in the order of the fields. Advice is left out, unless a level asks for it.
    #[must_use]
    pub fn findings(&self) -> Vec<SentFinding> {
        self.read(None).0
    }

    /// Reads a text as the CSP of this policy, in the place of the one that it has: with what the options of the policy add to
    /// a CSP, and held to everything that the policy is held to.
    ///
    /// Gives the CSP, and what must be said of the text and of the fields beside it that was not to be said before.
    ///
    /// # Errors
    ///
    /// The same, if one of the findings is an error.
    pub fn read_csp(
        &self,
        header: Header,
        text: &str,
    ) -> Result<(csp::Policy, Vec<SentFinding>), Vec<SentFinding>> {
        let name = header.field_name();
        let mut fields = self.fields.iter();
        let index = fields.position(|(other, _)| *other == name);
        let index = index.unwrap_or(self.fields.len());
        let after = self.clone().with_csp(header, text);
        let (mut findings, policy) = after.read(Some(index));
        let before = self.findings();
        findings.retain(|(subject, finding)| {
            let is_old = |(other, old): &SentFinding| {
                other == subject && old.explanation == finding.explanation
            };
            *subject == Subject::Field(index) || !before.iter().any(is_old)
        });
        let is_error = |(_, finding): &SentFinding| finding.explanation.severity == Severity::Error;
        match policy {
            Some(policy) if !findings.iter().any(is_error) => Ok((policy, findings)),
            _ => Err(findings),
        }
    }

    /// The policy with this text in the place of its CSP.
    #[must_use]
    pub fn with_csp(mut self, header: Header, text: &str) -> Self {
        let name = header.field_name();
        match self.fields.iter_mut().find(|(other, _)| *other == name) {
            Some((_, value)) => text.clone_into(value),
            None => self.fields.push((name, text.to_owned())),
        }
        self
    }

    /// Reads the fields; the one whose index is `new` is a text that the policy's options add to, and it is given back.
    fn read(&self, new: Option<usize>) -> (Vec<SentFinding>, Option<csp::Policy>) {
        let mut reading = Reading::default();
        for (index, (name, text)) in self.fields.iter().enumerate() {
            let Some(header) = Header::from_word(name) else {
                reading.custom(index, name, text);
                continue;
            };
            reading.field(self, index, header, new == Some(index));
        }
        let mut out = std::mem::take(&mut reading.out);
        self.rest(&mut reading, &mut out);
        let out = level::judge(&self.levels, out);
        let mut findings: Vec<SentFinding> = Vec::new();
        for diagnostic in &out {
            let finding = reading.finding(self, diagnostic);
            let key = |(subject, finding): &SentFinding| match subject {
                Subject::Field(index) => (*index, finding.range.start),
                Subject::Option(_) | Subject::Policy => (usize::MAX, 0),
            };
            let before = |other: &SentFinding| key(other) <= key(&finding);
            findings.insert(findings.partition_point(before), finding);
        }
        let new = new.and_then(|index| Header::from_word(&self.fields.get(index)?.0));
        let csp = new.and_then(|new| {
            let mut headers = reading.headers.into_iter();
            match headers.find(|(header, _)| *header == new)?.1 {
                HeaderPolicy::Csp(policy) => Some(policy),
                _ => None,
            }
        });
        (findings, csp)
    }

    /// What the fields say together, and with the options.
    fn rest(&self, reading: &mut Reading, out: &mut Diagnostics) {
        reading.headers.sort_by_key(|(header, _)| *header as u8);
        let settings = self.settings(reading);
        let options = Options::new(&settings, false, out);
        let custom_fields = custom_fields::read(&options, out);
        for (header, value) in &reading.headers {
            if let HeaderPolicy::Csp(policy) = value {
                let hosts = words(&self.rules.bypass_hosts);
                csp::weakness::bypass(policy, header.disposition(), &hosts, out);
            }
        }
        if out.has_errors() || self.is_csp_alone {
            return;
        }
        let policy = Policy {
            headers: reading.headers.clone(),
            custom_fields: custom_fields
                .into_iter()
                .filter_map(|field| field.value)
                .collect(),
            remove_fields: Vec::new(),
            force_https: self.force_https.clone(),
            session_cookies: self.session_cookies.clone(),
            rules: self.rules.clone(),
            pages: Pages::default(),
        };
        let whole = Whole {
            policy: &policy,
            options: &options,
        };
        relations::all(&whole, out);
        let cookies = self.session_cookies.as_ref();
        if cookies.is_some_and(SessionCookies::is_partitioned_same_site) {
            out.report(Place::Whole, super::Problem::PartitionedSameSite);
        }
    }

    /// The options that a policy with these fields has: they say where a relation points, and what was intended.
    fn settings(&self, reading: &mut Reading) -> Vec<Setting> {
        let mut settings = Vec::new();
        let mut custom = Vec::new();
        for (index, (name, text)) in self.fields.iter().enumerate() {
            let site = whole(index);
            let word = |text: &str, spelling| Word {
                text: text.to_owned(),
                spelling,
                site,
            };
            let header = Header::from_word(name);
            if let Some(option) = header.and_then(OptionName::of) {
                // The default: the field does not show whether it was written.
                if option != OptionName::FrameOptions || text != "SAMEORIGIN" {
                    settings.push(Setting {
                        name: word(option.as_str(), Spelling::Bare),
                        value: SettingValue::Words(Vec::new()),
                    });
                }
            } else {
                custom.push(Member {
                    key: word(name, Spelling::Bare),
                    value: MemberValue::Item(word(text, Spelling::Literal)),
                    parameters: Vec::new(),
                    item_parameters: Vec::new(),
                });
            }
        }
        settings.push(Setting {
            name: implied_word(OptionName::CustomFields.as_str()),
            value: SettingValue::Members(custom),
        });
        let others = self.other_options();
        for (option, value) in others {
            let site = whole(self.fields.len() + reading.options.len());
            reading.options.push(option);
            settings.push(Setting {
                name: Word {
                    site,
                    ..implied_word(option.as_str())
                },
                value: SettingValue::Words(vec![implied_word(value)]),
            });
        }
        settings
    }

    /// The options that are not a field, or whose field is not sent, where they are not at their defaults.
    fn other_options(&self) -> Vec<(OptionName, &str)> {
        let cookies = self.session_cookies.as_ref();
        let is_off = |option: OptionName| {
            let header = option
                .header()
                .filter(|header| SENT_BY_DEFAULT.contains(header));
            // A field that could not be read is sent all the same.
            let is_sent = |header| {
                let mut fields = self.fields.iter();
                fields.any(|(name, _)| Header::from_word(name) == Some(header))
            };
            header.is_some_and(|header| !is_sent(header))
        };
        let value = |option: OptionName| match option {
            OptionName::ForceHttps if self.force_https.is_none() => Some("off"),
            OptionName::ForceHttpsTo => self.force_https.as_ref()?.to.as_deref(),
            OptionName::ContentSecurityPolicyFrameAncestors => {
                self.rules.framed_by_anyone.then_some("true")
            }
            OptionName::SessionCookieSecure if !cookies?.secure => Some("false"),
            OptionName::SessionCookieHttpOnly if !cookies?.http_only => Some("false"),
            OptionName::SessionCookieSamesite if cookies?.same_site.is_none() => Some("off"),
            option => is_off(option).then_some("off"),
        };
        let options = OptionName::ALL.iter();
        options
            .filter_map(|option| Some((*option, value(*option)?)))
            .collect()
    }
}

impl Sent {
    /// What the options of the policy add to a CSP that does not have it.
    fn add(&self, header: Header, statements: &mut Vec<Statement>) {
        if !self.rules.report_uri.is_empty() {
            let uris = Statement {
                name: implied_word(csp::DirectiveName::ReportUri.as_str()),
                values: words(&self.rules.report_uri),
            };
            add_absent(Some(uris), statements);
        }
        if header != Header::ContentSecurityPolicy {
            return;
        }
        let name = Header::XFrameOptions.field_name();
        let frames = self.fields.iter().find(|(other, _)| *other == name);
        let frames = frames.map(|(_, text)| {
            let mut out = Diagnostics::new();
            let (value, _) = split_text(Header::XFrameOptions, text, NOWHERE, &mut out);
            read_value(Header::XFrameOptions, &value, &mut out)
        });
        if let Some(Some(HeaderPolicy::XFrameOptions(XFrameOptions::AllowFrom(mut allowed)))) =
            frames
        {
            allowed.site = NOWHERE;
            let frames = HeaderPolicy::XFrameOptions(XFrameOptions::AllowFrom(allowed));
            let ancestors = content_security_policy::ancestors(Some(&frames));
            add_absent(ancestors, statements);
        }
    }
}

fn add_absent(brought: Option<Statement>, statements: &mut Vec<Statement>) {
    let is_there = |new: &Statement| statements.iter().any(|it| it.name.is(&new.name.text));
    if let Some(new) = brought.filter(|new| !is_there(new)) {
        statements.push(new);
    }
}

fn words(texts: &[String]) -> Vec<Word> {
    let word = |text: &String| Word {
        spelling: Spelling::Text,
        ..implied_word(text)
    };
    texts.iter().map(word).collect()
}
