# Fills the folder of a Lambda package and zips it. Sourced after log.sh, never run. A package:
#
#   bootstrap, whimbrel.yaml, migrations/ ...
#   lib/                      ld.so, whimbrel-lambda and the shared libraries
#   lib/whimbrel/plugins/     plugins with their manifests
#   lib/whimbrel/environment  variables that libraries need to find their own parts

# put_program FROM PACKAGE: the launcher, and the program with the loader that it was linked for.
put_program() {
  local from=$1 package=$2 file
  for file in whimbrel-lambda whimbrel-lambda-bootstrap; do
    [[ -x $from/bin/$file ]] || die "there is no $from/bin/$file; build it with scripts/build"
  done
  mkdir -p "$package/lib/whimbrel/plugins"
  cp -L "$from/bin/whimbrel-lambda-bootstrap" "$package/bootstrap"
  cp -L "$from/bin/whimbrel-lambda" "$package/lib/whimbrel-lambda"
  PACKAGE_LOADER=$(readelf -p .interp "$from/bin/whimbrel-lambda" | grep -o '/[^ ]*ld[^ ]*')
  cp -L "$PACKAGE_LOADER" "$package/lib/ld.so"
  # Where the libraries are taken from: what the loader finds for the program where it is.
  PACKAGE_SOURCE=$from
}

# put_plugins FROM PACKAGE NAME...: without names, every plugin there is.
put_plugins() {
  local from=$1/lib/whimbrel/plugins package=$2 name file
  shift 2
  if [[ $# -eq 0 ]]; then
    for file in "$from"/*.plugin.yaml; do
      file=${file##*/whimbrel_}
      set -- "$@" "${file%.plugin.yaml}"
    done
  fi
  for name in "$@"; do
    for file in "whimbrel_$name.plugin.yaml" "whimbrel_$name.so"; do
      [[ -e $from/$file ]] || die "there is no plugin '$name' in $from"
      cp -L "$from/$file" "$package/lib/whimbrel/plugins/"
    done
  done
}

# Where each library of the package was taken from, by its name.
declare -A PACKAGE_LIBRARIES=()

# Prints `NAME PATH` of every library that the loader itself would load for a file. A library that
# it does not find ends the script.
libraries_of() {
  local listing
  listing=$("$PACKAGE_LOADER" --library-path "$PACKAGE_SOURCE/lib" --list "$1") ||
    die "the libraries of $1 are not to be had: $listing"
  if grep -q 'not found' <<<"$listing"; then
    die "a library is missing on this machine: $(grep 'not found' <<<"$listing")"
  fi
  awk '$2 == "=>" {print $1, $3}' <<<"$listing"
}

# put_libraries PACKAGE [FILE...]: what the program and its plugins load, or the files given. The
# resolver's two modules are opened by name when a host is looked up, so no list has them.
put_libraries() {
  local package=$1 file name path listing
  shift
  [[ $# -gt 0 ]] || set -- "$package/lib/whimbrel-lambda" "$package"/lib/whimbrel/plugins/*.so
  for file in "$@"; do
    listing=$(libraries_of "$file")
    while read -r name path; do
      PACKAGE_LIBRARIES[$name]=$path
      [[ -e $package/lib/$name ]] || cp -L "$path" "$package/lib/$name"
    done <<<"$listing"
  done
  path=${PACKAGE_LIBRARIES[libc.so.6]}
  for name in libnss_files.so.2 libnss_dns.so.2; do
    if [[ -e ${path%/*}/$name ]]; then cp -Lf "${path%/*}/$name" "$package/lib/$name"; fi
  done
}

# The client library of MySQL and MariaDB opens a plugin for most ways of logging in, from a folder
# that is compiled in; a variable moves it.
put_client_plugins() {
  local package=$1 folder name
  : >"$package/lib/whimbrel/environment"
  [[ -n ${PACKAGE_LIBRARIES[libmariadb.so.3]:-} ]] || return 0
  folder=$(dirname "$(realpath "${PACKAGE_LIBRARIES[libmariadb.so.3]}")")/libmariadb3/plugin
  mkdir -p "$package/lib/libmariadb3/plugin"
  for name in caching_sha2_password sha256_password client_ed25519 mysql_clear_password dialog; do
    [[ -e $folder/$name.so ]] || die "there is no $folder/$name.so; it comes with libmariadb3"
    cp -L "$folder/$name.so" "$package/lib/libmariadb3/plugin/"
  done
  put_libraries "$package" "$package"/lib/libmariadb3/plugin/*.so
  printf 'MARIADB_PLUGIN_DIR=lib/libmariadb3/plugin\n' >"$package/lib/whimbrel/environment"
}

# put_below ROOT PATH PACKAGE: PATH stands in the package as it stands below ROOT, because the
# configuration names it from there.
put_below() {
  local root=$1 path=$2 package=$3 place
  [[ -e $path ]] || die "there is no $path"
  place=$(realpath --relative-base="$root" "$path")
  [[ $place != /* ]] || die "$path is not below $root, the configuration's folder"
  mkdir -p "$package/$(dirname "$place")"
  cp -rLT "$path" "$package/$place"
}

# The package itself says whether everything in it can be read and opened.
require_whole() {
  (cd "$1" && env -i LAMBDA_TASK_ROOT="$1" PATH=/nowhere ./bootstrap --check) ||
    die 'the package does not work; see above'
}

# zip_package PACKAGE FILE: one order, one time and one set of rights for all files.
zip_package() {
  (
    cd "$1" || exit 1
    chmod -R u=rwX,go=rX .
    chmod 755 bootstrap lib/ld.so lib/whimbrel-lambda
    find . -exec touch -h -d '1980-01-01 00:00:00 UTC' {} +
    find . -type f -printf '%P\n' | LC_ALL=C sort | TZ=UTC zip -q -X -D "$2" -@
  )
}
