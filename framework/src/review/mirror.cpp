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

}  // namespace

void find_mismatch(const TouchedTables& up, const TouchedTables& down, const Walked& way_down,
                   const Schema& undone, const Capabilities& can, Findings& findings) {
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
  const Difference left = diff(parts.is, parts.was, can);
  if (left.empty()) return;
  const Mark mark = way_down.steps.empty() ? findings.file_mark() : way_down.steps.front().mark;
  findings.add("downgrade-mismatch", false, mark,
               "after the way up and down this is missing to be where it began: " + missing(left),
               kCure);
}

}  // namespace whimbrel
