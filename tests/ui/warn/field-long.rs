#![deny(warnings)]

use talisman::{Policy, talisman_policy};

const POLICY: Policy = talisman_policy! {
    content_security_policy: {
        default-src self;
        connect-src self
            "https://tenant-000.customers.example.com" "https://tenant-050.customers.example.com"
            "https://tenant-001.customers.example.com" "https://tenant-051.customers.example.com"
            "https://tenant-002.customers.example.com" "https://tenant-052.customers.example.com"
            "https://tenant-003.customers.example.com" "https://tenant-053.customers.example.com"
            "https://tenant-004.customers.example.com" "https://tenant-054.customers.example.com"
            "https://tenant-005.customers.example.com" "https://tenant-055.customers.example.com"
            "https://tenant-006.customers.example.com" "https://tenant-056.customers.example.com"
            "https://tenant-007.customers.example.com" "https://tenant-057.customers.example.com"
            "https://tenant-008.customers.example.com" "https://tenant-058.customers.example.com"
            "https://tenant-009.customers.example.com" "https://tenant-059.customers.example.com"
            "https://tenant-010.customers.example.com" "https://tenant-060.customers.example.com"
            "https://tenant-011.customers.example.com" "https://tenant-061.customers.example.com"
            "https://tenant-012.customers.example.com" "https://tenant-062.customers.example.com"
            "https://tenant-013.customers.example.com" "https://tenant-063.customers.example.com"
            "https://tenant-014.customers.example.com" "https://tenant-064.customers.example.com"
            "https://tenant-015.customers.example.com" "https://tenant-065.customers.example.com"
            "https://tenant-016.customers.example.com" "https://tenant-066.customers.example.com"
            "https://tenant-017.customers.example.com" "https://tenant-067.customers.example.com"
            "https://tenant-018.customers.example.com" "https://tenant-068.customers.example.com"
            "https://tenant-019.customers.example.com" "https://tenant-069.customers.example.com"
            "https://tenant-020.customers.example.com" "https://tenant-070.customers.example.com"
            "https://tenant-021.customers.example.com" "https://tenant-071.customers.example.com"
            "https://tenant-022.customers.example.com" "https://tenant-072.customers.example.com"
            "https://tenant-023.customers.example.com" "https://tenant-073.customers.example.com"
            "https://tenant-024.customers.example.com" "https://tenant-074.customers.example.com"
            "https://tenant-025.customers.example.com" "https://tenant-075.customers.example.com"
            "https://tenant-026.customers.example.com" "https://tenant-076.customers.example.com"
            "https://tenant-027.customers.example.com" "https://tenant-077.customers.example.com"
            "https://tenant-028.customers.example.com" "https://tenant-078.customers.example.com"
            "https://tenant-029.customers.example.com" "https://tenant-079.customers.example.com"
            "https://tenant-030.customers.example.com" "https://tenant-080.customers.example.com"
            "https://tenant-031.customers.example.com" "https://tenant-081.customers.example.com"
            "https://tenant-032.customers.example.com" "https://tenant-082.customers.example.com"
            "https://tenant-033.customers.example.com" "https://tenant-083.customers.example.com"
            "https://tenant-034.customers.example.com" "https://tenant-084.customers.example.com"
            "https://tenant-035.customers.example.com" "https://tenant-085.customers.example.com"
            "https://tenant-036.customers.example.com" "https://tenant-086.customers.example.com"
            "https://tenant-037.customers.example.com" "https://tenant-087.customers.example.com"
            "https://tenant-038.customers.example.com" "https://tenant-088.customers.example.com"
            "https://tenant-039.customers.example.com" "https://tenant-089.customers.example.com"
            "https://tenant-040.customers.example.com" "https://tenant-090.customers.example.com"
            "https://tenant-041.customers.example.com" "https://tenant-091.customers.example.com"
            "https://tenant-042.customers.example.com" "https://tenant-092.customers.example.com"
            "https://tenant-043.customers.example.com" "https://tenant-093.customers.example.com"
            "https://tenant-044.customers.example.com" "https://tenant-094.customers.example.com"
            "https://tenant-045.customers.example.com" "https://tenant-095.customers.example.com"
            "https://tenant-046.customers.example.com" "https://tenant-096.customers.example.com"
            "https://tenant-047.customers.example.com" "https://tenant-097.customers.example.com"
            "https://tenant-048.customers.example.com" "https://tenant-098.customers.example.com"
            "https://tenant-049.customers.example.com" "https://tenant-099.customers.example.com";
    },
};

fn main() {
    let _ = POLICY;
}
