# whimbrel_add_plugin(<dialect> VERSION <version> SCHEMES <scheme>... SOURCES <file>...)
#
# Builds the shared library whimbrel_<dialect> (a target of that name) with its manifest beside it,
# and has `cmake --install` put both into ${WHIMBREL_PLUGIN_INSTALL_DIRECTORY}, which is
# lib/whimbrel/plugins unless it is set before, as the component plugin_<dialect>. The library is never unloaded (its code may still be
# in use by an exception or an object), and it exports nothing of its own but its descriptor. Its
# sources see the three values as WHIMBREL_PLUGIN_NAME, WHIMBREL_PLUGIN_VERSION and
# WHIMBREL_PLUGIN_SCHEMES, to be handed to WHIMBREL_PLUGIN.
function(whimbrel_add_plugin dialect)
  cmake_parse_arguments(PARSE_ARGV 1 plugin "" "VERSION" "SCHEMES;SOURCES")
  foreach(needed VERSION SCHEMES SOURCES)
    if(NOT plugin_${needed})
      message(FATAL_ERROR "whimbrel_add_plugin(${dialect}) needs ${needed}")
    endif()
  endforeach()
  if(plugin_UNPARSED_ARGUMENTS)
    message(FATAL_ERROR
            "whimbrel_add_plugin(${dialect}) does not know '${plugin_UNPARSED_ARGUMENTS}'")
  endif()
  set(target whimbrel_${dialect})
  list(JOIN plugin_SCHEMES " " schemes)
  set(folder ${WHIMBREL_PLUGIN_OUTPUT_DIRECTORY})
  if(NOT folder)
    set(folder ${CMAKE_CURRENT_BINARY_DIR})
  endif()

  add_library(${target} MODULE ${plugin_SOURCES})
  set_target_properties(${target} PROPERTIES PREFIX "" LIBRARY_OUTPUT_DIRECTORY ${folder}
    CXX_VISIBILITY_PRESET hidden C_VISIBILITY_PRESET hidden VISIBILITY_INLINES_HIDDEN ON
    INSTALL_RPATH "$ORIGIN/../..")
  target_compile_definitions(${target} PRIVATE WHIMBREL_PLUGIN_NAME="${dialect}"
    WHIMBREL_PLUGIN_VERSION="${plugin_VERSION}" WHIMBREL_PLUGIN_SCHEMES="${schemes}")
  target_link_libraries(${target} PRIVATE Whimbrel::sdk)
  target_link_options(${target} PRIVATE -Wl,-z,nodelete -Wl,--exclude-libs,ALL)

  # The manifest is read off the finished library, so it is right whatever flags it was built with.
  set(manifest ${folder}/${target}.plugin.yaml)
  add_custom_command(TARGET ${target} POST_BUILD BYPRODUCTS ${manifest}
    COMMAND ${CMAKE_COMMAND} -D LIBRARY=$<TARGET_FILE:${target}> -D MANIFEST=${manifest}
      -D NAME=${dialect} -D VERSION=${plugin_VERSION} -D "SCHEMES=${schemes}"
      -P ${CMAKE_CURRENT_FUNCTION_LIST_DIR}/WhimbrelManifest.cmake VERBATIM)

  set(destination lib/whimbrel/plugins)
  if(WHIMBREL_PLUGIN_INSTALL_DIRECTORY)
    set(destination ${WHIMBREL_PLUGIN_INSTALL_DIRECTORY})
  endif()
  install(TARGETS ${target} LIBRARY DESTINATION ${destination} COMPONENT plugin_${dialect})
  install(FILES ${manifest} DESTINATION ${destination} COMPONENT plugin_${dialect})
endfunction()
