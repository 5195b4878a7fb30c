# The command: one file for each of its commands. CLI11 is seen by one file only, since it takes
# seconds to compile.
file(GLOB command_sources CONFIGURE_DEPENDS src/cli/*.cpp)
add_executable(whimbrel_command ${command_sources})
set_target_properties(whimbrel_command PROPERTIES OUTPUT_NAME whimbrel
  INSTALL_RPATH $ORIGIN/../lib)
target_compile_definitions(whimbrel_command PRIVATE WHIMBREL_VERSION="${PROJECT_VERSION}")

# What `whimbrel init` writes is edited as the files it is, and carried inside of the command.
foreach(name whimbrel.yaml schema.yaml)
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS
    ${PROJECT_SOURCE_DIR}/config/init/${name})
endforeach()
file(READ ${PROJECT_SOURCE_DIR}/config/init/whimbrel.yaml WHIMBREL_INIT_CONFIG)
file(READ ${PROJECT_SOURCE_DIR}/config/init/schema.yaml WHIMBREL_INIT_SCHEMA)
configure_file(src/cli/init_files.h.in ${CMAKE_CURRENT_BINARY_DIR}/generated/init_files.h @ONLY)
target_include_directories(whimbrel_command PRIVATE src/cli
  ${CMAKE_CURRENT_BINARY_DIR}/generated)
target_link_libraries(whimbrel_command PRIVATE whimbrel whimbrel_flags fmt::fmt CLI11::CLI11)
install(TARGETS whimbrel_command RUNTIME DESTINATION bin)
