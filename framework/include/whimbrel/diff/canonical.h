// A desired schema in the database's own words.
#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <variant>
#include <vector>

#include "whimbrel/dialect/abilities.h"
#include "whimbrel/dialect/dialect.h"
#include "whimbrel/diff/schema_script.h"
#include "whimbrel/model/schema.h"

namespace whimbrel {

/// Makes a scratch place when one is needed, or says why there is none.
using ScratchSource = std::function<std::variant<std::unique_ptr<ScratchPlace>, Unsupported>()>;

/// Canonical forms remembered between runs, in one file: a fingerprint of what was written and of
/// the engine, and what the engine made of it. A damaged or missing file is an empty memory; an
/// unwritable one is none. Only what the last run used is kept, so it does not grow.
/// [one thread at a time]
class CanonicalMemory {
 public:
  /// An empty path: nothing is remembered.
  explicit CanonicalMemory(std::filesystem::path file) : file_(std::move(file)) {}

  /// The schema under `key`, or nothing. The file is read at the first call.
  std::optional<Schema> find(const std::string& key);
  void put(const std::string& key, const Schema& schema);
  /// Writes the file when something new was put. Never throws: it is only a memory.
  void save() noexcept;

 private:
  void load();

  std::filesystem::path file_;
  bool loaded_ = false;
  bool changed_ = false;
  /// Archives by key: only what is asked for is made a schema again.
  std::map<std::string, std::string> entries_;
  std::set<std::string> used_;
};

struct Canonical {
  Schema schema;
  /// Empty, or why some tables could only be compared by their text.
  std::string unverified;
};

/// What the steps of canonicalisation work with; all borrowed.
struct CanonicalWork {
  const Dialect& dialect;
  const ServerInfo& server;
  ScratchSource scratch;
  CanonicalMemory& memory;
  /// Places with nothing of the target in them, where a dialect makes such; may be empty.
  ScratchSource bare = {};
};

/// The tables of `desired` (reduced to the dialect) as the database would report them. The ladder:
/// a table that equals the one in `actual` is taken from there; another one from memory; what is
/// left is built together in a scratch place, with the tables it refers to, and read back. Without
/// a scratch place the spelling is normalised and the result says so. Names that `desired` leaves
/// open stay open; `renamed_from` is kept. Throws Error{unsupported} for a type that the dialect
/// does not have, Error{database} when the database refuses a definition, naming the table.
Canonical canonical(const Schema& desired, const Schema& actual, CanonicalWork& work);

/// The schema that an SQL script builds, read from a scratch place: a bare one where the dialect
/// makes such, because the script is the whole schema; when it is refused there, a place with what
/// the target has, because the script may count on that. Throws Error{unsupported} when there is no
/// place, Error{database} with the script's line when a statement is refused.
Schema canonical(const SchemaScript& script, const std::string& file, CanonicalWork& work);

/// Makes `wanted`, in the database's own words, say what `actual` says where both mean the same. A
/// server's own text of an expression is not always what it makes of that text when it is given it
/// back (`x IN (...)` takes two rounds), so what was created from such a text differs from what was
/// created from the user's. Tables whose expressions differ are canonicalised once more on both
/// sides, and what is equal then takes the spelling of `actual`. Without a scratch place nothing is
/// changed.
void settle_spelling(Schema& wanted, const Schema& actual, CanonicalWork& work);

}  // namespace whimbrel
