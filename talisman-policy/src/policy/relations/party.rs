//! What well-known third parties need of the headers of a page that embeds them: the table, and nothing else.
//!
//! `see` names the page of the vendor that a row is from; to refresh, read it again. What was seen of it on 2026-11-28, or of
//! what follows from it, is said at each row; "not seen" is what could not be read again on that day. A host stands for its
//! subdomains too.

use talisman_core::hosts::is_below_any;

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
    // Seen: without a Referer the player shows error 153, embedder.identity.missing.referrer, since October 2025.
    Party {
        name: "YouTube's player",
        hosts: &["youtube.com", "youtube-nocookie.com"],
        need: Need::Referrer,
        see: "developers.google.com/youtube/terms/required-minimum-functionality",
    },
    // Not seen.
    Party {
        name: "Dailymotion's player",
        hosts: &["dailymotion.com"],
        need: Need::Referrer,
        see: "developers.dailymotion.com/docs/referrer-policy-and-player-embedding",
    },
    // Seen: the tile server blocks requests of browsers without a valid Referer.
    Party {
        name: "OpenStreetMap's tile server",
        hosts: &["tile.openstreetmap.org"],
        need: Need::Referrer,
        see: "operations.osmfoundation.org/policies/tiles",
    },
    // The page was seen, its section on Cross-Origin-Opener-Policy was not.
    Party {
        name: "Sign in with Google",
        hosts: &["accounts.google.com"],
        need: Need::Popup,
        see: "developers.google.com/identity/gsi/web/guides/get-google-api-clientid",
    },
    // Seen: same-origin breaks the popup, same-origin-allow-popups is recommended.
    Party {
        name: "Coinbase Wallet",
        hosts: &["keys.coinbase.com"],
        need: Need::Popup,
        see: "docs.base.org/base-account/more/troubleshooting/usage-details/popups",
    },
    // Seen in the frame that the player's "Share" gives: all three, and more that are seldom denied.
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
    // Not seen on the page; seen in frames that sites copied from it.
    Party {
        name: "Vimeo's player",
        hosts: &["player.vimeo.com"],
        need: Need::Features(&[FeatureName::Fullscreen, FeatureName::Autoplay]),
        see: "developer.vimeo.com/player/sdk/embed",
    },
    // Not seen.
    Party {
        name: "Dailymotion's player",
        hosts: &["dailymotion.com"],
        need: Need::Features(&[FeatureName::Fullscreen, FeatureName::Autoplay]),
        see: "developers.dailymotion.com/docs/web-embed",
    },
    // Seen in the frame of the oEmbed reference: both, and more that are seldom denied.
    Party {
        name: "Spotify's player",
        hosts: &["open.spotify.com"],
        need: Need::Features(&[FeatureName::EncryptedMedia, FeatureName::Autoplay]),
        see: "developer.spotify.com/documentation/embeds",
    },
    // Seen: allowfullscreen. Autoplay is a parameter of the player, on unless it is turned off.
    Party {
        name: "Twitch's player",
        hosts: &["player.twitch.tv"],
        need: Need::Features(&[FeatureName::Fullscreen, FeatureName::Autoplay]),
        see: "dev.twitch.tv/docs/embed/video-and-clips",
    },
    // Not seen.
    Party {
        name: "Stripe",
        hosts: &["js.stripe.com"],
        need: Need::Features(&[FeatureName::Payment]),
        see: "docs.stripe.com/elements/express-checkout-element",
    },
    // The page was seen, its section on frames was not; seen in programs that give frames this feature for it.
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
        is_below_any(host.as_bytes(), self.hosts)
    }
}
