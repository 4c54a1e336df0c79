# Every command of the project. `just` lists them.

# List the commands
default:
    @just --list --unsorted

# The demo, built without optimisation
dev port="8080":
    cargo run -- demo --port {{port}}

# Format, lints and the repository's own rules
check:
    cargo fmt --check && cargo clippy --workspace --all-targets -- -D warnings && cargo test -p xtask

# Every test; on PostgreSQL too where TEST_POSTGRES_URL is set
test *args:
    cargo test --workspace {{args}}

# What holds for anybody, tried often: 100,000 cases of each property
nightly cases="100000":
    PROPTEST_CASES={{cases}} cargo test --release -p matching -- properties:: engine::
    PROPTEST_CASES={{cases}} cargo test --release -p domain -- referral:: calendar::
    SINAREM_HISTORIES={{cases}} SINAREM_REFERRALS=10000 cargo test --release -p usecases --test stories -- referral::

# Everything, as continuous integration does it
all:
    ./test

# Accept changed snapshots and the changed table of addresses, after reading them
approve:
    INSTA_UPDATE=always ACCESS_UPDATE=1 cargo test --workspace

# The journeys in a browser, against a demo that is running
browser base="http://127.0.0.1:8080":
    cd browser && npm ci && node run.mjs --base {{base}}

# Licences, advisories and who may use what (needs cargo-deny)
deny:
    cargo deny check
