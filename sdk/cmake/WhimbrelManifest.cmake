# Writes the manifest of a plugin from what its library says about itself.
#   cmake -D LIBRARY=<file> -D MANIFEST=<file> -D NAME=<dialect> -D VERSION=<version>
#         -D SCHEMES=<schemes> -P WhimbrelManifest.cmake
# WHIMBREL_PLUGIN puts one line of text into the library:
#   @whimbrel-plugin|<api version>|<name>|<version>|<schemes>|<abi tag>
file(STRINGS ${LIBRARY} line REGEX "^@whimbrel-plugin[|]" LIMIT_COUNT 1)
if(NOT line MATCHES "^@whimbrel-plugin[|]([0-9]+)[|]([^|]*)[|]([^|]*)[|]([^|]*)[|](.+)$")
  message(FATAL_ERROR "${LIBRARY} is no plugin yet: one of its sources must say "
          "WHIMBREL_PLUGIN(Class, WHIMBREL_PLUGIN_NAME, WHIMBREL_PLUGIN_VERSION, "
          "WHIMBREL_PLUGIN_SCHEMES), see whimbrel/sdk/plugin.h")
endif()
set(api_version ${CMAKE_MATCH_1})
set(abi_tag ${CMAKE_MATCH_5})
set(said "${CMAKE_MATCH_2}|${CMAKE_MATCH_3}|${CMAKE_MATCH_4}")
if(NOT said STREQUAL "${NAME}|${VERSION}|${SCHEMES}")
  message(FATAL_ERROR "WHIMBREL_PLUGIN in ${LIBRARY} says ${said} and whimbrel_add_plugin says "
          "${NAME}|${VERSION}|${SCHEMES} (name|version|schemes): let both say the same")
endif()
cmake_path(GET LIBRARY FILENAME file)
string(REPLACE " " ", " schemes "${SCHEMES}")
file(WRITE ${MANIFEST} "name: ${NAME}
version: \"${VERSION}\"
schemes: [${schemes}]
file: ${file}
api_version: ${api_version}
abi_tag: ${abi_tag}
")
