#include "whimbrel/diff/desired_document.h"

#include <exception>
#include <optional>

#include "archive.h"
#include "archive_file.h"
#include "whimbrel/core/error.h"
#include "whimbrel/core/yaml.h"

namespace whimbrel {
namespace {

// Smaller ones are parsed faster than a file is looked for and checked.
constexpr std::size_t kWorthKeeping = 32 * 1024;
constexpr std::string_view kKey = "desired schema";

SchemaDocument parsed(std::span<const SchemaText> texts) {
  SchemaDocument document;
  for (const SchemaText& each : texts) {
    SchemaDocument more = read_schema(parse_yaml(each.text, each.file));
    try {
      merge(std::move(more), document);
    } catch (Error& error) {
      if (error.where().empty()) error.at(each.file);
      throw;
    }
  }
  return document;
}

// The whole text is kept beside what was read of it: comparing it is quicker than a checksum, and
// exact.
std::string text_of(std::span<const SchemaText> texts) {
  ArchiveWriter writer;
  writer.put(texts.size());
  for (const SchemaText& each : texts) writer.put(each.text);
  return std::move(writer).take();
}

std::optional<SchemaDocument> unpacked(const std::string& bytes, const std::string& text) {
  if (!bytes.starts_with(text)) return std::nullopt;
  try {
    ArchiveReader reader(std::string_view(bytes).substr(text.size()));
    SchemaDocument document;
    reader.get(document);
    if (reader.done()) return document;
  } catch (const std::exception&) {
    // Damaged is absent.
  }
  return std::nullopt;
}

}  // namespace

SchemaDocument read_desired(std::span<const SchemaText> texts,
                            const std::filesystem::path& memory) {
  std::size_t size = 0;
  for (const SchemaText& each : texts) size += each.text.size();
  if (memory.empty() || size < kWorthKeeping) return parsed(texts);
  const std::string form = layout<SchemaDocument>();
  const std::string text = text_of(texts);
  if (const auto bytes = read_archive_file(memory, form, kKey))
    if (auto document = unpacked(*bytes, text)) return *std::move(document);
  SchemaDocument document = parsed(texts);
  ArchiveWriter writer;
  writer.put(document);
  write_archive_file(memory, form, kKey, text + std::move(writer).take());
  return document;
}

}  // namespace whimbrel
