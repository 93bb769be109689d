//! Taking one binding away, to see that a test notices.
//!
//! Only with the feature `unbound`, which nothing that is handed out has: then the
//! environment variable `ENTENTE_UNBOUND` names a key of a command, as
//! [`CommandInfo::bindings`](super::CommandInfo::bindings) gives it, or a gesture by
//! its id, and that is ignored.

/// Whether this binding is taken away.
#[cfg(feature = "unbound")]
pub(super) fn is_unbound(binding: impl FnOnce() -> String) -> bool {
    use std::sync::OnceLock;

    static UNBOUND: OnceLock<Option<String>> = OnceLock::new();
    let unbound = UNBOUND.get_or_init(|| std::env::var("ENTENTE_UNBOUND").ok());
    unbound.as_ref().is_some_and(|it| *it == binding())
}

/// Whether this binding is taken away: never.
#[cfg(not(feature = "unbound"))]
#[inline]
pub(super) fn is_unbound(_binding: impl FnOnce() -> String) -> bool {
    false
}
