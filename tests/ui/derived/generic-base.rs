use talisman::{Policy, talisman_policy};

trait Base {
    const BASE: Policy;
}

struct Site;

impl Site {
    const BASE: Policy = talisman_policy! {};
    const PAGE: Policy = talisman_policy! { ..Self::BASE, frame_options: DENY };
}

struct Of<T>(T);

impl<T: Base> Of<T> {
    const PAGE: Policy = talisman_policy! { ..T::BASE, frame_options: DENY };
}

fn main() {
    let _ = Site::PAGE;
}
