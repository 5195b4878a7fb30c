#include <exception>

#include "archive.h"
#include "archive_file.h"
#include "whimbrel/diff/canonical.h"

namespace whimbrel {
namespace {

// The file is a map from keys to archives.
constexpr std::string_view kKey = "canonical forms";

}  // namespace

void CanonicalMemory::load() {
  loaded_ = true;
  const auto bytes = read_archive_file(file_, layout<Schema>(), kKey);
  if (!bytes) return;
  try {
    ArchiveReader(*bytes).get(entries_);
  } catch (const std::exception&) {
    entries_.clear();  // damaged: everything is asked of the database again
  }
}

std::optional<Schema> CanonicalMemory::find(const std::string& key) {
  if (!loaded_) load();
  const auto found = entries_.find(key);
  if (found == entries_.end()) return std::nullopt;
  try {
    Schema schema;
    ArchiveReader(found->second).get(schema);
    used_.insert(key);
    return schema;
  } catch (const std::exception&) {
    return std::nullopt;
  }
}

void CanonicalMemory::put(const std::string& key, const Schema& schema) {
  ArchiveWriter writer;
  writer.put(schema);
  entries_.insert_or_assign(key, std::move(writer).take());
  used_.insert(key);
  changed_ = true;
}

void CanonicalMemory::save() noexcept {
  if (!changed_ || file_.empty()) return;
  try {
    std::erase_if(entries_, [&](const auto& entry) { return !used_.contains(entry.first); });
    ArchiveWriter writer;
    writer.put(entries_);
    write_archive_file(file_, layout<Schema>(), kKey, std::move(writer).take());
    changed_ = false;
  } catch (...) {
    // A memory that cannot be kept costs time, not correctness.
  }
}

}  // namespace whimbrel
