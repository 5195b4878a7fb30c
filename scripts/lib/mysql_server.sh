# Starts MySQL for tests, from the folder that mysql.sh makes. Sourced after servers.sh,
# mariadb_server.sh (which has what the two share) and mysql.sh, never run.

# A program of one name, because a test starts the client like any other program.
write_mysql_client() {
  local client=$SERVERS_DIR/bin/mysql
  mkdir -m 755 "$SERVERS_DIR/bin"
  {
    printf '#!/bin/sh\nexec'
    printf " '%s'" "${MYSQL_RUN[@]}" "$MYSQL_ROOT/usr/bin/mysql"
    printf ' "$@"\n'
  } >"$client"
  chmod 755 "$client"
}

write_mysql_env() {
  cat <<END
export WHIMBREL_TEST_MYSQL_URL='mysql://whimbrel:$2@127.0.0.1:$1/whimbrel'
export WHIMBREL_TEST_MYSQL_CLIENT='$SERVERS_DIR/bin/mysql'
END
}

start_mysql() {
  local folder=$SERVERS_DIR/mysql port password paths settings
  port=$(cat "$folder.port")
  password=$(random_password)
  choose_server_user mysql
  make_server_folder mysql
  mysql_prepare_run
  write_mysql_client
  mapfile -t paths < <(mysql_server_paths)
  mapfile -t settings < <(mysql_settings "$folder" "$port")
  # The folder for LOAD DATA that Debian's server is built with does not exist here, and the
  # server does not start without it; the performance schema costs 200 MB of memory.
  settings+=(--secure-file-priv=NULL --performance-schema=OFF --mysqlx=OFF --disable-log-bin
    --innodb-redo-log-capacity=32M)
  run_for_server mysql "${MYSQL_RUN[@]}" "$MYSQL_ROOT/usr/sbin/mysqld" --no-defaults \
    "${paths[@]}" "${settings[@]}" --initialize-insecure
  write_mysql_accounts "$password" | write_for_server "$folder/accounts.sql"
  # The server makes a certificate for itself: here TLS can be had.
  spawn_server mysql "${MYSQL_RUN[@]}" "$MYSQL_ROOT/usr/sbin/mysqld" --no-defaults \
    "${paths[@]}" "${settings[@]}" "--init-file=$folder/accounts.sql"
  await_server mysql env "MYSQL_PWD=$password" \
    "$SERVERS_DIR/bin/mysql" --no-defaults -h 127.0.0.1 -P "$port" -u whimbrel \
    -e 'SELECT 1' whimbrel
  rm "$folder/accounts.sql"
  write_mysql_env "$port" "$password" >"$folder.env"
}
