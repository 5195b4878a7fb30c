# shellcheck shell=bash disable=SC2154
# The databases that bench/check fills and asks: how each is made, filled, printed by its own tools
# and reached by Alembic. Sourced, never run. Needs $work.

BENCH_DATABASE=whimbrel_bench_check

# url_part URL user|password|host|port
url_part() {
  local rest=${1#*://}
  local login=${rest%%@*} place=${rest#*@}
  place=${place%%/*}
  case $2 in
    user) printf '%s' "${login%%:*}" ;;
    password) printf '%s' "${login#*:}" ;;
    host) printf '%s' "${place%%:*}" ;;
    port) printf '%s' "${place##*:}" ;;
  esac
}

server_url() {
  local variable=WHIMBREL_TEST_${1^^}_URL
  printf '%s' "${!variable:?no server for $1: scripts/servers env says which run}"
}

# Passwords stand in files that only we can read, and never on a command line.
client_options() {
  local url file=$work/$1.cnf
  url=$(server_url "$1")
  (umask 077 && printf '[client]\nhost=%s\nport=%s\nuser=%s\npassword=%s\n' \
    "$(url_part "$url" host)" "$(url_part "$url" port)" "$(url_part "$url" user)" \
    "$(url_part "$url" password)" >"$file")
  printf '%s' "--defaults-file=$file"
}

psql_do() { "$WHIMBREL_TEST_PSQL" -X -q -v ON_ERROR_STOP=1 "$@" 2>"$work/psql-said" >/dev/null; }

client_of() {
  local variable=WHIMBREL_TEST_${1^^}_CLIENT
  printf '%s' "${!variable}"
}

# make_database DATABASE FOLDER: prints its URL.
make_database() {
  local url
  case $1 in
    sqlite) printf 'sqlite:%s/database.db' "$2" && return ;;
    postgresql)
      url=$(server_url postgresql)
      psql_do "$url" -c "DROP DATABASE IF EXISTS $BENCH_DATABASE"
      psql_do "$url" -c "CREATE DATABASE $BENCH_DATABASE"
      printf '%s/%s?sslmode=disable' "${url%/*}" "$BENCH_DATABASE"
      ;;
    mariadb | mysql)
      url=$(server_url "$1")
      "$(client_of "$1")" "$(client_options "$1")" -e "DROP DATABASE IF EXISTS $BENCH_DATABASE;
        CREATE DATABASE $BENCH_DATABASE CHARACTER SET utf8mb4"
      printf '%s/%s' "${url%/*}" "$BENCH_DATABASE"
      ;;
  esac
  printf '%s\n' "$1" >>"$work/made"
}

drop_databases() {
  local name
  [[ -f $work/made ]] || return 0
  while read -r name; do
    if [[ $name == postgresql ]]; then
      psql_do "$(server_url postgresql)" -c "DROP DATABASE IF EXISTS $BENCH_DATABASE" || true
    else
      "$(client_of "$name")" "$(client_options "$name")" -e "DROP DATABASE IF EXISTS $BENCH_DATABASE" || true
    fi
  done < <(sort -u "$work/made")
  rm "$work/made"
}

# run_script DATABASE FOLDER FILE. The catalog's statistics are what a server has that has stood for
# more than a minute.
run_script() {
  local url
  case $1 in
    sqlite) sqlite3 -bail "$2/database.db" <"$3" >/dev/null ;;
    postgresql)
      url=$(server_url postgresql)
      psql_do "${url%/*}/$BENCH_DATABASE" -f "$3" -c 'VACUUM ANALYZE'
      ;;
    *) "$(client_of "$1")" "$(client_options "$1")" "$BENCH_DATABASE" <"$3" ;;
  esac
}

version_of() {
  case $1 in
    sqlite) printf 'SQLite %s' "$(sqlite3 --version | cut -d ' ' -f 1)" ;;
    postgresql)
      "$WHIMBREL_TEST_PSQL" -X -q -t -A "$(server_url postgresql)" -c 'SHOW server_version' |
        sed 's/^/PostgreSQL /; s/ (.*//'
      ;;
    mariadb) "$(client_of mariadb)" "$(client_options mariadb)" -N -e 'SELECT version()' | sed 's/^/MariaDB /; s/-.*//' ;;
    mysql) "$(client_of mysql)" "$(client_options mysql)" -N -e 'SELECT version()' | sed 's/^/MySQL /; s/-.*//' ;;
  esac
}

floor_name() {
  case $1 in
    sqlite) printf 'sqlite3 .schema' ;;
    postgresql) printf 'pg_dump -s' ;;
    *) printf 'mysqldump --no-data' ;;
  esac
}

floor_command() {
  local url
  case $1 in
    sqlite) printf "sqlite3 %s/database.db .schema" "$2" ;;
    postgresql)
      url=$(server_url postgresql)
      printf '%s -s %s/%s' "$WHIMBREL_TEST_PG_DUMP" "${url%/*}" "$BENCH_DATABASE"
      ;;
    *)
      printf 'mysqldump %s --no-data --skip-lock-tables --no-tablespaces %s' "$(client_options "$1")" \
        "$BENCH_DATABASE"
      ;;
  esac
}

alembic_url() {
  local url
  case $1 in
    sqlite) printf 'sqlite:///%s/database.db' "$2" ;;
    postgresql)
      url=$(server_url postgresql)
      printf '%s/%s' "${url%/*}" "$BENCH_DATABASE"
      ;;
    *)
      url=$(server_url "$1")
      url=${url%/*}
      printf 'mysql+pymysql:%s/%s' "${url#*:}" "$BENCH_DATABASE"
      ;;
  esac
}

# A line for check_table.py where the program is installed and knows the database.
skeema_command() {
  [[ $1 == mariadb || $1 == mysql ]] && command -v skeema >/dev/null || return 0
  local url
  url=$(server_url "$1")
  (mkdir -p "$2/skeema" && cd "$2/skeema" &&
    skeema init -h "$(url_part "$url" host)" -P "$(url_part "$url" port)" \
      -u "$(url_part "$url" user)" "-p$(url_part "$url" password)" --schema "$BENCH_DATABASE" -d . \
      >/dev/null 2>&1) || return 0
  printf 'skeema diff\t\tsh -c "cd %s/skeema && exec skeema diff -p%s"\n' "$2" \
    "$(url_part "$url" password)"
}
