//! What decides whether a problem is one, where that depends on the base of a derived policy: only the compiler sees the base.

use talisman_core::encoded::{DirectiveField, Inclusion, SlotType};
use talisman_core::facts::Relation;

/// A question to the base, or to what the base and its changes come to.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Condition {
    /// The base sends none of these fields.
    BaseSendsNone(Vec<DirectiveField>),
    /// A directive of the base is like this.
    BaseDirective {
        /// The field.
        field: DirectiveField,
        /// The directive.
        directive: String,
        /// What is asked.
        is: DirectiveCondition,
    },
    /// The base does not send the field with a value that begins like this.
    BaseLacksField {
        /// The name of the field, in lower case.
        name: String,
        /// How the value begins.
        begins: String,
    },
    /// The base does not redirect to https.
    BaseServesHttp,
    /// The derived policy names no session cookie.
    NoSessionCookies,
    /// Its session cookies have `SameSite=None` without `Secure`.
    SameSiteNoneWithoutSecure,
    /// Its session cookies have `Partitioned` without `Secure`.
    PartitionedWithoutSecure,
    /// A session cookie has a prefix that demands `Secure`, and does not get it.
    PrefixWithoutSecure,
    /// A session cookie has a prefix that demands `HttpOnly`, and does not get it.
    PrefixWithoutHttpOnly,
    /// The base is for a `<meta>`, and with it the derived policy.
    InMeta,
    /// It is, and the enforced CSP has the directive.
    HasDirectiveInMeta(&'static str),
    /// It is, and a directive has the place of a nonce or of an origin.
    HasOpeningInMeta,
    /// A field of the derived policy is longer than this, in bytes.
    LongerThan(usize),
    /// A field of the derived policy is longer than the base allows.
    LongerThanBaseAllows,
    /// The derived policy declares no endpoint at all.
    DeclaresNoEndpoint,
    /// The derived policy declares endpoints, this one not among them.
    LacksEndpoint(String),
    /// The derived policy sends Report-To, this group not among its groups.
    LacksGroup(String),
    /// Reports of a field of the base go to an endpoint that the derived policy no longer declares.
    LosesEndpoint,
    /// The base lists a host that a source of scripts covers.
    BaseListsBypassHost {
        /// The host of the source, perhaps with a wildcard.
        host: String,
        /// Its path.
        path: String,
    },
    /// The derived policy has a slot of this name and of another type.
    SlotOfOtherType {
        /// The name.
        name: String,
        /// The type that is not meant.
        slot_type: SlotType,
    },
    /// The policy's field has the directive.
    HasDirective {
        /// The field.
        field: DirectiveField,
        /// The directive.
        directive: &'static str,
    },
    /// The policy's field has the directive, and no nonce in it.
    LacksNonce {
        /// The field.
        field: DirectiveField,
        /// The directive.
        directive: &'static str,
    },
    /// The policy's directive has a word besides these.
    HasOtherWords {
        /// The field.
        field: DirectiveField,
        /// The directive.
        directive: &'static str,
        /// The words.
        words: &'static [&'static str],
    },
    /// A directive of the policy has the place of a nonce.
    HasNonce,
    /// The field reports to an endpoint that the policy does not declare, although it declares some.
    NamesUndeclared(DirectiveField),
    /// The field reports to an endpoint, and the policy declares none.
    NamesWithoutAny(DirectiveField),
    /// Two slots of one name have different types.
    SlotsDisagree,
    /// The field takes scripts from a host that the policy lists as one to take none from.
    AllowsBypassHost(DirectiveField),
    /// A directive of the field lists one of these hosts, or one below it.
    ListsHostOf {
        /// The field.
        field: DirectiveField,
        /// The directives.
        directives: Vec<&'static str>,
        /// Whether each stands in for those before it: then only the first that is sent counts.
        falls_back: bool,
        /// The hosts.
        hosts: &'static [&'static str],
    },
    /// connect-src of the field lists a host that none of these patterns matches.
    ConnectsOutside {
        /// The field.
        field: DirectiveField,
        /// Hosts, with asterisks for anything.
        patterns: Vec<String>,
        /// Whether the page's own origin is allowed.
        allows_self: bool,
    },
    /// The fragment with this number among those that the policy includes comes to this.
    Include(usize, Inclusion),
    /// What the derived policy sends is in this relation.
    Relation(Relation),
}

impl Condition {
    /// Whether it asks the base alone, and not what the base and its changes come to.
    #[must_use]
    pub const fn is_of_base(&self) -> bool {
        matches!(
            self,
            Self::BaseSendsNone(_)
                | Self::BaseDirective { .. }
                | Self::BaseLacksField { .. }
                | Self::BaseServesHttp
                | Self::BaseListsBypassHost { .. }
        )
    }
}

/// A question to a directive of the base.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum DirectiveCondition {
    /// The base does not send it.
    Unsent,
    /// It has this word.
    Has(String),
    /// It is sent, and lacks one of these words.
    LacksOneOf(Vec<String>),
    /// It has these words and no other.
    HasOnly(Vec<String>),
}
