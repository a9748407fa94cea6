//! Names that stand a second time.

use std::collections::HashMap;

use crate::ground::word::Site;

/// Where each name appeared first: however long a list, a name of it is looked up once.
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

    /// Where `name` appeared before, if it did; else it is first here.
    pub(crate) fn before(&mut self, name: &str, site: Site) -> Option<Site> {
        let first = self.sites.get(name).copied();
        if first.is_none() {
            self.sites.insert(name.to_owned(), site);
        }
        first
    }
}
