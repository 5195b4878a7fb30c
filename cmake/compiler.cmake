# Flags for everything that is built here; nothing of it reaches a third party's build.
add_library(whimbrel_flags INTERFACE)
target_compile_options(whimbrel_flags INTERFACE -Wall -Wextra -Wpedantic)
# g++ 12 warns about overlapping memory in every `"text" + std::string` when it optimises
# (GCC bug 105651); nothing else of that warning is lost to us with the sanitizers around.
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  target_compile_options(whimbrel_flags INTERFACE -Wno-restrict)
endif()
if(WHIMBREL_WARNINGS_AS_ERRORS)
  target_compile_options(whimbrel_flags INTERFACE -Werror)
endif()
if(WHIMBREL_SANITIZE)
  add_compile_options(-fsanitize=address,undefined -fno-sanitize-recover=undefined
                      -fno-omit-frame-pointer)
  add_link_options(-fsanitize=address,undefined)
endif()

find_program(WHIMBREL_CCACHE ccache)
if(WHIMBREL_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  set(CMAKE_C_COMPILER_LAUNCHER ${WHIMBREL_CCACHE})
  set(CMAKE_CXX_COMPILER_LAUNCHER ${WHIMBREL_CCACHE})
endif()
find_program(WHIMBREL_MOLD mold)
if(WHIMBREL_MOLD)
  add_link_options(-fuse-ld=mold)
endif()
