#include "open_names.h"

#include <algorithm>
#include <set>
#include <vector>

#include "whimbrel/model/naming.h"

namespace whimbrel {
namespace {

template <class Each>
bool has_open_names(const std::vector<Each>& written) {
  return std::any_of(written.begin(), written.end(),
                     [](const Each& each) { return each.name.empty(); });
}

template <class Each>
void open_names(const std::vector<Each>& written, const std::vector<Each>& named,
                std::vector<Each>& built) {
  std::set<Identifier> open;
  for (size_t i = 0; i < written.size(); ++i)
    if (written[i].name.empty()) open.insert(named[i].name);
  for (Each& each : built)
    if (open.contains(each.name)) each.name = Identifier();
}

}  // namespace

Table with_open_names(const Table& written, Table built) {
  if (has_open_names(written.unique_constraints) || has_open_names(written.foreign_keys) ||
      has_open_names(written.checks) || has_open_names(written.exclusions)) {
    Table named = written;
    fill_names(named);
    open_names(written.unique_constraints, named.unique_constraints, built.unique_constraints);
    open_names(written.foreign_keys, named.foreign_keys, built.foreign_keys);
    open_names(written.checks, named.checks, built.checks);
    open_names(written.exclusions, named.exclusions, built.exclusions);
  }
  if (written.primary_key && written.primary_key->name.empty() && built.primary_key)
    built.primary_key->name = Identifier();
  return built;
}

}  // namespace whimbrel
