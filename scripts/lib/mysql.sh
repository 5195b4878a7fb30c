# A real MySQL server. Debian's stable release has only MariaDB, so the server comes from Debian
# unstable, in a folder of its own outside of the source tree, made once and kept between runs.
# Delete the folder to get a newer one. Sourced after log.sh and packages.sh, never run.

MYSQL_ROOT=${WHIMBREL_MYSQL_ROOT:-/var/cache/whimbrel/mysql-sid}
MYSQL_KEYS=/usr/share/keyrings/debian-archive-keyring.gpg

mysql_made() { [[ -x $MYSQL_ROOT/usr/sbin/mysqld && -x $MYSQL_ROOT/usr/bin/mysql ]]; }

# The Debian mirror that apt uses on this machine. The label tells the main archive from the
# security archive, and is known only once apt has read its lists.
mysql_mirror() {
  apt-get indextargets --format '$(LABEL) $(SITE)' 'Created-By: Packages' |
    awk '$1 == "Debian" && !found { print $2; found = 1 }'
}

# What apt was told here about reaching its mirror, such as a proxy, holds inside of the folder
# too. Its sandbox user is not needed there and cannot always be used.
mysql_write_apt_settings() {
  {
    apt-config dump Acquire::http Acquire::https \
      Acquire::Check-Valid-Until Acquire::Check-Date Acquire::Languages
    printf 'APT::Sandbox::User "root";\n'
  } | as_root tee "$1/etc/apt/apt.conf.d/99whimbrel" >/dev/null
}

# Makes the system in folder $1 from mirror $2. One chain of &&, because set -e does not hold in
# a function whose result is asked for.
mysql_make_in() {
  local folder=$1 mirror=$2 proxy=''
  eval "$(apt-config shell proxy Acquire::http::Proxy)"
  as_root mkdir -p -m 755 "$folder" &&
    as_root env ${proxy:+"http_proxy=$proxy"} \
      debootstrap --variant=minbase --keyring="$MYSQL_KEYS" sid "$folder" "$mirror" &&
    mysql_write_apt_settings "$folder" &&
    as_root env DEBIAN_FRONTEND=noninteractive chroot "$folder" \
      apt-get -q -y install --no-install-recommends mysql-server-core mysql-client-core &&
    as_root chroot "$folder" apt-get clean &&
    as_root rm -rf "$folder/var/lib/apt/lists" "$folder/usr/share/doc" "$folder/usr/share/locale"
}

# Removes an unfinished folder. debootstrap mounts /proc inside of it, and a killed debootstrap
# leaves it mounted.
mysql_discard() {
  [[ -d $1 ]] || return 0
  if mountpoint -q "$1/proc"; then as_root umount "$1/proc"; fi
  as_root rm -rf --one-file-system "$1"
}

# Folders whose maker, named by its process id, is gone.
mysql_discard_leftovers() {
  local folder
  for folder in "$MYSQL_ROOT".making.*; do
    [[ -e /proc/${folder##*.} ]] || mysql_discard "$folder"
  done
}

# Under another name until it is complete, so that an interrupted make is never taken for a
# finished one. If somebody else finished first, theirs is used. Runs in a subshell: the trap is
# its own, and what the trap reads is not local, because the trap runs after the function.
mysql_make() {
  local mirror
  folder=$MYSQL_ROOT.making.$BASHPID
  log=$(mktemp)
  trap 'mysql_discard "$folder"; rm -f "$log"' EXIT
  trap 'exit 130' INT TERM
  mysql_discard_leftovers
  mirror=$(mysql_mirror)
  if [[ -z $mirror ]]; then
    update_packages
    mirror=$(mysql_mirror)
  fi
  if [[ -z $mirror ]]; then
    warn 'error: apt knows no Debian mirror on this machine'
    return 1
  fi
  say "making a MySQL server from Debian unstable in $MYSQL_ROOT, once; this takes a minute or two"
  if ! mysql_make_in "$folder" "$mirror" >"$log" 2>&1 </dev/null; then
    warn "error: it could not be made; the end of the log:"
    tail -n 20 "$log" >&2
    return 1
  fi
  mysql_made || as_root mv -T "$folder" "$MYSQL_ROOT"
}

# Sees to it that MySQL is there. Fails, loudly, where it cannot be had.
mysql_ensure() {
  mysql_made && return 0
  if (mysql_make) && mysql_made; then return 0; fi
  shout 'There is no MySQL server: nothing is tested against MySQL in this run.' \
    "It is made in $MYSQL_ROOT (WHIMBREL_MYSQL_ROOT names another folder), which needs" \
    'root or sudo, debootstrap, and a Debian mirror that can be reached.'
  return 1
}

# Sets MYSQL_RUN to the words that go before a program of the folder. Its programs need the C
# library of their own release, so they are started through its loader. A chroot would do that
# as well, but only root may enter one, and the data, in a temporary folder outside, could not
# be seen from the inside.
mysql_prepare_run() {
  local loader libraries
  libraries=$(compgen -G "$MYSQL_ROOT/usr/lib/*/libc.so.6")
  libraries=${libraries%/libc.so.6}
  loader=$(compgen -G "$libraries/ld-linux*.so.*")
  MYSQL_RUN=("$loader" --library-path "$libraries")
}

# Where the server finds its messages, character sets and plugins, which it looks for in /usr.
mysql_server_paths() {
  printf '%s\n' "--basedir=$MYSQL_ROOT/usr" "--lc-messages-dir=$MYSQL_ROOT/usr/share/mysql" \
    "--character-sets-dir=$MYSQL_ROOT/usr/share/mysql/charsets" \
    "--plugin-dir=$MYSQL_ROOT/usr/lib/mysql/plugin"
}
