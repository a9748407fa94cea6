//! How a derived policy redirects that says of it only what differs.

use crate::field::ForceHttps;

/// What differs from the base.
#[derive(Clone, Copy, Debug)]
pub struct ForceHttpsEdit {
    /// The status.
    pub status: RedirectStatus,
    /// The hosts that the policy names.
    pub hosts: Option<&'static [&'static str]>,
    /// The host that a redirect leads to from every other host.
    pub to: Option<Option<&'static str>>,
    /// The paths that are served over plain http.
    pub exempt: Option<&'static [&'static str]>,
}

/// The status of a redirect.
#[derive(Clone, Copy, Debug)]
pub enum RedirectStatus {
    /// The base's.
    Base,
    /// This one.
    Is(u16),
    /// The base's, but permanent: 301 for 302, 308 for 307.
    Permanent,
    /// The base's, but temporary: 302 for 301, 307 for 308.
    Temporary,
}

/// The base's redirect after the edit; of a base that does not redirect, one with the default in what is not said.
#[must_use]
pub const fn force_https(base: Option<ForceHttps>, edit: ForceHttpsEdit) -> Option<ForceHttps> {
    let mut force = match base {
        Some(base) => base,
        None => ForceHttps::DEFAULT,
    };
    force.status = match (edit.status, force.status) {
        (RedirectStatus::Permanent, 302) => 301,
        (RedirectStatus::Permanent, 307) => 308,
        (RedirectStatus::Temporary, 301) => 302,
        (RedirectStatus::Temporary, 308) => 307,
        (RedirectStatus::Is(status), _)
        | (RedirectStatus::Base | RedirectStatus::Permanent | RedirectStatus::Temporary, status) => {
            status
        }
    };
    if let Some(hosts) = edit.hosts {
        force.hosts = hosts;
    }
    if let Some(to) = edit.to {
        force.to = to;
    }
    if let Some(exempt) = edit.exempt {
        force.exempt = exempt;
    }
    Some(force)
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOTHING: ForceHttpsEdit = ForceHttpsEdit {
        status: RedirectStatus::Base,
        hosts: None,
        to: None,
        exempt: None,
    };

    #[test]
    fn what_is_not_said_stays() {
        let base = ForceHttps {
            status: 308,
            hosts: &["a.example"],
            to: Some("www.a.example"),
            exempt: &["/health"],
        };
        let edit = ForceHttpsEdit {
            exempt: Some(&["/ping"]),
            ..NOTHING
        };
        let force = force_https(Some(base), edit).unwrap();
        assert_eq!((force.status, force.hosts), (308, base.hosts));
        assert_eq!((force.to, force.exempt), (base.to, ["/ping"].as_slice()));
        assert_eq!(force_https(None, NOTHING).unwrap().status, 302);
    }

    #[test]
    fn a_permanent_redirect_keeps_the_method_where_the_base_s_does() {
        for (base, edit, status) in [
            (302, RedirectStatus::Permanent, 301),
            (307, RedirectStatus::Permanent, 308),
            (308, RedirectStatus::Permanent, 308),
            (308, RedirectStatus::Temporary, 307),
            (301, RedirectStatus::Temporary, 302),
            (307, RedirectStatus::Temporary, 307),
            (302, RedirectStatus::Is(308), 308),
        ] {
            let base = ForceHttps {
                status: base,
                ..ForceHttps::DEFAULT
            };
            let edit = ForceHttpsEdit {
                status: edit,
                ..NOTHING
            };
            assert_eq!(force_https(Some(base), edit).unwrap().status, status);
        }
    }
}
