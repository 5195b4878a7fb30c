#include "mirror.h"

#include "whimbrel/diff/diff.h"

namespace whimbrel {
namespace {

constexpr size_t kNamed = 3;
constexpr const char* kCure =
    "write the downgrade as the upgrade's steps undone, last first, or 'downgrade: auto'";

std::string missing(const Difference& difference) {
  std::string text;
  const size_t all = difference.operations.size() + difference.unsupported.size();
  size_t named = 0;
  for (const Operation& each : difference.operations)
    if (named < kNamed) text += (named++ > 0 ? ", " : "") + summary(each);
  for (const std::string& each : difference.unsupported)
    if (named < kNamed) text += (named++ > 0 ? ", " : "") + each;
  if (all > named) text += " and " + std::to_string(all - named) + " more";
  return text;
}

void forget_building(Schema& schema, const std::vector<std::string>& options) {
  for (auto& [name, table] : schema.tables)
    for (Index& index : table.indexes)
      for (auto own = index.options.begin(); own != index.options.end();) {
        for (const std::string& each : options) own->second.erase(each);
        own = own->second.empty() ? index.options.erase(own) : std::next(own);
      }
}

// The tables that either way changed, as they were and as they are now.
struct Parts {
  Schema was;
  Schema is;

  void add(const TouchedTables& touched, const Schema& now, const TouchedTables* except) {
    for (const auto& [name, table] : touched.before()) {
      if (except != nullptr && except->before().contains(name)) continue;
      if (table) was.tables.emplace(name, *table);
      if (const Table* after = now.table(name)) is.tables.emplace(name, *after);
    }
  }
};

// Rows that a constraint has looked at need not be forgotten on the way down.
void forget_validity(Schema& schema) {
  for (auto& [name, table] : schema.tables) {
    for (ForeignKey& key : table.foreign_keys) key.validated = true;
    for (CheckConstraint& check : table.checks) check.validated = true;
  }
}

}  // namespace

void find_mismatch(const TouchedTables& up, const TouchedTables& down, const Walked& way_down,
                   const Schema& undone, const Dialect& dialect, const ReviewFacts& facts,
                   Findings& findings) {
  if (!way_down.misfits.empty()) {
    const auto& [mark, problem] = way_down.misfits.front();
    findings.add("downgrade-mismatch", false, mark,
                 "the way down does not fit what the way up leaves behind: " + problem, kCure);
    return;
  }
  Parts parts;
  parts.add(up, undone, nullptr);
  // What both changed is in `up` as it was before both.
  parts.add(down, undone, &up);
  forget_building(parts.was, facts.building_options);
  forget_building(parts.is, facts.building_options);
  forget_validity(parts.was);
  forget_validity(parts.is);
  const Difference left = diff(parts.is, parts.was, dialect.capabilities());
  if (left.empty()) return;
  const Mark mark = way_down.steps.empty() ? findings.file_mark() : way_down.steps.front().mark;
  findings.add("downgrade-mismatch", false, mark,
               "after the way up and down this is missing to be where it began: " + missing(left),
               kCure);
}

}  // namespace whimbrel
