#include "whimbrel/model/renames.h"

namespace whimbrel {
namespace {

template <class Each>
void forget_in(std::vector<Each>& parts) {
  for (Each& each : parts) each.renamed_from = Identifier();
}

// Few parts of a schema were renamed, so each is looked for when there is one.
template <class Each>
void copy_in(const std::vector<Each>& from, std::vector<Each>& to) {
  for (const Each& renamed : from) {
    if (renamed.renamed_from.empty()) continue;
    for (Each& each : to)
      if (each.name == renamed.name) each.renamed_from = renamed.renamed_from;
  }
}

}  // namespace

void forget_renames(Column& column) { column.renamed_from = Identifier(); }

void forget_renames(Index& index) { index.renamed_from = Identifier(); }

void forget_renames(Constraint& constraint) {
  std::visit(
      [](auto& each) {
        if constexpr (requires { each.renamed_from; }) each.renamed_from = Identifier();
      },
      constraint);
}

void forget_renames(Table& table) {
  table.renamed_from = Identifier();
  forget_in(table.columns);
  forget_in(table.unique_constraints);
  forget_in(table.foreign_keys);
  forget_in(table.checks);
  forget_in(table.exclusions);
  forget_in(table.indexes);
}

void forget_renames(SchemaObject& object) {
  object.renamed_from = Identifier();
  forget_in(object.columns);
  forget_in(object.checks);
  forget_in(object.indexes);
  for (EnumValue& value : object.values) value.renamed_from.reset();
}

void copy_renames(const Table& from, Table& to) {
  to.renamed_from = from.renamed_from;
  copy_in(from.columns, to.columns);
  copy_in(from.unique_constraints, to.unique_constraints);
  copy_in(from.foreign_keys, to.foreign_keys);
  copy_in(from.checks, to.checks);
  copy_in(from.exclusions, to.exclusions);
  copy_in(from.indexes, to.indexes);
}

void copy_renames(const SchemaObject& from, SchemaObject& to) {
  to.renamed_from = from.renamed_from;
  copy_in(from.columns, to.columns);
  for (EnumValue& value : to.values)
    for (const EnumValue& wanted : from.values)
      if (wanted.text == value.text) value.renamed_from = wanted.renamed_from;
}

}  // namespace whimbrel
