//! The features: which there are, who may use each by default, and which of them browsers know.

use super::row::DefaultAllowlist::{All, SelfOrigin, Unknown};
use super::row::{FeatureRow, FeatureStatus, current, gone, waits};
use crate::ground::names::KnownTo;
use crate::ground::suggest::nearest;

/// What does the job of the features that were to do the sandbox's.
const SANDBOX: Option<&str> = Some("the directive sandbox of the Content-Security-Policy");

words! {
    /// A feature-identifier, <https://www.w3.org/TR/permissions-policy/#policy-controlled-feature>, in the order of the
    /// alphabet; after those the names of Feature Policy that no browser knows any more.
    ///
    /// Read on 2026-11-21 from the features.md of Permissions Policy (2026-06-18), the feature table of Chromium 153,
    /// Firefox 148 and MDN's browser-compat-data (2026-08-07); to refresh, read the same lists again. The names of Feature
    /// Policy are those that features.md, policies/ and sandbox.md of its repository have had since 2016, that Chromium's
    /// table had from 2018 to 2020, or Firefox 81.
    pub enum FeatureName: FeatureRow {
        /// Acceleration of the device.
        Accelerometer => "accelerometer", current(SelfOrigin);
        /// Capturing all screens at once.
        AllScreensCapture => "all-screens-capture", waits(SelfOrigin, KnownTo::Some("Chromium in isolated web apps only"));
        /// The light around the device.
        AmbientLightSensor => "ambient-light-sensor", waits(SelfOrigin, KnownTo::Some("Chromium only, behind a flag"));
        /// Announcements to screen readers.
        AriaNotify => "aria-notify", current(All);
        /// Measuring ad conversions.
        AttributionReporting => "attribution-reporting", gone(All, None);
        /// Filling in forms.
        Autofill => "autofill", waits(SelfOrigin, KnownTo::Some("Chromium only, behind a flag"));
        /// Media that start by themselves.
        Autoplay => "autoplay", current(SelfOrigin);
        /// The charge of the battery.
        Battery => "battery", waits(SelfOrigin, KnownTo::Nobody("no browser yet"));
        /// Bluetooth devices.
        Bluetooth => "bluetooth", current(SelfOrigin);
        /// Topics of interest, from the browsing history.
        BrowsingTopics => "browsing-topics", current(All);
        /// Video input.
        Camera => "camera", current(SelfOrigin);
        /// Scrolling and zooming a captured tab.
        CapturedSurfaceControl => "captured-surface-control", current(SelfOrigin);
        /// The client hint Sec-CH-Device-Memory.
        ChDeviceMemory => "ch-device-memory", current(SelfOrigin);
        /// The client hint Sec-CH-Downlink.
        ChDownlink => "ch-downlink", current(SelfOrigin);
        /// The client hint Sec-CH-DPR.
        ChDpr => "ch-dpr", current(SelfOrigin);
        /// The client hint Sec-CH-ECT.
        ChEct => "ch-ect", current(SelfOrigin);
        /// The client hint Sec-CH-Prefers-Color-Scheme.
        ChPrefersColorScheme => "ch-prefers-color-scheme", current(SelfOrigin);
        /// The client hint Sec-CH-Prefers-Reduced-Motion.
        ChPrefersReducedMotion => "ch-prefers-reduced-motion", current(SelfOrigin);
        /// The client hint Sec-CH-Prefers-Reduced-Transparency.
        ChPrefersReducedTransparency => "ch-prefers-reduced-transparency", current(SelfOrigin);
        /// The client hint Sec-CH-RTT.
        ChRtt => "ch-rtt", current(SelfOrigin);
        /// The client hint Sec-CH-Save-Data.
        ChSaveData => "ch-save-data", current(All);
        /// The client hint Sec-CH-UA.
        ChUa => "ch-ua", current(All);
        /// The client hint Sec-CH-UA-Arch.
        ChUaArch => "ch-ua-arch", current(SelfOrigin);
        /// The client hint Sec-CH-UA-Bitness.
        ChUaBitness => "ch-ua-bitness", current(SelfOrigin);
        /// The client hint Sec-CH-UA-Form-Factors.
        ChUaFormFactors => "ch-ua-form-factors", current(SelfOrigin);
        /// The client hint Sec-CH-UA-Full-Version.
        ChUaFullVersion => "ch-ua-full-version", current(SelfOrigin);
        /// The client hint Sec-CH-UA-Full-Version-List.
        ChUaFullVersionList => "ch-ua-full-version-list", current(SelfOrigin);
        /// The client hint Sec-CH-UA-High-Entropy-Values.
        ChUaHighEntropyValues => "ch-ua-high-entropy-values", current(All);
        /// The client hint Sec-CH-UA-Mobile.
        ChUaMobile => "ch-ua-mobile", current(All);
        /// The client hint Sec-CH-UA-Model.
        ChUaModel => "ch-ua-model", current(SelfOrigin);
        /// The client hint Sec-CH-UA-Platform.
        ChUaPlatform => "ch-ua-platform", current(All);
        /// The client hint Sec-CH-UA-Platform-Version.
        ChUaPlatformVersion => "ch-ua-platform-version", current(SelfOrigin);
        /// The client hint Sec-CH-UA-WOW64.
        ChUaWow64 => "ch-ua-wow64", current(SelfOrigin);
        /// The client hint Sec-CH-Viewport-Height.
        ChViewportHeight => "ch-viewport-height", current(SelfOrigin);
        /// The client hint Sec-CH-Viewport-Width.
        ChViewportWidth => "ch-viewport-width", current(SelfOrigin);
        /// The client hint Sec-CH-Width.
        ChWidth => "ch-width", current(SelfOrigin);
        /// Reading the clipboard.
        ClipboardRead => "clipboard-read", current(SelfOrigin);
        /// Writing the clipboard.
        ClipboardWrite => "clipboard-write", current(SelfOrigin);
        /// The load of the processor.
        ComputePressure => "compute-pressure", current(SelfOrigin);
        /// Embedding any site.
        ControlledFrame => "controlled-frame", waits(SelfOrigin, KnownTo::Some("Chromium in isolated web apps only"));
        /// Measuring ad conversions, older name.
        ConversionMeasurement => "conversion-measurement", gone(SelfOrigin, None);
        /// APIs that need isolation.
        CrossOriginIsolated => "cross-origin-isolated", current(SelfOrigin);
        /// Requests after the page is gone.
        DeferredFetch => "deferred-fetch", current(SelfOrigin);
        /// Small requests after the page is gone.
        DeferredFetchMinimal => "deferred-fetch-minimal", current(All);
        /// Attributes of a managed device.
        DeviceAttributes => "device-attributes", waits(SelfOrigin, KnownTo::Some("Chromium on ChromeOS only"));
        /// Issuing digital credentials.
        DigitalCredentialsCreate => "digital-credentials-create", waits(SelfOrigin, KnownTo::Some("Chromium only, in an origin trial"));
        /// Asking for digital credentials.
        DigitalCredentialsGet => "digital-credentials-get", current(SelfOrigin);
        /// TCP and UDP sockets.
        DirectSockets => "direct-sockets", waits(SelfOrigin, KnownTo::Some("Chromium in isolated web apps only"));
        /// Multicast sockets.
        DirectSocketsMulticast => "direct-sockets-multicast", waits(SelfOrigin, KnownTo::Some("Chromium in isolated web apps only"));
        /// Sockets to private addresses.
        DirectSocketsPrivate => "direct-sockets-private", gone(SelfOrigin, None);
        /// Capturing the screen.
        DisplayCapture => "display-capture", current(SelfOrigin);
        /// Setting document.domain.
        DocumentDomain => "document-domain", gone(All, Some("the field Origin-Agent-Cluster: ?1"));
        /// Encrypted media.
        EncryptedMedia => "encrypted-media", current(SelfOrigin);
        /// Running in frames that are not rendered.
        ExecutionWhileNotRendered => "execution-while-not-rendered", waits(All, KnownTo::Some("Chromium only, behind a flag"));
        /// Running in frames that are out of sight.
        ExecutionWhileOutOfViewport => "execution-while-out-of-viewport", waits(All, KnownTo::Some("Chromium only, behind a flag"));
        /// Unpartitioned storage in fenced frames.
        FencedUnpartitionedStorageRead => "fenced-unpartitioned-storage-read", gone(All, None);
        /// Taking the focus without a click.
        FocusWithoutUserActivation => "focus-without-user-activation", waits(All, KnownTo::Some("Chromium only, in an origin trial"));
        /// Nothing: a sample for tests.
        Frobulate => "frobulate", waits(SelfOrigin, KnownTo::Some("the tests of Chromium only"));
        /// Full screen.
        Fullscreen => "fullscreen", current(SelfOrigin);
        /// Game controllers.
        Gamepad => "gamepad", current(All);
        /// Where the user is.
        Geolocation => "geolocation", current(SelfOrigin);
        /// Rotation of the device.
        Gyroscope => "gyroscope", current(SelfOrigin);
        /// Haptic effects.
        Haptics => "haptics", waits(Unknown, KnownTo::Nobody("no released browser"));
        /// Human interface devices.
        Hid => "hid", current(SelfOrigin);
        /// Signing in with an identity provider.
        IdentityCredentialsGet => "identity-credentials-get", current(SelfOrigin);
        /// Whether the user is away.
        IdleDetection => "idle-detection", current(SelfOrigin);
        /// The cohort, of `FLoC`.
        InterestCohort => "interest-cohort", current(All);
        /// Joining ad interest groups.
        JoinAdInterestGroup => "join-ad-interest-group", gone(All, None);
        /// The layout of the keyboard.
        KeyboardMap => "keyboard-map", current(SelfOrigin);
        /// Detecting languages.
        LanguageDetector => "language-detector", current(SelfOrigin);
        /// Prompting a language model.
        LanguageModel => "language-model", current(SelfOrigin);
        /// The fonts that are installed.
        LocalFonts => "local-fonts", current(SelfOrigin);
        /// Devices on the local network.
        LocalNetwork => "local-network", current(SelfOrigin);
        /// Private addresses, under the older name, which Chromium still enforces.
        LocalNetworkAccess => "local-network-access", current(SelfOrigin);
        /// Servers on the same device.
        LoopbackNetwork => "loopback-network", current(SelfOrigin);
        /// The magnetic field.
        Magnetometer => "magnetometer", current(SelfOrigin);
        /// Text put into fields by hand.
        ManualText => "manual-text", waits(SelfOrigin, KnownTo::Some("Chromium only, behind a flag"));
        /// Media in frames out of sight.
        MediaPlaybackWhileNotVisible => "media-playback-while-not-visible", waits(All, KnownTo::Some("Chromium only, in an origin trial"));
        /// Media keys and metadata.
        Mediasession => "mediasession", waits(All, KnownTo::Nobody("no browser yet"));
        /// Audio input.
        Microphone => "microphone", current(SelfOrigin);
        /// MIDI devices.
        Midi => "midi", current(SelfOrigin);
        /// Web Monetization.
        Monetization => "monetization", waits(SelfOrigin, KnownTo::Nobody("no browser yet"));
        /// Spatial navigation.
        NavigationOverride => "navigation-override", waits(SelfOrigin, KnownTo::Nobody("no browser yet"));
        /// Speech recognition on the device.
        OnDeviceSpeechRecognition => "on-device-speech-recognition", current(SelfOrigin);
        /// One-time passwords out of messages.
        OtpCredentials => "otp-credentials", current(SelfOrigin);
        /// Payment requests.
        Payment => "payment", current(SelfOrigin);
        /// Picture-in-picture.
        PictureInPicture => "picture-in-picture", current(All);
        /// Partitioned popins.
        Popins => "popins", gone(SelfOrigin, None);
        /// Private aggregation.
        PrivateAggregation => "private-aggregation", gone(All, None);
        /// Issuing private state tokens.
        PrivateStateTokenIssuance => "private-state-token-issuance", current(All);
        /// Redeeming private state tokens.
        PrivateStateTokenRedemption => "private-state-token-redemption", current(All);
        /// Creating passkeys.
        PublickeyCredentialsCreate => "publickey-credentials-create", current(SelfOrigin);
        /// Signing in with passkeys.
        PublickeyCredentialsGet => "publickey-credentials-get", current(SelfOrigin);
        /// Remote client data of passkeys.
        PublickeyCredentialsRemoteClientDataJson => "publickey-credentials-remote-client-data-json", waits(Unknown, KnownTo::Nobody("no released browser"));
        /// Recording ad auctions.
        RecordAdAuctionEvents => "record-ad-auction-events", gone(All, None);
        /// Rewriting text.
        Rewriter => "rewriter", waits(SelfOrigin, KnownTo::Some("Chromium only, in an origin trial"));
        /// Running ad auctions.
        RunAdAuction => "run-ad-auction", gone(All, None);
        /// Keeping the screen on.
        ScreenWakeLock => "screen-wake-lock", current(SelfOrigin);
        /// Serial ports.
        Serial => "serial", current(SelfOrigin);
        /// Filling in forms across frames.
        SharedAutofill => "shared-autofill", gone(SelfOrigin, None);
        /// Shared storage.
        SharedStorage => "shared-storage", gone(All, None);
        /// Choosing a URL out of shared storage.
        SharedStorageSelectUrl => "shared-storage-select-url", gone(All, None);
        /// Smart cards.
        SmartCard => "smart-card", waits(SelfOrigin, KnownTo::Some("Chromium in isolated web apps only"));
        /// Choosing the audio output.
        SpeakerSelection => "speaker-selection", waits(SelfOrigin, KnownTo::Some("Chromium only, behind a flag"));
        /// Unpartitioned cookies.
        StorageAccess => "storage-access", current(All);
        /// Installing apps below this one.
        SubApps => "sub-apps", waits(SelfOrigin, KnownTo::Some("Chromium in isolated web apps only"));
        /// Summarizing text.
        Summarizer => "summarizer", current(SelfOrigin);
        /// Scripts that block parsing.
        SyncScript => "sync-script", waits(All, KnownTo::Nobody("no browser yet"));
        /// Synchronous `XMLHttpRequest`.
        SyncXhr => "sync-xhr", current(All);
        /// Tools offered to agents.
        Tools => "tools", waits(SelfOrigin, KnownTo::Some("Chromium only, in an origin trial"));
        /// Translating.
        Translator => "translator", current(SelfOrigin);
        /// Redeeming trust tokens.
        TrustTokenRedemption => "trust-token-redemption", gone(SelfOrigin, Some("private-state-token-redemption"));
        /// The unload event.
        Unload => "unload", current(All);
        /// USB devices.
        Usb => "usb", current(SelfOrigin);
        /// USB devices that are blocked elsewhere.
        UsbUnrestricted => "usb-unrestricted", waits(SelfOrigin, KnownTo::Some("Chromium in isolated web apps only"));
        /// Keeping users from scrolling.
        VerticalScroll => "vertical-scroll", waits(All, KnownTo::Some("Chromium only, behind a flag"));
        /// Virtual reality, older name.
        Vr => "vr", gone(All, Some("xr-spatial-tracking"));
        /// Installing apps.
        WebAppInstallation => "web-app-installation", waits(SelfOrigin, KnownTo::Some("Chromium only, in an origin trial"));
        /// Printers.
        WebPrinting => "web-printing", waits(SelfOrigin, KnownTo::Some("Chromium in isolated web apps only"));
        /// Sharing.
        WebShare => "web-share", current(SelfOrigin);
        /// Neural networks.
        Webnn => "webnn", waits(SelfOrigin, KnownTo::Some("Chromium only, behind a flag"));
        /// Placing windows on screens.
        WindowManagement => "window-management", current(SelfOrigin);
        /// Placing windows on screens, older name.
        WindowPlacement => "window-placement", gone(SelfOrigin, Some("window-management"));
        /// Writing text.
        Writer => "writer", waits(SelfOrigin, KnownTo::Some("Chromium only, in an origin trial"));
        /// Virtual and augmented reality.
        XrSpatialTracking => "xr-spatial-tracking", current(SelfOrigin);
        /// Audio output; a name of Feature Policy.
        Speaker => "speaker", gone(Unknown, Some("speaker-selection"));
        /// Vibration; a name of Feature Policy.
        Vibrate => "vibrate", gone(Unknown, None);
        /// Keeping the device on; a name of Feature Policy.
        WakeLock => "wake-lock", gone(Unknown, Some("screen-wake-lock"));
        /// Notifications; a name of Feature Policy.
        Notifications => "notifications", gone(Unknown, None);
        /// Push messages; a name of Feature Policy.
        Push => "push", gone(Unknown, None);
        /// Animations that move the layout; a name of Feature Policy.
        LayoutAnimations => "layout-animations", gone(Unknown, None);
        /// Animations; a name of Feature Policy.
        Animations => "animations", gone(Unknown, None);
        /// Media without a size; a name of Feature Policy.
        UnsizedMedia => "unsized-media", gone(Unknown, None);
        /// Images larger than their frame; a name of Feature Policy.
        OversizedImages => "oversized-images", gone(Unknown, None);
        /// Images with needless bytes; a name of Feature Policy.
        UnoptimizedImages => "unoptimized-images", gone(Unknown, None);
        /// Lossy images with needless bytes; a name of Feature Policy.
        UnoptimizedLossyImages => "unoptimized-lossy-images", gone(Unknown, None);
        /// Lossless images with needless bytes; a name of Feature Policy.
        UnoptimizedLosslessImages => "unoptimized-lossless-images", gone(Unknown, None);
        /// Lossless images with needless bytes, without a margin; a name of Feature Policy.
        UnoptimizedLosslessImagesStrict => "unoptimized-lossless-images-strict", gone(Unknown, None);
        /// Old image formats; a name of Feature Policy.
        LegacyImageFormats => "legacy-image-formats", gone(Unknown, None);
        /// Poorly compressed images; a name of Feature Policy.
        ImageCompression => "image-compression", gone(Unknown, None);
        /// Images that are scaled down; a name of Feature Policy.
        MaxDownscalingImage => "max-downscaling-image", gone(Unknown, None);
        /// document.write; a name of Feature Policy.
        DocumentWrite => "document-write", gone(Unknown, None);
        /// The DOM of other frames; a name of Feature Policy.
        DocumentAccess => "document-access", gone(Unknown, None);
        /// Loading late; a name of Feature Policy.
        Lazyload => "lazyload", gone(Unknown, None);
        /// Loading frames early; a name of Feature Policy.
        LoadingFrameDefaultEager => "loading-frame-default-eager", gone(Unknown, None);
        /// Fonts that swap late; a name of Feature Policy.
        FontDisplayLateSwap => "font-display-late-swap", gone(Unknown, None);
        /// Loading images early; a name of Feature Policy.
        LoadingImageDefaultEager => "loading-image-default-eager", gone(Unknown, None);
        /// Virtual and augmented reality; a name of Feature Policy.
        Xr => "xr", gone(Unknown, Some("xr-spatial-tracking"));
        /// Signing in with passkeys; a name of Feature Policy.
        PublickeyCredentials => "publickey-credentials", gone(Unknown, Some("publickey-credentials-get"));
        /// The client hint Sec-CH-Lang; a name of Feature Policy.
        ChLang => "ch-lang", gone(Unknown, None);
        /// Downloads; a name of Feature Policy.
        Downloads => "downloads", gone(Unknown, SANDBOX);
        /// Downloads without a click; a name of Feature Policy.
        DownloadsWithoutUserActivation => "downloads-without-user-activation", gone(Unknown, SANDBOX);
        /// Form submission; a name of Feature Policy.
        Forms => "forms", gone(Unknown, SANDBOX);
        /// Dialogs; a name of Feature Policy.
        Modals => "modals", gone(Unknown, SANDBOX);
        /// Screen orientation lock; a name of Feature Policy.
        OrientationLock => "orientation-lock", gone(Unknown, SANDBOX);
        /// Pointer lock; a name of Feature Policy.
        PointerLock => "pointer-lock", gone(Unknown, SANDBOX);
        /// Popups; a name of Feature Policy.
        Popups => "popups", gone(Unknown, SANDBOX);
        /// Presentations; a name of Feature Policy.
        Presentation => "presentation", gone(Unknown, SANDBOX);
        /// Scripts; a name of Feature Policy.
        Scripts => "scripts", gone(Unknown, SANDBOX);
        /// Navigation of the top frame; a name of Feature Policy.
        TopNavigation => "top-navigation", gone(Unknown, SANDBOX);
    }
}

impl FeatureName {
    /// Whether browsers do not know the feature any more.
    #[must_use]
    pub fn is_gone(self) -> bool {
        matches!(self.fact().status, FeatureStatus::Gone { .. })
    }

    /// The feature whose name is nearest to `word`, among those that browsers know or will.
    pub(crate) fn nearest(word: &str) -> Option<&'static str> {
        // A name that is too long or too short cannot be near; the table is long, and comparing takes time.
        let capitals = word.bytes().filter(u8::is_ascii_uppercase).count();
        let names: Vec<&str> = Self::ALL
            .iter()
            .filter(|name| !name.is_gone() && **name != Self::Frobulate)
            .map(|name| name.as_str())
            .filter(|name| name.len().abs_diff(word.len()) <= 3 + capitals)
            .collect();
        nearest(word, &names)
    }
}
