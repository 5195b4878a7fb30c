#!/bin/sh
# Migrates the database, then becomes the service:
#   entrypoint.sh COMMAND [ARGUMENT...]
#
# Where the migration fails, the service does not start: the exit code is Whimbrel's, and the last
# line says why. It is the error as JSON, in one line, because logs of containers are kept by lines.
set -eu

# Whimbrel and psql both connect as PGHOST, PGUSER, PGDATABASE and PGPASSWORD say. The password
# comes as a file.
PGPASSWORD=$(cat "${DATABASE_PASSWORD_FILE:-/run/secrets/database_password}")
export PGPASSWORD

answer=$(mktemp)
whimbrel upgrade head --wait "${DATABASE_WAIT:-60s}" --format json >"$answer" &
migration=$!
# A container's first process gets the signals, and its children do not.
trap 'kill -TERM "$migration" 2>/dev/null || true' TERM INT
code=0
wait "$migration" || code=$?
# A signal ends the wait, and not the migration, which is given the time to stop between statements.
while kill -0 "$migration" 2>/dev/null; do
  code=0
  wait "$migration" || code=$?
done
trap - TERM INT

reason=$(tr -s '[:space:]' ' ' <"$answer")
rm "$answer"
if [ "$code" -ne 0 ]; then
  printf 'the service does not start, exit code %s: %s\n' "$code" "$reason" >&2
  exit "$code"
fi
exec "$@"
