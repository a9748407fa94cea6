//! X-Permitted-Cross-Domain-Policies: which policy files Adobe's readers may believe.

use crate::ground::diagnostic::Diagnostics;
use crate::ground::suggest::{alternatives, intended};
use crate::ground::word::Word;
use crate::headers::one_word::one_word;

words! {
    /// Which `crossdomain.xml` files of this host may let PDF documents of other sites read it.
    ///
    /// # ABNF
    ///
    /// ```text
    /// X-Permitted-Cross-Domain-Policies = "none" / "master-only" / "by-content-type" / "by-ftp-filename" / "all"
    ///                                   / "none-this-response"
    /// ```
    ///
    /// # Example values
    ///
    /// `none` is read; `deny` is refused, because nobody knows it.
    ///
    /// # Deployment caveat
    ///
    /// No browser reads it: Acrobat and Reader do, and Flash Player did. Scanners ask for `none`, which breaks nothing on a host
    /// that has no such file.
    ///
    /// Adobe, Cross-domain policy file specification, section 3.1, site-control.
    pub enum XPermittedCrossDomainPolicies {
        /// None at all.
        None => "none";
        /// Only `/crossdomain.xml`.
        MasterOnly => "master-only";
        /// Only those with the Content-Type `text/x-cross-domain-policy`.
        ByContentType => "by-content-type";
        /// Only those that are called `crossdomain.xml`, on FTP servers.
        ByFtpFilename => "by-ftp-filename";
        /// All of them, wherever they lie.
        All => "all";
        /// Not this response.
        NoneThisResponse => "none-this-response";
    }
}

/// What happens to a value that nobody can read.
const UNREAD: &str = "Acrobat and Reader ignore it, as if the header were not there";

problems! {
    /// What can be wrong with an X-Permitted-Cross-Domain-Policies.
    pub enum Problem {
        /// There is no word.
        Empty => Error "permitted-cross-domain-policies-empty", "Adobe, Cross-domain policy file specification" {
            summary: "there is no value: {UNREAD}";
            help: "write none, or leave the header out";
        }

        /// None of the words.
        UnknownValue { word: String, near: Option<&'static str> } => Error "permitted-cross-domain-policies-unknown-value", "Adobe, Cross-domain policy file specification" {
            summary: "`{word}` is not a value of X-Permitted-Cross-Domain-Policies: {UNREAD}";
            help: "{}", match near {
                Some(near) => format!("write {near}"),
                None => format!("write {}", alternatives(XPermittedCrossDomainPolicies::WORDS)),
            };
            instead?: *near;
        }

        /// More than one word.
        Several { word: String } => Error "permitted-cross-domain-policies-several-values", "Adobe, Cross-domain policy file specification" {
            summary: "`{word}` is after another value: {UNREAD}";
            help: "write only one value";
        }

        /// by-ftp-filename.
        Ftp => Warning "permitted-cross-domain-policies-ftp", "Adobe, Cross-domain policy file specification" {
            summary: "`by-ftp-filename` is for files that come over FTP: in an HTTP header it means nothing";
            help: "write none, or by-content-type to believe files by their Content-Type";
        }

        /// all.
        All => Weakness "permitted-cross-domain-policies-all", "Adobe, Cross-domain policy file specification" {
            summary: "`all` lets Acrobat and Reader believe every crossdomain.xml on this host, even one that a visitor uploaded";
            help: "write none, or master-only to believe only /crossdomain.xml";
        }

        /// Always.
        NoBrowser => Advice "permitted-cross-domain-policies-no-browser", "Adobe, Cross-domain policy file specification" {
            summary: "no browser reads X-Permitted-Cross-Domain-Policies: only Acrobat and Reader do";
            help: "keep it for those, or leave it out";
        }
    }
}

/// Reads the value.
pub fn read(words: &[Word], out: &mut Diagnostics) -> Option<XPermittedCrossDomainPolicies> {
    let several = |word| Problem::Several { word };
    let word = one_word(words, Problem::Empty, several, out)?;
    let Some(policies) = XPermittedCrossDomainPolicies::from_word(&word.text) else {
        let text = word.text.clone();
        let near = intended(&text, XPermittedCrossDomainPolicies::WORDS);
        out.report(word, Problem::UnknownValue { word: text, near });
        return None;
    };
    match policies {
        XPermittedCrossDomainPolicies::ByFtpFilename => out.report(word, Problem::Ftp),
        XPermittedCrossDomainPolicies::All => out.report(word, Problem::All),
        _ => out.report(word, Problem::NoBrowser),
    }
    Some(policies)
}
