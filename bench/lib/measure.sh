# What is measured, and measuring it. A list of commands is a file: name, version and command on each
# line, separated by tabs. Sourced, never run. Needs $RUNS, $whimbrel and $dbmate.

# Rounds let each command have its share of what else the machine is doing.
ROUNDS=5

whimbrel_version() { "$whimbrel" --version | cut -d ' ' -f 2; }
alembic_version() { dpkg-query -W -f '${Version} (Debian)' alembic; }
dbmate_version() { "$dbmate" --version | sed 's/.* //'; }

# write_commands FOLDER URL: those of the three tools, with their projects in FOLDER.
write_commands() {
  printf '%s\t%s\t%s\n' \
    'whimbrel current' "$(whimbrel_version)" "$whimbrel current -c $1/whimbrel/whimbrel.yaml" \
    'alembic current' "$(alembic_version)" "alembic -c $1/alembic/alembic.ini current" \
    'dbmate status' "$(dbmate_version)" "$dbmate --url $2 --migrations-dir $1/dbmate status" \
    >"$1/commands"
}

add_command() { printf '%s\t%s\t%s\n' "$2" "$3" "$4" >>"$1/commands"; }

prepare_sqlite() {
  make_whimbrel_project "$1/whimbrel" "sqlite:$1/whimbrel.db"
  make_alembic_project "$1/alembic" "sqlite:///$1/alembic.db"
  make_dbmate_project "$1/dbmate" "sqlite:$1/dbmate.db"
  write_commands "$1" "sqlite:$1/dbmate.db"
  add_command "$1" 'sqlite3, one SELECT' "$(sqlite3 --version | cut -d ' ' -f 1)" \
    "sqlite3 $1/whimbrel.db 'SELECT revision FROM whimbrel_version'"
}

# measure FOLDER: each round is one JSON file of hyperfine's. No shell stands between: it would take
# as long as what is measured.
measure() {
  local round arguments=() name command
  while IFS=$'\t' read -r name _ command; do
    arguments+=(--command-name "$name" "$command")
  done <"$1/commands"
  for ((round = 1; round <= ROUNDS; round++)); do
    hyperfine --shell=none --style none --warmup 3 --runs $(((RUNS + ROUNDS - 1) / ROUNDS)) \
      --export-json "$1/round$round.json" "${arguments[@]}" >&2
  done
}
