#!/bin/sh
# The service: takes one job after the other from the table `jobs` and does it, which here means to
# print it. Any number of it may run at once.
set -eu
trap 'exit 0' TERM INT
echo 'the service runs'
while :; do
  task=$(psql -X -q -A -t -v ON_ERROR_STOP=1 -v worker="$(uname -n)" <<'END'
UPDATE jobs SET done_at = now(), worker = :'worker'
WHERE id = (SELECT id FROM jobs WHERE done_at IS NULL ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED)
RETURNING task
END
)
  if [ -n "$task" ]; then
    echo "done: $task"
  else
    # A shell notices a signal during `wait`, and not during `sleep`.
    sleep 1 & wait "$!"
  fi
done
