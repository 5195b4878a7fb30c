// What the C++ objects of this build look like in memory.
#pragma once

#include <string>

#if defined(_LIBCPP_VERSION)
#define WHIMBREL_ABI_LIBRARY "libc++"
#elif defined(_GLIBCXX_RELEASE)
#define WHIMBREL_ABI_LIBRARY "libstdc++"
#else
#error "the standard library is not known to the plugin interface"
#endif

#if defined(_GLIBCXX_USE_CXX11_ABI) && !_GLIBCXX_USE_CXX11_ABI
#define WHIMBREL_ABI_STRINGS "old-abi"
#else
#define WHIMBREL_ABI_STRINGS "cxx11-abi"
#endif

// Debug containers are larger; a plugin built with them crashes a host built without.
#if defined(_GLIBCXX_DEBUG)
#define WHIMBREL_ABI_CONTAINERS "debug-containers"
#else
#define WHIMBREL_ABI_CONTAINERS "plain-containers"
#endif

/* A literal, so that a plugin's descriptor needs no code to run. The compiler's own ABI number is
   left out on purpose: g++ and clang build plugins that work together. */
#define WHIMBREL_ABI_TAG WHIMBREL_ABI_LIBRARY "/" WHIMBREL_ABI_STRINGS "/" WHIMBREL_ABI_CONTAINERS
