#![doc = include_str!("messages.md")]
