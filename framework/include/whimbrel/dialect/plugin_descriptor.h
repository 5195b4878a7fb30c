/* The handshake of a plugin: plain C, frozen, append-only. */
#ifndef WHIMBREL_DIALECT_PLUGIN_DESCRIPTOR_H
#define WHIMBREL_DIALECT_PLUGIN_DESCRIPTOR_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* The number of the C++ interfaces. It must match exactly; it changes with every visible layout. */
#define WHIMBREL_PLUGIN_API_VERSION 1

/* The name under which a plugin exports its descriptor. */
#define WHIMBREL_PLUGIN_SYMBOL whimbrel_plugin

/* Every text is UTF-8, ends with a zero byte and lives as long as the library. New fields are only
   ever added at the end; struct_size says which of them the plugin knows. */
typedef struct whimbrel_plugin_descriptor {
  uint32_t struct_size; /* sizeof(whimbrel_plugin_descriptor) when the plugin was built */
  uint32_t api_version; /* WHIMBREL_PLUGIN_API_VERSION when the plugin was built */
  const char* abi_tag;  /* what its C++ objects look like: see whimbrel/dialect/abi_tag.h */
  const char* name;     /* the dialect's name */
  const char* version;  /* the plugin's own version */
  const char* schemes;  /* URL schemes, separated by spaces */
  /* A new whimbrel::Dialect, as void*, or null when it cannot be made; never throws. */
  void* (*create)(void);
  /* Ends what `create` made; never throws. */
  void (*destroy)(void* dialect);
  /* Why the last `create` of this thread failed; never null. */
  const char* (*last_error)(void);
} whimbrel_plugin_descriptor;

#ifdef __cplusplus
}
#endif

#endif
