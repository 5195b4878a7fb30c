# Starts PostgreSQL for tests. Sourced after servers.sh, never run.

# Debian keeps the programs of each version in a folder of their own; the newest is taken.
postgresql_programs() {
  local folder
  folder=$(compgen -G '/usr/lib/postgresql/*/bin/initdb' | sort -V | tail -n 1)
  [[ -n $folder ]] || die 'PostgreSQL is not installed'
  dirname "$folder"
}

# No TLS, so that tests can check that asking for it is then an error. What makes writes survive
# a power cut is off: the data live for one test run.
write_postgresql_settings() {
  cat <<END
listen_addresses = '127.0.0.1'
port = $1
unix_socket_directories = '$2'
ssl = off
fsync = off
synchronous_commit = off
full_page_writes = off
max_connections = 200
jit = off
END
}

# Role `whimbrel` may do everything. Role `plain` owns one database and may not create any.
create_postgresql_roles() {
  PGPASSWORD=$3 "$1/psql" -X -q -v ON_ERROR_STOP=1 -h 127.0.0.1 -p "$2" -U whimbrel postgres <<END
CREATE ROLE plain LOGIN NOCREATEDB PASSWORD '$3';
CREATE DATABASE plain OWNER plain;
END
}

write_postgresql_env() {
  local programs=$1 port=$2 password=$3 socket=$4 address
  address=whimbrel:$password
  cat <<END
export WHIMBREL_TEST_POSTGRESQL_URL='postgresql://$address@127.0.0.1:$port/postgres'
export WHIMBREL_TEST_POSTGRESQL_SOCKET_URL='postgresql://$address@/postgres?host=$socket&port=$port'
export WHIMBREL_TEST_POSTGRESQL_PLAIN_URL='postgresql://plain:$password@127.0.0.1:$port/plain'
export WHIMBREL_TEST_PSQL='$programs/psql'
export WHIMBREL_TEST_PG_DUMP='$programs/pg_dump'
END
}

start_postgresql() {
  local folder=$SERVERS_DIR/postgresql port password programs
  port=$(cat "$folder.port")
  password=$(random_password)
  programs=$(postgresql_programs)
  choose_server_user postgres
  make_server_folder postgresql
  "${SERVER_AS[@]}" mkdir -m 755 "$folder/socket"
  printf '%s\n' "$password" | write_for_server "$folder/password"
  run_for_server postgresql "$programs/initdb" -D "$folder/data" --username=whimbrel \
    --auth=scram-sha-256 --pwfile="$folder/password" \
    --encoding=UTF8 --locale=C.UTF-8 --no-sync
  rm "$folder/password"
  write_postgresql_settings "$port" "$folder/socket" |
    write_for_server "$folder/data/postgresql.conf"
  spawn_server postgresql "$programs/postgres" -D "$folder/data"
  await_server postgresql env "PGPASSWORD=$password" \
    "$programs/psql" -X -h 127.0.0.1 -p "$port" -U whimbrel -c 'SELECT 1' postgres
  create_postgresql_roles "$programs" "$port" "$password"
  write_postgresql_env "$programs" "$port" "$password" "$folder/socket" >"$folder.env"
}
