//! What well-known third parties need of the headers of a page that embeds them: the table, and nothing else.
//!
//! Read on 2026-11-28 from the pages that `see` names; to refresh, read them again. A host stands for its subdomains too.

use crate::headers::permissions::FeatureName;

/// A third party, and what it needs.
pub(super) struct Party {
    /// What it is, to begin a sentence with.
    pub(super) name: &'static str,
    /// The hosts that a page allows for it.
    pub(super) hosts: &'static [&'static str],
    /// What it needs.
    pub(super) need: Need,
    /// Where it says so.
    pub(super) see: &'static str,
}

/// What a third party needs of the page's headers.
pub(super) enum Need {
    /// The page's origin in `Referer`.
    Referrer,
    /// A popup that may answer the page.
    Popup,
    /// Features in its frames.
    Features(&'static [FeatureName]),
}

/// A party may have several rows.
pub(super) const PARTIES: &[Party] = &[
    Party {
        name: "YouTube's player",
        hosts: &["youtube.com", "youtube-nocookie.com"],
        need: Need::Referrer,
        see: "developers.google.com/youtube/terms/required-minimum-functionality",
    },
    Party {
        name: "Dailymotion's player",
        hosts: &["dailymotion.com"],
        need: Need::Referrer,
        see: "developers.dailymotion.com/docs/referrer-policy-and-player-embedding",
    },
    Party {
        name: "OpenStreetMap's tile server",
        hosts: &["tile.openstreetmap.org"],
        need: Need::Referrer,
        see: "operations.osmfoundation.org/policies/tiles",
    },
    Party {
        name: "Sign in with Google",
        hosts: &["accounts.google.com"],
        need: Need::Popup,
        see: "developers.google.com/identity/gsi/web/guides/get-google-api-clientid",
    },
    Party {
        name: "Coinbase Wallet",
        hosts: &["keys.coinbase.com"],
        need: Need::Popup,
        see: "docs.cdp.coinbase.com/coinbase-wallet/guides/tips/popup-tips",
    },
    Party {
        name: "YouTube's player",
        hosts: &["youtube.com", "youtube-nocookie.com"],
        need: Need::Features(&[
            FeatureName::Fullscreen,
            FeatureName::Autoplay,
            FeatureName::EncryptedMedia,
        ]),
        see: "support.google.com/youtube/answer/171780",
    },
    Party {
        name: "Vimeo's player",
        hosts: &["player.vimeo.com"],
        need: Need::Features(&[FeatureName::Fullscreen, FeatureName::Autoplay]),
        see: "developer.vimeo.com/player/sdk/embed",
    },
    Party {
        name: "Dailymotion's player",
        hosts: &["dailymotion.com"],
        need: Need::Features(&[FeatureName::Fullscreen, FeatureName::Autoplay]),
        see: "developers.dailymotion.com/docs/web-embed",
    },
    Party {
        name: "Spotify's player",
        hosts: &["open.spotify.com"],
        need: Need::Features(&[FeatureName::EncryptedMedia, FeatureName::Autoplay]),
        see: "developer.spotify.com/documentation/embeds",
    },
    Party {
        name: "Twitch's player",
        hosts: &["player.twitch.tv"],
        need: Need::Features(&[FeatureName::Fullscreen, FeatureName::Autoplay]),
        see: "dev.twitch.tv/docs/embed/video-and-clips",
    },
    Party {
        name: "Stripe",
        hosts: &["js.stripe.com"],
        need: Need::Features(&[FeatureName::Payment]),
        see: "docs.stripe.com/elements/express-checkout-element",
    },
    Party {
        name: "Sign in with Google",
        hosts: &["accounts.google.com"],
        need: Need::Features(&[FeatureName::IdentityCredentialsGet]),
        see: "developers.google.com/identity/gsi/web/guides/fedcm-migration",
    },
];

impl Party {
    /// Whether a host of a CSP is one of the party's: itself, a subdomain of it, or all of its subdomains.
    pub(super) fn has(&self, host: &str) -> bool {
        let host = host.strip_prefix("*.").unwrap_or(host);
        self.hosts.iter().any(|own| {
            let rest = host.strip_suffix(own);
            rest.is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
        })
    }
}
