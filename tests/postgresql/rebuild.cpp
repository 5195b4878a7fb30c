#include "postgresql/rebuild.h"

#include <gtest/gtest.h>

#include "whimbrel/core/error.h"
#include "whimbrel/core/yaml.h"
#include "whimbrel/model/schema_codec.h"
#include "whimbrel/ops/inverse.h"

namespace whimbrel::test {
namespace {

using Steps = std::vector<std::vector<Operation>>;

// The sequences that a column owns are made together with its table, or it would be too early.
bool belongs(const SchemaObject& object, const QualifiedName& table) {
  const auto owner = object.attributes.find("owned_by");
  return owner != object.attributes.end() && owner->second.starts_with(table.text() + ".");
}

Steps creation(const Schema& schema) {
  Steps steps;
  for (const auto& [id, object] : schema.objects)
    if (!object.attributes.contains("owned_by")) steps.push_back({CreateObject{object}});
  for (const auto& [name, table] : schema.tables) {
    std::vector<Operation> together;
    for (const auto& [id, object] : schema.objects)
      if (belongs(object, name)) together.emplace_back(CreateObject{object});
    CreateTable create{table};
    create.table.foreign_keys.clear();
    together.emplace_back(std::move(create));
    steps.push_back(std::move(together));
    for (const ForeignKey& key : table.foreign_keys)
      steps.push_back({CreateConstraint{name, key, {}}});
  }
  return steps;
}

// Why it could not be done; empty: it is done.
std::string attempt(Connection& connection, const std::vector<Operation>& operations) {
  connection.begin();
  try {
    run(connection, operations);
    connection.commit();
    return {};
  } catch (const Error& error) {
    connection.rollback();
    return error.what();
  }
}

void in_any_order(Connection& connection, Steps steps) {
  std::string problems;
  while (!steps.empty()) {
    Steps left;
    problems.clear();
    for (auto& step : steps) {
      const std::string problem = attempt(connection, step);
      if (problem.empty()) continue;
      problems += summary(step.front()) + ": " + problem + "\n";
      left.push_back(std::move(step));
    }
    if (left.size() == steps.size()) break;
    steps = std::move(left);
  }
  EXPECT_TRUE(steps.empty()) << problems;
}

template <class Map>
void without_equal(Map& a, Map& b) {
  for (auto each = a.begin(); each != a.end();) {
    const auto other = b.find(each->first);
    if (other == b.end() || !(other->second == each->second)) {
      ++each;
      continue;
    }
    b.erase(other);
    each = a.erase(each);
  }
}

}  // namespace

void build(Connection& connection, const Schema& schema) {
  in_any_order(connection, creation(schema));
}

void tear_down(Connection& connection, const Schema& schema) {
  Steps steps;
  for (const auto& [name, table] : schema.tables) {
    for (const ForeignKey& key : table.foreign_keys)
      steps.push_back({DropConstraint{name, key.name, ConstraintKind::foreign_key, {}}});
    if (table.partition_of) continue;  // goes with its parent
    steps.push_back({DropTable{name, table}});
  }
  for (const auto& [id, object] : schema.objects)
    // Those go with the table that owns them, or that they stand on.
    if (!object.attributes.contains("owned_by") && id.table.name.empty())
      steps.push_back({DropObject{id, object}});
  in_any_order(connection, std::move(steps));
}

std::string difference(const Schema& a, const Schema& b) {
  Schema first = a;
  Schema second = b;
  without_equal(first.tables, second.tables);
  without_equal(first.objects, second.objects);
  if (first.tables.empty() && second.tables.empty() && first.objects.empty() &&
      second.objects.empty() && a.unsupported == b.unsupported)
    return {};
  return "--- expected\n" + to_yaml(schema_node(first)) + "--- found\n" +
         to_yaml(schema_node(second));
}

}  // namespace whimbrel::test
