//! The attributes that are event handlers: only these run a script. `onfoo` runs nothing, and no policy blocks it.

/// Handlers of every element: HTML section 8.1.8.2, with those of Pointer Events, Touch Events, CSS Animations, CSS
/// Transitions, Clipboard and Selection, Fullscreen, and Chromium's own. Read on 2026-11-28.
const EVERYWHERE: &[&str] = &[
    "onabort",
    "onanimationcancel",
    "onanimationend",
    "onanimationiteration",
    "onanimationstart",
    "onauxclick",
    "onbeforecopy",
    "onbeforecut",
    "onbeforeinput",
    "onbeforematch",
    "onbeforepaste",
    "onbeforetoggle",
    "onbeforexrselect",
    "onblur",
    "oncancel",
    "oncanplay",
    "oncanplaythrough",
    "onchange",
    "onclick",
    "onclose",
    "oncommand",
    "oncontentvisibilityautostatechange",
    "oncontextlost",
    "oncontextmenu",
    "oncontextrestored",
    "oncopy",
    "oncuechange",
    "oncut",
    "ondblclick",
    "ondrag",
    "ondragend",
    "ondragenter",
    "ondragleave",
    "ondragover",
    "ondragstart",
    "ondrop",
    "ondurationchange",
    "onemptied",
    "onended",
    "onerror",
    "onfocus",
    "onfocusin",
    "onfocusout",
    "onformdata",
    "onfullscreenchange",
    "onfullscreenerror",
    "ongotpointercapture",
    "oninput",
    "oninvalid",
    "onkeydown",
    "onkeypress",
    "onkeyup",
    "onload",
    "onloadeddata",
    "onloadedmetadata",
    "onloadstart",
    "onlostpointercapture",
    "onmousedown",
    "onmouseenter",
    "onmouseleave",
    "onmousemove",
    "onmouseout",
    "onmouseover",
    "onmouseup",
    "onmousewheel",
    "onpaste",
    "onpause",
    "onplay",
    "onplaying",
    "onpointercancel",
    "onpointerdown",
    "onpointerenter",
    "onpointerleave",
    "onpointermove",
    "onpointerout",
    "onpointerover",
    "onpointerrawupdate",
    "onpointerup",
    "onprogress",
    "onratechange",
    "onreset",
    "onresize",
    "onscroll",
    "onscrollend",
    "onscrollsnapchange",
    "onscrollsnapchanging",
    "onsearch",
    "onsecuritypolicyviolation",
    "onseeked",
    "onseeking",
    "onselect",
    "onselectionchange",
    "onselectstart",
    "onslotchange",
    "onstalled",
    "onsubmit",
    "onsuspend",
    "ontimeupdate",
    "ontoggle",
    "ontouchcancel",
    "ontouchend",
    "ontouchmove",
    "ontouchstart",
    "ontransitioncancel",
    "ontransitionend",
    "ontransitionrun",
    "ontransitionstart",
    "onvolumechange",
    "onwaiting",
    "onwebkitanimationend",
    "onwebkitanimationiteration",
    "onwebkitanimationstart",
    "onwebkitfullscreenchange",
    "onwebkitfullscreenerror",
    "onwebkittransitionend",
    "onwheel",
];

/// Handlers of the window, which `<body>` and `<frameset>` have too.
const OF_THE_WINDOW: &[&str] = &[
    "onafterprint",
    "onbeforeprint",
    "onbeforeunload",
    "ongamepadconnected",
    "ongamepaddisconnected",
    "onhashchange",
    "onlanguagechange",
    "onmessage",
    "onmessageerror",
    "onoffline",
    "ononline",
    "onorientationchange",
    "onpagehide",
    "onpagereveal",
    "onpageshow",
    "onpageswap",
    "onpopstate",
    "onrejectionhandled",
    "onstorage",
    "onunhandledrejection",
    "onunload",
];

/// Handlers of elements of SVG that animate.
const OF_ANIMATIONS: &[&str] = &["onbegin", "onend", "onrepeat"];

/// Handlers of `<video>` and `<audio>` for encrypted media.
const OF_MEDIA: &[&str] = &[
    "onencrypted",
    "onenterpictureinpicture",
    "onleavepictureinpicture",
    "onwaitingforkey",
];

/// Whether an attribute of an element is an event handler.
pub(crate) fn is_handler(element: &str, attribute: &str) -> bool {
    if !attribute.starts_with("on") {
        return false;
    }
    let of_element: &[&str] = match element {
        "body" | "frameset" => OF_THE_WINDOW,
        "animate" | "animatemotion" | "animatetransform" | "set" => OF_ANIMATIONS,
        "audio" | "video" => OF_MEDIA,
        _ => &[],
    };
    EVERYWHERE.contains(&attribute) || of_element.contains(&attribute)
}

#[cfg(test)]
mod tests {
    use super::is_handler;

    #[test]
    fn only_what_browsers_run_is_a_handler() {
        assert!(is_handler("p", "onclick") && is_handler("body", "onhashchange"));
        assert!(
            !is_handler("p", "onhashchange")
                && !is_handler("p", "onfoo")
                && !is_handler("p", "title")
        );
    }
}
