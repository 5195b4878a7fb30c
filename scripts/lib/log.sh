# What the scripts say, and how long each phase takes. Sourced, never run.

say()  { printf '%s\n' "$*"; }
warn() { printf '%s\n' "$*" >&2; }
die()  { warn "error: $*"; exit 1; }

# A warning that nobody may overlook in a long log.
shout() {
  local line
  warn '************************************************************************'
  for line in "$@"; do warn "*** $line"; done
  warn '************************************************************************'
}

# phase NAME COMMAND...: runs the command, prints how long it took, and passes its exit code.
# The command runs outside of `if` and `||`, so that set -e still holds inside of it: a failure
# ends the script, and its exit code says why. A command whose failure must not end the script
# keeps its exit code in a variable of its own.
phase() {
  local name=$1 began=$SECONDS
  shift
  say "== $name"
  "$@"
  say "== $name: $((SECONDS - began)) s"
}
