//! Names that stand a second time.

use std::collections::HashMap;

use crate::ground::word::Site;

/// Where each name stood first: however long a list, a name of it is looked up once.
pub(crate) struct FirstSites {
    sites: HashMap<String, Site>,
}

impl FirstSites {
    /// No name yet.
    pub(crate) fn new() -> Self {
        Self {
            sites: HashMap::new(),
        }
    }

    /// Where `name` stood before, if it did; else it stands first here.
    pub(crate) fn before(&mut self, name: &str, site: Site) -> Option<Site> {
        let first = self.sites.get(name).copied();
        if first.is_none() {
            self.sites.insert(name.to_owned(), site);
        }
        first
    }
}
