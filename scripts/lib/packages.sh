# The Debian packages that building and testing need, and how to install what is missing.
# Sourced after log.sh, never run.

BUILD_PACKAGES=(
  g++ cmake ninja-build ccache mold pkg-config
  libboost-dev libpqxx-dev libpg-query-dev libmysqlcppconn-dev libsqlite3-dev
  libyaml-cpp-dev libcli11-dev nlohmann-json3-dev libfmt-dev libgtest-dev libgmock-dev
  libcsv-dev libvalijson-dev
)

# What scripts/package-lambda needs besides: readelf finds the program's loader.
LAMBDA_PACKAGES=(zip binutils)

# socat stands between a command and its server in tests: a port that opens late, says nothing, or
# hangs up. debootstrap and the archive's keys make the MySQL server (see mysql.sh), which Debian's
# stable release does not have. setpriv comes with util-linux. python3-sqlalchemy runs the models of
# examples/sqlalchemy, graphviz draws the diagrams of `inspect`.
TEST_PACKAGES=(
  alembic postgresql mariadb-server mariadb-client sqlite3 debootstrap debian-archive-keyring
  clang clang-format clang-tidy libclang-rt-dev git python3 procps util-linux socat
  python3-sqlalchemy graphviz
  "${LAMBDA_PACKAGES[@]}" unzip
)

as_root() {
  if [[ $EUID -eq 0 ]]; then
    "$@"
  elif command -v sudo >/dev/null; then
    sudo "$@"
  else
    warn "error: this needs root, and sudo is not installed: $*"
    return 1
  fi
}

# The packages among its arguments that are not installed, one per line.
missing_packages() {
  local package state
  for package in "$@"; do
    state=$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null) || state=unknown
    [[ $state == installed ]] || printf '%s\n' "$package"
  done
}

POLICY_FILE=/usr/sbin/policy-rc.d
POLICY_MARK='# Written by Whimbrel while it installs packages. Safe to remove.'

# Database packages start their service when they are installed. In a container that can fail,
# and elsewhere it would take ports and memory that the tests, which start servers of their own,
# have no use for. Debian asks this file whether it may start one. A file that is already there
# is somebody else's decision and stays; one with our mark was left by an interrupted run.
forbid_services() {
  [[ ! -e $POLICY_FILE ]] || grep -qF "$POLICY_MARK" "$POLICY_FILE" || return 0
  printf '%s\n' '#!/bin/sh' "$POLICY_MARK" 'exit 101' | as_root tee "$POLICY_FILE" >/dev/null
  as_root chmod 755 "$POLICY_FILE"
}

allow_services() {
  if grep -qsF "$POLICY_MARK" "$POLICY_FILE"; then as_root rm -f "$POLICY_FILE"; fi
}

apt_get() {
  as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -y -o DPkg::Lock::Timeout=300 "$@"
}

# The lists of packages are brought up to date once per run at most.
packages_updated=no
update_packages() {
  [[ $packages_updated == no ]] || return 0
  apt_get update
  packages_updated=yes
}

# install_packages PACKAGE...: installs what is missing, and calls apt only when something is.
install_packages() {
  local missing
  mapfile -t missing < <(missing_packages "$@")
  [[ ${#missing[@]} -gt 0 ]] || return 0
  command -v apt-get >/dev/null ||
    die "these Debian packages are missing, and there is no apt-get to install them: ${missing[*]}"
  say "installing: ${missing[*]}"
  update_packages
  # A subshell, so that its trap takes the policy away however the installation ends.
  (
    trap allow_services EXIT
    trap 'exit 130' INT TERM
    forbid_services
    apt_get install --no-install-recommends "${missing[@]}"
  )
}
