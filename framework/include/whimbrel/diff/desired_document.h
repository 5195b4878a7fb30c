// A desired schema in YAML, and what was read of it before.
#pragma once

#include <filesystem>
#include <span>
#include <string>

#include "whimbrel/model/schema_codec.h"

namespace whimbrel {

/// A file of a desired schema: its name, for errors, and what stands in it.
struct SchemaText {
  std::string file;
  std::string text;
};

/// What the texts say together. Parsing YAML takes longer than all the rest of a comparison, so a
/// large document is kept in `memory`, by its content and by the build of this library; an empty
/// path keeps nothing. A damaged or missing memory is read anew, an unwritable one is none. Throws
/// Error{config} with file, line and column for what the texts get wrong.
SchemaDocument read_desired(std::span<const SchemaText> texts, const std::filesystem::path& memory);

}  // namespace whimbrel
