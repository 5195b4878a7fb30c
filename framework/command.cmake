# What the commands do, one file for each: linked into every program that carries them out.
file(GLOB cli_sources CONFIGURE_DEPENDS src/cli/*.cpp)
set(program_sources ${CMAKE_CURRENT_SOURCE_DIR}/src/cli/main.cpp
  ${CMAKE_CURRENT_SOURCE_DIR}/src/cli/arguments.cpp)
list(REMOVE_ITEM cli_sources ${program_sources})
add_library(whimbrel_cli STATIC ${cli_sources})
target_include_directories(whimbrel_cli PUBLIC src/cli
  PRIVATE ${CMAKE_CURRENT_BINARY_DIR}/generated)
target_link_libraries(whimbrel_cli PUBLIC whimbrel whimbrel_flags fmt::fmt)

# The command itself. CLI11 is seen by one file only, since it takes seconds to compile.
add_executable(whimbrel_command ${program_sources})
set_target_properties(whimbrel_command PROPERTIES OUTPUT_NAME whimbrel
  INSTALL_RPATH $ORIGIN/../lib)
target_compile_definitions(whimbrel_command PRIVATE WHIMBREL_VERSION="${PROJECT_VERSION}")

# What `whimbrel init` writes is edited as the files it is, and carried inside of the command: a
# folder for each template, and a schema that those without one of their own share.
set(WHIMBREL_INIT_FILES)
file(GLOB init_files CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/config/init/*/*)
foreach(file IN LISTS init_files)
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${file})
  file(READ ${file} text)
  get_filename_component(name ${file} NAME)
  get_filename_component(folder ${file} DIRECTORY)
  get_filename_component(template ${folder} NAME)
  string(APPEND WHIMBREL_INIT_FILES
    "    {\"${template}\", \"${name}\", R\"whimbrel(${text})whimbrel\"},\n")
endforeach()
configure_file(src/cli/init_files.h.in ${CMAKE_CURRENT_BINARY_DIR}/generated/init_files.h @ONLY)
target_link_libraries(whimbrel_command PRIVATE whimbrel_cli CLI11::CLI11)
install(TARGETS whimbrel_command RUNTIME DESTINATION bin COMPONENT runtime)
