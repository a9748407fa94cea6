//! What a good policy still leaves open: all wording, and nothing else.

problems! {
    /// What a policy that browsers read as it was intended can still be weak in.
    pub enum Problem {
        /// Inline scripts of everyone.
        ScriptUnsafeInline { word: String, what: &'static str, write: String } => Weakness "csp-script-unsafe-inline", "CSP3 section 6.7.3.2, does a source list allow all inline behavior" {
            summary: "`{word}` lets every {what} run, one that an attacker wrote into the page too";
            help: "{write}";
        }

        /// Code from strings.
        ScriptUnsafeEval { word: String, write: String } => Weakness "csp-script-unsafe-eval", "CSP3 section 4.4, integration with ECMAScript" {
            summary: "`{word}` lets scripts run text as code, with eval and its like: what an attacker gets into that text runs as a script";
            help: "leave it out and do without eval, or write {write} if only WebAssembly needs it";
        }

        /// Scripts from everywhere.
        ScriptAnyHost { word: String, write: String, lacks: &'static str } => Weakness "csp-script-any-host", "CSP3 section 8.5, strict CSP" {
            summary: "`{word}` lets scripts come from every host, an attacker's too{lacks}";
            help: "name the hosts whose scripts the page needs, or write {write} and give each script element that nonce";
        }

        /// Scripts that are in their own URL.
        ScriptData { word: String } => Weakness "csp-script-data", "CSP3 section 6.7.2.8, does url match expression" {
            summary: "`{word}` allows scripts whose code is in their URL: whoever gets an element into the page runs a script";
            help: "leave it out, and serve the script from a file";
        }

        /// No limit on scripts.
        NoScriptSrc { open: &'static str } => Weakness "csp-no-script-src", "CSP3 section 6.1.10, script-src" {
            summary: "{open}";
            help: "add script-src with the places that the page's scripts come from, or default-src, which stands in for it";
        }

        /// No limit on plugins.
        NoObjectSrc { write: String } => Weakness "csp-no-object-src", "CSP3 section 6.1.9, object-src" {
            summary: "without `object-src` and `default-src`, an <object> or <embed> that an attacker wrote into the page loads a document or plugin from everywhere";
            help: "add `object-src {write}`";
        }

        /// Plugins from everywhere.
        ObjectAnyHost { word: String, write: String } => Weakness "csp-object-any-host", "CSP3 section 6.1.9, object-src" {
            summary: "`{word}` lets <object> and <embed> load documents and plugins from every host, an attacker's too";
            help: "write `object-src {write}`, or name the hosts";
        }

        /// Relative URLs that an attacker may redirect.
        NoBaseUri { what: &'static str, none: String, own: String } => Weakness "csp-no-base-uri", "CSP3 section 7.3, nonce retargeting" {
            summary: "without `base-uri`, a <base> element that an attacker wrote into the page makes {what} come from another host";
            help: "add `base-uri {none}`, or `base-uri {own}` if the page has a <base> element of its own";
        }

        /// Relative URLs that may lead everywhere.
        BaseUriAnyHost { word: String, none: String, own: String } => Weakness "csp-base-uri-any-host", "CSP3 section 6.3.1, base-uri" {
            summary: "`{word}` lets a <base> element make the page's relative URLs lead to every host, an attacker's too";
            help: "write `base-uri {none}`, or `base-uri {own}` if the page has a <base> element of its own";
        }

        /// Everybody may frame the page.
        FrameAncestorsAnyHost { word: String, write: String } => Weakness "csp-frame-ancestors-any-host", "CSP3 section 6.4.2, frame-ancestors" {
            summary: "`{word}` lets pages of every host frame this one, and so steal clicks that are meant for it";
            help: "{write}";
        }

        /// Forms may go anywhere.
        FormActionAnyHost { word: String, own: String } => Weakness "csp-form-action-any-host", "CSP3 section 6.4.1, form-action" {
            summary: "`{word}` lets forms send what was typed to every host, an attacker's too";
            help: "write {own}, or name the hosts that the page's forms are sent to";
        }

        /// A source without encryption.
        InsecureSource { word: String, write: String, instead: Option<String> } => Weakness "csp-insecure-source", "CSP3 section 7.7, secure upgrades" {
            summary: "`{word}` allows an unencrypted connection: anyone on the network path can read and change what goes over it";
            help: "{write}";
            instead?: instead.clone();
        }

        /// A receiver of reports without encryption.
        InsecureReportUri { word: String, write: String, instead: Option<String> } => Weakness "csp-insecure-report-uri", "CSP3 section 7.5, violation reports" {
            summary: "reports to `{word}` are not encrypted: anyone on the network path can read the addresses of pages in them";
            help: "{write}";
            instead?: instead.clone();
        }

        /// A host of the user's list.
        BypassHost { word: String, listed: String, write: String } => Weakness "csp-bypass-host", "CSP3 section 8.5, strict CSP" {
            summary: "`{word}` lets scripts come from {listed}, listed as a host whose files let an attacker get around a policy";
            help: "leave it out, or write {write} and give each script element that nonce: hosts then count for nothing";
        }

        /// An image source without encryption.
        InsecurePassiveSource { word: String, write: String, instead: Option<String> } => Advice "csp-insecure-passive-source", "Mixed Content section 3.1, upgradeable content" {
            summary: "`{word}` allows an unencrypted connection: on an https page browsers load an image, sound or video over https instead, or not at all";
            help: "{write}";
            instead?: instead.clone();
        }

        /// Hosts in place of nonces.
        ScriptAllowlist { word: String, write: String } => Advice "csp-script-allowlist", "CSP3 section 8.5, strict CSP" {
            summary: "`{word}` trusts every file that is served there: one that answers what it was asked (JSONP), an upload or an old library can run an attacker's script";
            help: "write {write} and give each script element that nonce";
        }

        /// Hashes for attributes.
        ScriptUnsafeHashes { word: String } => Advice "csp-script-unsafe-hashes", "CSP3 section 8.3, usage of unsafe-hashes" {
            summary: "`{word}` lets an attacker put code whose hash is listed into any event handler of any element";
            help: "move the handlers into a script that calls addEventListener, and leave it out";
        }

        /// Scripts that a script made.
        ScriptBlob { word: String } => Advice "csp-script-blob", "CSP3 section 6.7.2.8, does url match expression" {
            summary: "`{word}` lets scripts run text as code, as eval does";
            help: "leave it out; if a worker needs it, write it only into worker-src";
        }

        /// Plugins from somewhere.
        ObjectAllowlist { word: String, write: String } => Advice "csp-object-allowlist", "CSP3 section 6.1.9, object-src" {
            summary: "`{word}` lets <object> and <embed> load documents: what it serves can be put into the page as one";
            help: "write `object-src {write}` if the page has no such element";
        }

        /// Inline styles of everyone.
        StyleUnsafeInline { word: String, write: String } => Advice "csp-style-unsafe-inline", "CSP3 section 6.7.3.2, does a source list allow all inline behavior" {
            summary: "`{word}` lets every inline style apply: one that an attacker wrote can redraw the page, and tell another host what its attributes hold";
            help: "{write}";
        }

        /// Styles from everywhere.
        StyleAnyHost { word: String } => Advice "csp-style-any-host", "CSP3 section 6.1.13, style-src" {
            summary: "`{word}` lets style sheets come from every host: an attacker's can redraw the page, and tell another host what its attributes hold";
            help: "name the hosts whose style sheets the page needs";
        }

        /// Styles that are in their own URL.
        StyleData { word: String } => Advice "csp-style-data", "CSP3 section 6.7.2.8, does url match expression" {
            summary: "`{word}` allows style sheets whose text is in their URL, as inline styles are in the page";
            help: "leave it out, and serve the style sheet from a file";
        }

        /// No limit on forms.
        NoFormAction { own: String } => Advice "csp-no-form-action", "CSP3 section 6.4.1, form-action" {
            summary: "without `form-action`, which does not fall back to `default-src`, a form that an attacker wrote into the page can be sent to every host";
            help: "add `form-action {own}`, with the hosts that the page's forms are sent to, and those that the answers redirect to";
        }

        /// Redirects of a form.
        FormActionRedirects { word: String } => Advice "csp-form-action-redirects", "CSP3 section 6.4.1, form-action" {
            summary: "with `{word}` alone a form whose answer redirects to another site, as for a sign-in, is blocked: all browsers but Firefox check redirects too";
            help: "add the hosts that the answers of the page's forms redirect to, if there are any";
        }

        /// Workers that a page makes itself.
        WorkerStar { word: String, directive: String } => Advice "csp-worker-star", "CSP3 section 6.7.2.8, does url match expression" {
            summary: "`{word}` in `{directive}` does not cover blob: and data:, from which pages start workers of their own";
            help: "write blob: beside it, if the page does so";
        }

        /// No limit on frames.
        NoFrameAncestors { none: String, own: String } => Advice "csp-no-frame-ancestors", "CSP3 section 6.4.2, frame-ancestors" {
            summary: "without `frame-ancestors`, which does not fall back to `default-src`, nothing but X-Frame-Options keeps other sites from framing the page";
            help: "add `frame-ancestors {none}`, or {own} and the hosts that may frame it";
        }

        /// No guard of the injection sinks.
        NoTrustedTypes { write: String } => Advice "csp-no-trusted-types", "Trusted Types section 4.2.1, require-trusted-types-for" {
            summary: "trusted scripts may still put any text into the page as markup, through innerHTML and its like";
            help: "add `require-trusted-types-for {write}`, in a report-only policy first";
        }

        /// Nobody hears of violations.
        NoReports => Advice "csp-no-reports", "CSP3 section 6.5, reporting directives" {
            summary: "nobody gets a report of what the policy blocks, an attack or a page that it breaks";
            help: "add report-to with the name of an endpoint";
        }

        /// Reports in the older way alone.
        ReportUriAlone => Advice "csp-report-uri-alone", "CSP3 section 6.5.1, report-uri" {
            summary: "`report-uri` is deprecated: `report-to` takes its place, and browsers that know that ignore `report-uri` beside it";
            help: "add report-to with the name of an endpoint, and keep report-uri for older browsers";
        }
    }
}
