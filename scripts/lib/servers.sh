# What the database servers for tests have in common: each has a folder SERVERS_DIR/NAME with its
# data, its log and its process id. Sourced after log.sh, never run. The caller sets SERVERS_DIR.

SERVER_NAMES=(postgresql mariadb mysql)
SERVER_PATIENCE_SECONDS=120

# A file of ours in the folder: only a folder that has it is ever emptied.
SERVERS_MARK=.whimbrel-servers

random_password() { head -c 18 /dev/urandom | base64 | tr -d '+/=\n'; }

# Sets FREE_PORTS to $1 different ports. They lie below the range from which the kernel takes
# the local ports of outgoing connections, so that none is taken before its server has started.
choose_ports() {
  local port
  FREE_PORTS=()
  while [[ ${#FREE_PORTS[@]} -lt $1 ]]; do
    port=$((20000 + RANDOM % 12000))
    [[ " ${FREE_PORTS[*]} " == *" $port "* ]] && continue
    (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null || FREE_PORTS+=("$port")
  done
}

# Sets SERVER_AS to the words that run a command as user $1. A database server refuses to run as
# root; anybody else runs it as the user they are.
choose_server_user() {
  local user=$1
  SERVER_AS=()
  [[ $EUID -eq 0 ]] || return 0
  id "$user" >/dev/null 2>&1 || user=nobody
  SERVER_AS=(setpriv "--reuid=$user" "--regid=$(id -g "$user")" --clear-groups)
  "${SERVER_AS[@]}" test -x "$SERVERS_DIR" ||
    die "user $user, which runs the server, cannot enter $SERVERS_DIR; choose another folder"
}

# make_server_folder NAME: the log stays with the caller, everything else belongs to the server.
make_server_folder() {
  local folder=$SERVERS_DIR/$1
  mkdir -m 755 "$folder"
  : >"$folder/log"
  if [[ $EUID -eq 0 ]]; then chown "$("${SERVER_AS[@]}" id -u)" "$folder"; fi
}

# spawn_server NAME COMMAND...: starts it as the server's user, with the output in its log. It
# gets a session of its own, so that Ctrl-C in the terminal that started it does not end it. Its
# id is written at once, not left to the server, so that what was started can be stopped even
# when it never became ready.
spawn_server() {
  local name=$1
  shift
  "${SERVER_AS[@]}" setsid "$@" </dev/null >>"$SERVERS_DIR/$name/log" 2>&1 &
  printf '%s\n' "$!" >"$SERVERS_DIR/$name.pid"
}

# run_for_server NAME COMMAND...: the same, for a command that ends by itself.
run_for_server() {
  spawn_server "$@"
  wait "$!"
}

# write_for_server FILE: what it reads, into a file of the server's user.
write_for_server() { "${SERVER_AS[@]}" tee -a "$1" >/dev/null; }

# Prints the process id of server NAME, which is its session's id too, or fails when nothing of it
# runs. The command lines are compared, because the id of a server that is gone may belong to
# somebody else by now. A process that has ended and that nobody has collected has none.
server_pid() {
  local pid
  pid=$(cat "$SERVERS_DIR/$1.pid" 2>/dev/null) && [[ -n $pid ]] || return 1
  [[ $(ps -ww -o args= -p "$pid" -s "$pid") == *"$SERVERS_DIR/$1/data"* ]] || return 1
  printf '%s\n' "$pid"
}

# await_server NAME COMMAND...: asks again and again until the command succeeds.
await_server() {
  local name=$1 until=$((SECONDS + SERVER_PATIENCE_SECONDS))
  shift
  until "$@" >/dev/null 2>"$SERVERS_DIR/$name.answer"; do
    if ! server_pid "$name" >/dev/null || [[ $SECONDS -ge $until ]]; then
      warn "error: $name did not start; its last answer:"
      cat "$SERVERS_DIR/$name.answer" >&2
      return 1
    fi
    sleep 0.1
  done
  rm "$SERVERS_DIR/$name.answer"
}

# start_server NAME: calls start_NAME and, when it fails, shows the end of the log. Runs in a
# subshell: the trap and the umask, which keeps the passwords from other users, are its own.
start_server() {
  local began=$SECONDS
  server=$1
  printf '%s\n' "$BASHPID" >"$SERVERS_DIR/$server.job"
  trap '[[ $? -eq 0 ]] || show_server_log "$server"' EXIT
  umask 077
  "start_$server"
  say "$server: on port $(cat "$SERVERS_DIR/$server.port"), started in $((SECONDS - began)) s"
}

show_server_log() {
  [[ -e $SERVERS_DIR/$1/log ]] || return 0
  warn "error: $1 could not be started; the end of its log:"
  tail -n 30 "$SERVERS_DIR/$1/log" >&2
}

# signal_server SIGNAL PID: to the server and all that it started. Until its session exists, it is
# alone.
signal_server() { kill -s "$1" -- "-$2" 2>/dev/null || kill -s "$1" "$2" 2>/dev/null || true; }

# PostgreSQL takes SIGTERM as a wish to wait until its clients are gone, and SIGINT as a wish to
# end.
stop_signal() { if [[ $1 == postgresql ]]; then printf 'INT\n'; else printf 'TERM\n'; fi; }

# Ends what still starts servers in this folder, unless that is this process: it would go on to
# start them behind our back.
stop_starters() {
  local pid
  while read -r pid; do
    if [[ $pid != "$$" && $(ps -ww -o args= -p "$pid") == *'servers start'* ]]; then
      kill -s KILL "$pid" 2>/dev/null || true
    fi
  done < <(cat "$SERVERS_DIR/$SERVERS_MARK" "$SERVERS_DIR"/*.job 2>/dev/null)
}

# Ends every server of the folder, however far its start came, and removes what they wrote.
stop_servers() {
  local name pid until=$((SECONDS + 20))
  [[ -e $SERVERS_DIR/$SERVERS_MARK ]] || return 0
  stop_starters
  for name in "${SERVER_NAMES[@]}"; do
    if pid=$(server_pid "$name"); then signal_server "$(stop_signal "$name")" "$pid"; fi
  done
  for name in "${SERVER_NAMES[@]}"; do
    while pid=$(server_pid "$name"); do
      if [[ $SECONDS -ge $until ]]; then signal_server KILL "$pid"; fi
      sleep 0.1
    done
    rm -rf "${SERVERS_DIR:?}/$name" "$SERVERS_DIR/$name".{pid,job,port,env,answer}
  done
  rm -rf "${SERVERS_DIR:?}/bin" "$SERVERS_DIR/env.sh" "${SERVERS_DIR:?}/$SERVERS_MARK"
  rmdir "$SERVERS_DIR" 2>/dev/null || true
}
