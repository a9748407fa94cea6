use talisman::{Policy, talisman_policy};

macro_rules! sixteen {
    ($last:ident: $($text:tt)*) => {
        $last! { $($text)* $($text)* $($text)* $($text)* $($text)* $($text)* $($text)* $($text)*
            $($text)* $($text)* $($text)* $($text)* $($text)* $($text)* $($text)* $($text)* }
    };
}

macro_rules! policy {
    ($($text:tt)*) => {
        talisman_policy! { custom_fields: { x-long: concat!($($text)*) } }
    };
}

macro_rules! once_more {
    ($($text:tt)*) => { sixteen! { policy: $($text)* } };
}

macro_rules! and_once_more {
    ($($text:tt)*) => { sixteen! { once_more: $($text)* } };
}

const POLICY: Policy = sixteen! { and_once_more:
    "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
};

fn main() {
    let _ = POLICY;
}
