#include "postgresql/replay.h"

#include <gtest/gtest.h>

#include "postgresql/live_schema.h"
#include "whimbrel/core/yaml.h"
#include "whimbrel/dialect/sql_splitter.h"
#include "whimbrel/ops/apply.h"
#include "whimbrel/ops/operation_codec.h"

namespace whimbrel::test {

const ReviewGuide& postgresql_guide() {
  const auto* guide = ability<ReviewGuide>(postgresql());
  EXPECT_NE(guide, nullptr);
  return *guide;
}

void Replay::begin() {
  new_tables_.clear();
  earlier_.clear();
}

void Replay::run(std::string_view script) {
  begin();
  for (const ScriptStatement& statement : split_script(script, postgresql().syntax()))
    if (!statement.client_command) read(statement.text);
}

SqlReading Replay::read(std::string_view statement) {
  SqlReading reading = postgresql_guide().read(statement, {schema_, new_tables_, 0, earlier_});
  for (const Hazard& hazard : reading.hazards) {
    // Off unless somebody asks for it, and then true of almost every statement here.
    if (hazard.rule == "unqualified-name") continue;
    rules_.insert(hazard.rule);
    hazards_.push_back(hazard);
    EXPECT_LE(hazard.offset, statement.size()) << statement;
  }
  for (const ReadOperation& each : reading.operations) {
    EXPECT_LT(each.offset, statement.size()) << statement;
    if (each.quiet)
      apply_quietly(each.operation);
    else
      carry_out(each.operation);
  }
  return reading;
}

void Replay::apply_quietly(const Operation& operation) {
  EXPECT_EQ(apply(operation, schema_), std::nullopt) << summary(operation);
}

void Replay::carry_out(const Operation& operation) {
  const ReviewPlace place{schema_, new_tables_, 0, earlier_};
  for (Hazard& hazard : postgresql_guide().hazards_of(operation, place)) {
    rules_.insert(hazard.rule);
    EXPECT_FALSE(hazard.message.empty());
    EXPECT_FALSE(hazard.cure.empty());
    hazards_.push_back(std::move(hazard));
  }
  const QualifiedName* table = table_of(operation);
  const bool creates = std::holds_alternative<CreateTable>(operation);
  const bool is_known = table != nullptr && schema_.table(*table) != nullptr;
  if (const auto problem = apply(operation, schema_); problem && is_known)
    ADD_FAILURE() << summary(operation) << ": " << *problem;
  if (creates) new_tables_.push_back(*table);
  earlier_.push_back(&done_.emplace_back(operation));
}

std::set<std::string> Replay::rules_of(std::string_view script) {
  Replay replay;
  replay.run(script);
  return replay.rules();
}

SqlReading read_alone(std::string_view statement) {
  const Schema nothing;
  return postgresql_guide().read(statement, {nothing, {}, 0, {}});
}

std::string operations_of(std::string_view statement) {
  Node list = Node::sequence();
  for (const ReadOperation& each : read_alone(statement).operations)
    list.items.push_back(operation_node(each.operation));
  return to_yaml(list);
}

}  // namespace whimbrel::test
