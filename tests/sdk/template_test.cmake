# Installs the built tree, moves the installation (it must not know where it was made), builds
# sdk/template and a program outside of the tree against it, installs the plugin, and runs both.
#   cmake -D BUILD=<folder> -D SOURCE=<folder> -D COMPILER=<c++> -D LAUNCHER=<ccache or nothing>
#         -D GENERATOR=<name> -D TYPE=<build type> -D FLAGS=<flags> -P template_test.cmake
cmake_minimum_required(VERSION 3.25)
set(work ${BUILD}/tests/sdk/work)
set(prefix ${work}/moved)
file(REMOVE_RECURSE ${work})
# Outside of the tree, so that nothing of it is found by accident.
string(RANDOM LENGTH 12 suffix)
set(outside $ENV{TMPDIR})
if(NOT outside)
  set(outside /tmp)
endif()
string(APPEND outside /whimbrel-template-${suffix})

function(run)
  execute_process(COMMAND ${ARGN} RESULT_VARIABLE result OUTPUT_VARIABLE output
                  ERROR_VARIABLE output)
  if(NOT result EQUAL 0)
    file(REMOVE_RECURSE ${outside})
    list(JOIN ARGN " " command)
    message(FATAL_ERROR "${command}\nended with ${result}:\n${output}")
  endif()
endfunction()

function(expect_file path)
  if(NOT EXISTS ${path})
    file(REMOVE_RECURSE ${outside})
    message(FATAL_ERROR "the installation lacks ${path}")
  endif()
endfunction()

function(build folder)
  run(${CMAKE_COMMAND} -S ${folder} -B ${folder}/build -G ${GENERATOR}
      -D CMAKE_PREFIX_PATH=${prefix} -D CMAKE_CXX_COMPILER=${COMPILER}
      -D CMAKE_CXX_COMPILER_LAUNCHER=${LAUNCHER} -D CMAKE_BUILD_TYPE=${TYPE}
      "-DCMAKE_CXX_FLAGS=${FLAGS}" --no-warn-unused-cli)
  run(${CMAKE_COMMAND} --build ${folder}/build)
endfunction()

run(${CMAKE_COMMAND} --install ${BUILD} --prefix ${work}/installed)
file(RENAME ${work}/installed ${prefix})
foreach(file lib/libwhimbrel.so lib/libwhimbrel_sdk.a include/whimbrel/dialect/dialect.h
        include/whimbrel/sdk/plugin.h lib/cmake/Whimbrel/WhimbrelConfig.cmake
        lib/whimbrel/plugins/whimbrel_sqlite.plugin.yaml lib/whimbrel/plugins/whimbrel_sqlite.so
        share/whimbrel/schemas/plugin-manifest.schema.json share/whimbrel/sdk/template/CMakeLists.txt
        share/whimbrel/sdk/README.md)
  expect_file(${prefix}/${file})
endforeach()

file(COPY ${prefix}/share/whimbrel/sdk/template ${SOURCE}/tests/sdk/consumer DESTINATION ${outside})
build(${outside}/template)
run(${CMAKE_COMMAND} --install ${outside}/template/build --prefix ${prefix})
expect_file(${prefix}/lib/whimbrel/plugins/whimbrel_example.plugin.yaml)
build(${outside}/consumer)
# From where it was built, and installed beside our own plugins.
run(${outside}/consumer/build/consumer ${outside}/template/build ${outside}/first.db)
run(${outside}/consumer/build/consumer ${prefix}/lib/whimbrel/plugins ${outside}/second.db)
# The command of the installation finds it without being told where.
expect_file(${prefix}/bin/whimbrel)
run(${prefix}/bin/whimbrel --version)
file(REMOVE_RECURSE ${outside})
