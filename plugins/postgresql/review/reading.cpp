#include "review/reading.h"

#include <utility>

#include "review/own_rules.h"

namespace whimbrel::postgresql {
namespace {

// The schema that names without one mean, unless somebody changed the search path.
constexpr std::string_view kDefaultSchema = "public";

}  // namespace

std::vector<Identifier> Reading::names(const Node& list) const {
  std::vector<Identifier> result;
  for (const std::string& parsed : strings(list)) result.push_back(name(parsed));
  return result;
}

QualifiedName Reading::table(const Node& range_var) const {
  std::vector<std::string> parts;
  if (const std::string& schema = scalar(range_var, "schemaname"); !schema.empty())
    parts.push_back(schema);
  parts.push_back(scalar(range_var, "relname"));
  return table(parts);
}

QualifiedName Reading::table(const std::vector<std::string>& parts) const {
  QualifiedName written;
  if (parts.empty()) return written;
  written.name = name(parts.back());
  if (parts.size() > 1) written.schema = name(parts[parts.size() - 2]);
  const Schema& before = place_->before;
  if (before.table(written) != nullptr) return written;
  const Identifier usual{kDefaultSchema};
  QualifiedName other = written;
  if (written.schema.empty())
    other.schema = usual;
  else if (written.schema == usual)
    other.schema = {};
  return before.table(other) != nullptr ? other : written;
}

void Reading::operation(Operation operation, std::size_t offset) {
  result_->operations.push_back({std::move(operation), offset, false});
}

void Reading::quietly(Operation operation) {
  result_->operations.push_back({std::move(operation), 0, true});
}

void Reading::hazard(std::string_view rule, std::string message, std::string cure,
                     std::size_t offset) {
  result_->hazards.push_back({std::string(rule), std::move(message), std::move(cure), offset});
}

void Reading::unread(const std::string& what) {
  std::string& all = result_->unread;
  all += (all.empty() ? "" : "; ") + what;
}

void Reading::unqualified(const QualifiedName& table, std::size_t offset) {
  hazard(kUnqualifiedName,
         "table '" + table.name.text() +
             "' is named without its schema: which table that is depends on the search path",
         "write the schema before the name, as in " + std::string(kDefaultSchema) + "." +
             table.name.text(),
         offset);
}

}  // namespace whimbrel::postgresql
