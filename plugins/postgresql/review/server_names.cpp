#include "review/server_names.h"

#include "review/condition.h"
#include "syntax.h"

namespace whimbrel::postgresql {
namespace {

// How many of the first `keep` bytes remain when no UTF-8 sequence is cut.
std::size_t clipped(const std::string& text, std::size_t keep) {
  if (keep >= text.size()) return text.size();
  while (keep > 0 && (static_cast<unsigned char>(text[keep]) & 0xc0) == 0x80) --keep;
  return keep;
}

std::string object_name(const std::string& table, const std::string& columns,
                        const std::string& label) {
  const std::size_t overhead = label.size() + 1 + (columns.empty() ? 0 : 1);
  std::size_t of_table = table.size();
  std::size_t of_columns = columns.size();
  while (of_table + of_columns > kLongestIdentifier - overhead)
    --(of_table > of_columns ? of_table : of_columns);
  std::string name = table.substr(0, clipped(table, of_table));
  if (!columns.empty()) name += "_" + columns.substr(0, clipped(columns, of_columns));
  return name + "_" + label;
}

std::string joined(const std::vector<Identifier>& columns) {
  std::string text;
  for (const Identifier& column : columns) text += (text.empty() ? "" : "_") + column.text();
  return text;
}

}  // namespace

ServerNames::ServerNames(const Table& table) {
  for (const Constraint& each : constraints_of(table)) take(name_of(each));
  for (const Index& each : table.indexes) take(each.name);
}

void ServerNames::take(const Identifier& name) {
  if (!name.empty()) taken_.insert(name);
}

Identifier ServerNames::name_for(const Identifier& table, const std::vector<Identifier>& columns,
                                 std::string_view label) {
  const std::string middle = joined(columns);
  Identifier name(object_name(table.text(), middle, std::string(label)));
  for (int pass = 1; !taken_.insert(name).second; ++pass)
    name = Identifier(object_name(table.text(), middle, std::string(label) + std::to_string(pass)));
  return name;
}

void fill_server_names(Table& table) {
  ServerNames names(table);
  const Identifier& of = table.name.name;
  if (table.primary_key && table.primary_key->name == default_primary_key_name(of))
    table.primary_key->name = {};
  for (UniqueConstraint& unique : table.unique_constraints)
    if (unique.name.empty()) unique.name = names.name_for(of, unique.columns, "key");
  for (CheckConstraint& check : table.checks)
    if (check.name.empty())
      check.name = names.name_for(of, only_column_of(check.condition.text, table), "check");
  for (ForeignKey& key : table.foreign_keys)
    if (key.name.empty()) key.name = names.name_for(of, key.columns, "fkey");
}

}  // namespace whimbrel::postgresql
