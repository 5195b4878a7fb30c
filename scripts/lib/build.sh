# Configures and builds. Sourced after log.sh, with the repository's root as the current folder.

# What one checkout has compiled serves another one as well.
export CCACHE_BASEDIR=$PWD CCACHE_NOHASHDIR=1

# One compiler for each core, unless CMAKE_BUILD_PARALLEL_LEVEL says otherwise.
build_folder() { cmake --build "$1" --parallel "${CMAKE_BUILD_PARALLEL_LEVEL:-$(nproc)}"; }

# build_preset PRESET: into build/PRESET. The presets turn warnings into errors.
build_preset() { cmake --preset "$1" && build_folder "build/$1"; }

# The command and its plugins, without the tests.
build_program() {
  cmake --preset "$1" &&
    cmake --build "build/$1" --parallel "${CMAKE_BUILD_PARALLEL_LEVEL:-$(nproc)}" --target \
      whimbrel_command whimbrel_sqlite whimbrel_postgresql whimbrel_mysql whimbrel_mariadb \
      whimbrel_lambda whimbrel_lambda_bootstrap
}

configure_clang() { CC=clang CXX=clang++ cmake --preset dev -B build/clang; }

# A second compiler's opinion, into build/clang; nothing of it is run.
build_clang() { configure_clang && build_folder build/clang; }
