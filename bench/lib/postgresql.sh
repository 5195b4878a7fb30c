# PostgreSQL for measuring: one database for each tool. Sourced, never run.

BENCH_DATABASES=(whimbrel_bench whimbrel_bench_alembic whimbrel_bench_dbmate)
postgresql_servers=
postgresql_entered=no

# Nobody has TLS here: what its negotiation costs is not the tools' work.
postgresql_url() { printf '%s/%s?sslmode=disable' "${WHIMBREL_TEST_POSTGRESQL_URL%/*}" "$1"; }

postgresql_say() {
  "$WHIMBREL_TEST_PSQL" -X -q -v ON_ERROR_STOP=1 "$WHIMBREL_TEST_POSTGRESQL_URL" -c "$1"
}

postgresql_enter() {
  local database
  if [[ -z ${WHIMBREL_TEST_POSTGRESQL_URL:-} ]]; then
    postgresql_servers=$work/servers
    scripts/servers start "$postgresql_servers" >&2
    # shellcheck source=/dev/null
    source "$postgresql_servers/env.sh"
  fi
  postgresql_entered=yes
  for database in "${BENCH_DATABASES[@]}"; do
    postgresql_say "DROP DATABASE IF EXISTS $database" 2>/dev/null
    postgresql_say "CREATE DATABASE $database"
  done
}

postgresql_leave() {
  local database
  if [[ $postgresql_entered == yes ]]; then
    for database in "${BENCH_DATABASES[@]}"; do
      postgresql_say "DROP DATABASE IF EXISTS $database" || true
    done
  fi
  if [[ -n $postgresql_servers ]]; then scripts/servers stop "$postgresql_servers" >&2; fi
}

prepare_postgresql() {
  local url
  install_packages gcc libc6-dev libpq-dev pkg-config python3-psycopg2
  postgresql_enter
  url=$(postgresql_url whimbrel_bench)
  make_whimbrel_project "$1/whimbrel" "$url"
  make_alembic_project "$1/alembic" "$(postgresql_url whimbrel_bench_alembic)"
  make_dbmate_project "$1/dbmate" "$(postgresql_url whimbrel_bench_dbmate)"
  write_commands "$1" "$(postgresql_url whimbrel_bench_dbmate)"
  # shellcheck disable=SC2046
  gcc -O2 -Wall -o "$1/libpq_client" bench/lib/libpq_client.c $(pkg-config --cflags --libs libpq)
  add_command "$1" 'libpq, connect and one SELECT' "$(pkg-config --modversion libpq)" \
    "$1/libpq_client $url 'SELECT revision FROM whimbrel_version'"
}
