//! The configuration points: which there are, what value each takes, and which of them browsers know.

/// The two Booleans of structured fields.
const YES: &str = "?1";
const NO: &str = "?0";

words! {
    /// A configuration point, in the order of Chromium's table.
    ///
    /// Read on 2026-11-21 from the feature table of Chromium 153 and, for those that never shipped, the explainer and drafts
    /// of Document Policy (2022-03-30); to refresh, read the same lists again.
    pub enum ConfigurationPoint: PointRow {
        /// No configuration point: it carries the endpoint of all reports.
        Default => "*", shipped(Type::Boolean, Some(YES));
        /// Loads at the top, whatever the address says.
        ForceLoadAtTop => "force-load-at-top", shipped(Type::Boolean, Some(NO));
        /// The profiler for scripts.
        JsProfiling => "js-profiling", shipped(Type::Boolean, Some(NO));
        /// Synchronous `XMLHttpRequest`.
        SyncXhr => "sync-xhr", experimental(Type::Boolean, Some(YES));
        /// Stacks of scripts in reports of pages that hang.
        IncludeJsCallStacksInCrashReports => "include-js-call-stacks-in-crash-reports", shipped(Type::Boolean, Some(NO));
        /// Says that the document loads nothing else.
        ExpectNoLinkedResources => "expect-no-linked-resources", shipped(Type::Boolean, Some(NO));
        /// Reports resources that are needlessly large.
        NetworkEfficiencyGuardrails => "network-efficiency-guardrails", experimental(Type::Boolean, Some(NO));
        /// How the profiler starts.
        JsProfilingMode => "js-profiling-mode", experimental(Type::Token(&["eager", "lazy"]), None);
        /// Media without a size.
        UnsizedMedia => "unsized-media", never_shipped();
        /// Images larger than their frame.
        OversizedImages => "oversized-images", never_shipped();
        /// Images with needless bytes.
        UnoptimizedImages => "unoptimized-images", never_shipped();
        /// Bits per pixel of images.
        MaxImageBpp => "max-image-bpp", never_shipped();
        /// Bits per pixel of lossy images.
        LossyImagesMaxBpp => "lossy-images-max-bpp", never_shipped();
        /// Bits per pixel of lossless images.
        LosslessImagesMaxBpp => "lossless-images-max-bpp", never_shipped();
        /// Bits per pixel of lossless images, without a margin.
        LosslessImagesStrictMaxBpp => "lossless-images-strict-max-bpp", never_shipped();
        /// Old image formats.
        LegacyImageFormats => "legacy-image-formats", never_shipped();
        /// Animations that move the layout.
        LayoutAnimations => "layout-animations", never_shipped();
        /// Fonts that swap late.
        FontDisplayLateSwap => "font-display-late-swap", never_shipped();
        /// document.write.
        DocumentWrite => "document-write", never_shipped();
        /// document.domain.
        DocumentDomain => "document-domain", never_shipped();
        /// Scripts that block parsing.
        SyncScript => "sync-script", never_shipped();
        /// Keeping users from scrolling.
        VerticalScroll => "vertical-scroll", never_shipped();
        /// Loading frames late.
        FrameLoading => "frame-loading", never_shipped();
        /// Scripts.
        Scripts => "scripts", never_shipped();
        /// Form submission.
        Forms => "forms", never_shipped();
        /// Popups.
        Popups => "popups", never_shipped();
        /// Dialogs.
        Modals => "modals", never_shipped();
        /// Presentations.
        PresentationLock => "presentation-lock", never_shipped();
        /// Pointer lock.
        PointerLock => "pointer-lock", never_shipped();
        /// The page's own origin.
        SameOrigin => "same-origin", never_shipped();
        /// Popups without the policy.
        EscapeInPopups => "escape-in-popups", never_shipped();
    }
}

/// What the table says of a configuration point.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct PointRow {
    /// What its value is.
    pub value: Type,
    /// Its value where no policy says otherwise, as a structured field has it.
    pub default: Option<&'static str>,
    /// Whether browsers know it.
    pub status: PointStatus,
}

/// The type of a value.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Type {
    /// `?1` or `?0`.
    Boolean,
    /// One of these tokens.
    Token(&'static [&'static str]),
    /// Nothing says which.
    Any,
}

/// What happened to a configuration point.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum PointStatus {
    /// Chromium acts on it.
    Shipped,
    /// Chromium knows it behind a flag.
    Experimental,
    /// No browser has ever known it.
    NeverShipped,
}

const fn shipped(value: Type, default: Option<&'static str>) -> PointRow {
    PointRow {
        value,
        default,
        status: PointStatus::Shipped,
    }
}

const fn experimental(value: Type, default: Option<&'static str>) -> PointRow {
    PointRow {
        value,
        default,
        status: PointStatus::Experimental,
    }
}

pub(super) const fn never_shipped() -> PointRow {
    PointRow {
        value: Type::Any,
        default: None,
        status: PointStatus::NeverShipped,
    }
}
