//! The problems of a Feature Policy: all wording, and nothing else.

use crate::headers::permissions::FeatureName;

problems! {
    /// What can be wrong with a Feature Policy.
    pub enum Problem {
        /// Always.
        Legacy { write: String } => Warning "feature-policy-legacy", "Permissions Policy section 1, introduction" {
            summary: "only browsers made from Chromium read Feature-Policy, and Permissions-Policy has replaced it there";
            help: "{}", match write.as_str() {
                "" => "leave the header out".to_owned(),
                write => format!("send `Permissions-Policy: {write}`, which does the job"),
            };
        }

        /// There is no directive.
        EmptyPolicy => Error "feature-policy-empty-policy", "Feature Policy section 6.1, header" {
            summary: "the policy is empty: a browser reads it and restricts nothing";
            help: "name at least one feature, such as camera 'none', or leave the policy out";
        }

        /// No feature has this name.
        UnknownFeature { name: String, near: Option<&'static str>, unchecked: String } => Error "feature-policy-unknown-feature", "Permissions Policy section 4.1, policy-controlled features" {
            summary: "`{name}` is not a feature: a browser ignores it and restricts nothing by it";
            help: "{}", match near {
                Some(near) => format!("write `{near}`"),
                None => format!("leave it out; or, for a feature newer than this version of talisman, write {unchecked}"),
            };
            instead?: *near;
        }

        /// The syntax of Permissions-Policy.
        PermissionsSyntax { word: String, write: Option<String>, alone: bool } => Error "feature-policy-permissions-syntax", "Feature Policy section 6.1, header" {
            summary: "this is the syntax of Permissions-Policy: a browser takes `{word}` for a feature here, which it does not know";
            help: "{}", match write {
                Some(write) => format!("send it as Permissions-Policy, which has this syntax; here it is written {write}"),
                None => "send it as Permissions-Policy; Feature-Policy has white space after the feature and keywords in single quotes".to_owned(),
            };
            instead?: write.as_deref().filter(|_| *alone);
        }

        /// A feature that browsers no longer know.
        RetiredFeature { name: &'static str, instead: Option<&'static str> } => Warning "feature-policy-retired-feature", "Permissions Policy features.md, retired features" {
            summary: "`{name}` is no longer a feature: a browser ignores it";
            help: "{}", match instead {
                Some(instead) => format!("use {instead}"),
                None => "leave it out: nothing has taken its place".to_owned(),
            };
            instead?: instead.filter(|instead| FeatureName::from_word(instead).is_some());
        }

        /// A feature that appears twice.
        DuplicateFeature { name: String } => Error "feature-policy-duplicate-feature", "Feature Policy section 9.2, parse policy directive" {
            summary: "`{name}` appears a second time: a browser uses the first and ignores this one";
            help: "put all of its allowlist after the first `{name}`";
        }

        /// A feature without an allowlist.
        MissingAllowlist { name: String, write: String } => Warning "feature-policy-missing-allowlist", "Feature Policy section 9.2, parse policy directive" {
            summary: "`{name}` without an allowlist is allowed to the page's own origin";
            help: "{write}";
        }

        /// A keyword without its quotes, or with others.
        Misquoted { word: String, write: String } => Error "feature-policy-misquoted-keyword", "Feature Policy section 6.1, allowlist-value" {
            summary: "`{word}` is not the keyword, which is in single quotes: a browser skips it";
            help: "write {write}";
            instead: "{write}";
        }

        /// src, which only the attribute has.
        SrcKeyword { write: String } => Error "feature-policy-src", "Feature Policy section 6.1, allowlist-value" {
            summary: "`src` means something only in the allow attribute of a frame: in the header a browser skips it";
            help: "write {write} or the origin";
        }

        /// none beside others.
        NoneWithOthers { name: String } => Error "feature-policy-none-with-others", "Feature Policy section 9.2, parse policy directive" {
            summary: "`none` is not alone in the allowlist of `{name}`: a browser skips it and allows the others";
            help: "remove it, or the others";
            instead: "";
        }

        /// Something that is not an allowlist-value.
        InvalidValue { word: String, what: &'static str, write: String } => Error "feature-policy-invalid-value", "Feature Policy section 6.1, allowlist-value" {
            summary: "a browser skips `{word}`: {what}";
            help: "{write}";
        }

        /// unchecked around something known.
        NeedlessUnchecked { name: &'static str } => Warning "feature-policy-needless-unchecked", "Permissions Policy section 4.1, policy-controlled features" {
            summary: "`{name}` is known, and unchecked keeps it from being checked";
            help: "write {name}";
            instead: "{name}";
        }

        /// Something that no feature or value can be.
        NotAName { name: String } => Error "feature-policy-not-a-name", "Feature Policy section 6.1, header" {
            summary: "`{name}` cannot be in a Feature-Policy, known or not: a browser ignores it";
            help: "write a feature in lower-case letters, digits and hyphens, and a value in printable ASCII without ; and ,";
        }
    }
}
