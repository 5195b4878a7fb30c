# Shows a person what happens: the commands, what they print, and the files between them.
# Sourced, never run.

# A terminal gets its commands in bold, so that they stand out from what they print.
if [[ -t 1 && -z ${NO_COLOR:-} ]]; then
  BOLD=$'\e[1m' PLAIN=$'\e[0m'
else
  BOLD='' PLAIN=''
fi

# step TEXT...: what the next commands are for, each argument one line.
step() {
  printf '\n'
  printf '# %s\n' "$@"
}

# A command as one would type it.
print_command() {
  local word line=''
  for word in "$@"; do
    if [[ $word == *[[:space:]]* ]]; then word="\"$word\""; fi
    line+=" $word"
  done
  printf '\n%s$%s%s\n' "$BOLD" "$line" "$PLAIN"
}

# run COMMAND...: shows it and runs it.
run() {
  print_command "$@"
  "$@"
}

# write_file FILE: shows how it is written, and writes what it reads.
write_file() {
  local text
  text=$(cat)
  print_command cat ">$1" "<<'END'"
  printf '%s\nEND\n' "$text"
  printf '%s\n' "$text" >"$1"
}

# The file in folder $1 that was written last.
newest_file() { find "$1" -type f -printf '%T@ %p\n' | sort -n | tail -n 1 | cut -d ' ' -f 2-; }
