/* A plugin that is wrong in the one thing that a definition on the command line makes wrong. It
   leaves a file behind when it is opened and another one when its code is called. */
#include <stdio.h>
#include <stdlib.h>

#include "whimbrel/dialect/plugin_descriptor.h"

#ifndef STRUCT_SIZE
#define STRUCT_SIZE sizeof(whimbrel_plugin_descriptor)
#endif
#ifndef API_VERSION
#define API_VERSION WHIMBREL_PLUGIN_API_VERSION
#endif
#ifndef ABI_TAG
#define ABI_TAG "libstdc++/cxx11-abi/plain-containers"
#endif
#ifndef VERSION
#define VERSION "1.0"
#endif

#ifndef SYMBOL
#define SYMBOL WHIMBREL_PLUGIN_SYMBOL
#endif

static void leave(const char* what) {
  const char* folder = getenv("WHIMBREL_TEST_MARKERS");
  char path[4096];
  if (folder == NULL) return;
  snprintf(path, sizeof(path), "%s/%s", folder, what);
  FILE* file = fopen(path, "w");
  if (file != NULL) fclose(file);
}

__attribute__((constructor)) static void opened(void) { leave("opened"); }

static void* create(void) {
  leave("called");
  return NULL;
}
static void destroy(void* dialect) {
  (void)dialect;
  leave("called");
}
static const char* last_error(void) { return "the moon is full"; }

__attribute__((visibility("default"))) const whimbrel_plugin_descriptor SYMBOL = {
    STRUCT_SIZE,     API_VERSION, ABI_TAG,  "wrong",    VERSION,
    "wrong wronger", &create,     &destroy, &last_error};
