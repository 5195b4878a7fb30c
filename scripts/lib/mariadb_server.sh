# Starts MariaDB for tests. Sourced after servers.sh, never run.

# The accounts that tests need, in the SQL that MariaDB and MySQL have in common. A server reads
# it at its start, before it lets anybody in; a file does not show the password in the list of
# processes as an argument would.
write_mysql_accounts() {
  cat <<END
CREATE DATABASE whimbrel;
CREATE USER 'whimbrel'@'%' IDENTIFIED BY '$1';
GRANT ALL PRIVILEGES ON *.* TO 'whimbrel'@'%' WITH GRANT OPTION;
ALTER USER 'root'@'localhost' IDENTIFIED BY '$1';
END
}

# The settings that MariaDB and MySQL have in common. What makes writes survive a power cut is
# off: the data live for one test run.
mysql_settings() {
  local folder=$1 port=$2
  printf '%s\n' "--datadir=$folder/data" "--tmpdir=$folder" "--port=$port" \
    --bind-address=127.0.0.1 "--socket=$folder/socket" "--pid-file=$folder/server.pid" \
    --skip-name-resolve --innodb-flush-log-at-trx-commit=0 --innodb-doublewrite=0 \
    --innodb-flush-method=nosync --innodb-buffer-pool-size=64M
}

# The accounts without a password that a new MariaDB has.
drop_open_mariadb_accounts() {
  cat <<'END'
DELETE FROM mysql.global_priv WHERE User = '' OR (User = 'root' AND Host <> 'localhost');
FLUSH PRIVILEGES;
END
}

write_mariadb_env() {
  cat <<END
export WHIMBREL_TEST_MARIADB_URL='mariadb://whimbrel:$2@127.0.0.1:$1/whimbrel'
export WHIMBREL_TEST_MARIADB_CLIENT='$(command -v mariadb)'
END
}

start_mariadb() {
  local folder=$SERVERS_DIR/mariadb port password settings
  port=$(cat "$folder.port")
  password=$(random_password)
  choose_server_user mysql
  make_server_folder mariadb
  mapfile -t settings < <(mysql_settings "$folder" "$port")
  run_for_server mariadb mariadb-install-db --no-defaults "--datadir=$folder/data" \
    --auth-root-authentication-method=normal --skip-test-db --skip-name-resolve \
    --innodb-flush-method=nosync --innodb-doublewrite=0
  {
    write_mysql_accounts "$password"
    drop_open_mariadb_accounts
  } | write_for_server "$folder/accounts.sql"
  # No TLS, so that tests can check that asking for it is then an error.
  spawn_server mariadb /usr/sbin/mariadbd --no-defaults "${settings[@]}" --skip-ssl \
    --character-set-server=utf8mb4 --collation-server=utf8mb4_general_ci \
    "--init-file=$folder/accounts.sql"
  await_server mariadb env "MYSQL_PWD=$password" \
    mariadb --no-defaults -h 127.0.0.1 -P "$port" -u whimbrel -e 'SELECT 1' whimbrel
  rm "$folder/accounts.sql"
  write_mariadb_env "$port" "$password" >"$folder.env"
}
