#include "round_trip_compare.h"

#include <algorithm>

#include "whimbrel/core/json.h"
#include "whimbrel/diff/diff.h"
#include "whimbrel/ops/operation_codec.h"

namespace whimbrel {
namespace {

// As many as a person reads.
constexpr std::size_t kMostChanges = 10;

std::string told(const Operation& operation) {
  if (!std::holds_alternative<AlterColumn>(operation)) return summary(operation);
  return to_json(operation_node(operation), -1);
}

std::string named(const UnsupportedObject& object) {
  return object.kind + " '" + object.name + "'";
}

void compare_objects(const std::vector<UnsupportedObject>& wanted,
                     const std::vector<UnsupportedObject>& actual, const std::string& when,
                     std::vector<std::string>& changes) {
  const auto lacks = [](const std::vector<UnsupportedObject>& list, const auto& object) {
    return std::find(list.begin(), list.end(), object) == list.end();
  };
  for (const UnsupportedObject& each : wanted)
    if (lacks(actual, each)) changes.push_back(when + named(each) + " is missing");
  for (const UnsupportedObject& each : actual)
    if (lacks(wanted, each)) changes.push_back(when + named(each) + " is left over");
}

std::size_t count_values(const RowImage& image, const Identifier& column) {
  const auto at = static_cast<std::size_t>(
      std::find(image.columns.begin(), image.columns.end(), column) - image.columns.begin());
  return static_cast<std::size_t>(std::count_if(
      image.rows.begin(), image.rows.end(), [&](const auto& row) { return row[at].has_value(); }));
}

std::string counted(std::size_t count, const std::string& what) {
  return std::to_string(count) + " " + what + (count == 1 ? "" : "s");
}

}  // namespace

std::vector<std::string> schema_changes(const Schema& wanted, const Schema& actual,
                                        const std::string& when, const Capabilities& can,
                                        CanonicalWork& work) {
  std::vector<std::string> changes;
  compare_objects(wanted.unsupported, actual.unsupported, when, changes);
  if (wanted.tables == actual.tables) return changes;
  Difference difference = diff(actual, wanted, can);
  if (!difference.empty()) {
    Schema settled = wanted;
    settle_spelling(settled, actual, work);
    difference = diff(actual, settled, can);
  }
  for (const Operation& each : difference.operations)
    changes.push_back(when + "the schema is not what it was; to get back there: " + told(each));
  for (const std::string& each : difference.unsupported) changes.push_back(when + each);
  return changes;
}

RowImages read_images(const Schema& schema, const std::vector<QualifiedName>& tables,
                      const Dialect& dialect, Connection& connection) {
  RowImages images;
  for (const QualifiedName& name : tables) {
    const Table* table = schema.table(name);
    if (table == nullptr) continue;
    RowImage image = read_rows(*table, dialect, connection);
    if (!image.rows.empty()) images.push_back(std::move(image));
  }
  return images;
}

void compare_rows(const RowImages& before, const Schema& now, const Schema& up,
                  const DeclaredLosses& losses, const RoundTripWork& work,
                  RoundTripResult& result) {
  for (const RowImage& image : before) {
    if (losses.covers(image.table, up)) {
      result.declared_losses.push_back("table " + image.table.text() + ": " +
                                       counted(image.rows.size(), "row"));
      continue;
    }
    std::set<Identifier> ignored;
    for (const Identifier& column : image.columns) {
      if (!losses.covers(image.table, column, up)) continue;
      ignored.insert(column);
      if (const std::size_t values = count_values(image, column); values > 0)
        result.declared_losses.push_back("table " + image.table.text() + ", column " +
                                         column.text() + ": " + counted(values, "value"));
    }
    const Table* table = now.table(image.table);
    if (table == nullptr) continue;  // the comparison of the schemas names it
    const RowImage found = read_rows(*table, work.dialect, work.connection);
    for (const RowChange& each : row_changes(image, found, ignored, kMostChanges))
      result.problems.push_back("after the downgrade: " + each.text(image.table));
  }
}

}  // namespace whimbrel
