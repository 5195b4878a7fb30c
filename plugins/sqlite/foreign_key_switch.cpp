#include "foreign_key_switch.h"

#include <algorithm>
#include <set>

#include "options.h"
#include "whimbrel/core/text.h"

namespace whimbrel::sqlite {
namespace {

using Phase = Statement::Phase;

bool refers_to(const Table& table, const QualifiedName& name) {
  return std::any_of(table.foreign_keys.begin(), table.foreign_keys.end(),
                     [&](const ForeignKey& key) { return key.referred_table == name; });
}

std::set<std::string> lower_names(const std::vector<Identifier>& names) {
  std::set<std::string> result;
  for (const Identifier& name : names) result.insert(lower(name.text()));
  return result;
}

// The columns of a unique index over whole columns of all rows; nothing for others.
std::optional<std::vector<Identifier>> unique_columns(const Index& index) {
  if (!index.unique || index.where) return std::nullopt;
  std::vector<Identifier> columns;
  for (const IndexKey& key : index.keys) {
    const auto* column = std::get_if<Identifier>(&key.what);
    if (column == nullptr || !key.modifiers.empty()) return std::nullopt;
    columns.push_back(*column);
  }
  return columns;
}

// Without columns the primary key is meant. The order does not matter.
bool is_key(const std::vector<Identifier>& columns, const Table& table) {
  if (columns.empty()) return table.primary_key.has_value();
  const std::set<std::string> wanted = lower_names(columns);
  if (table.primary_key && lower_names(table.primary_key->columns) == wanted) return true;
  for (const UniqueConstraint& unique : table.unique_constraints)
    if (lower_names(unique.columns) == wanted) return true;
  if (!option_of(table.options, option::kConstraints).empty()) return true;  // not known
  return std::any_of(table.indexes.begin(), table.indexes.end(), [&](const Index& index) {
    const auto unique = unique_columns(index);
    return unique && lower_names(*unique) == wanted;
  });
}

}  // namespace

void ForeignKeySwitch::parent_goes(const QualifiedName& table, std::vector<QualifiedName> referring,
                                   std::size_t operation) {
  needed_off(operation);
  parents_.push_back({table, std::move(referring), operation});
}

std::optional<Unsupported> ForeignKeySwitch::lost_parent(CurrentTables& tables) const {
  for (const Parent& parent : parents_) {
    if (tables.find(parent.table) != nullptr) continue;
    for (const QualifiedName& name : parent.referring) {
      const Table* child = tables.find(name);
      if (child == nullptr || !refers_to(*child, parent.table)) continue;
      return Unsupported{"table '" + parent.table.text() +
                             "' cannot be dropped: a foreign key of '" + name.text() +
                             "' refers to it; drop that foreign key first",
                         parent.operation};
    }
  }
  return std::nullopt;
}

// SQLite makes such a key without a word, and then refuses every write to either table.
std::optional<Unsupported> ForeignKeySwitch::key_without_key(CurrentTables& tables) const {
  if (tables.has_renames()) return std::nullopt;  // what they refer to has followed
  for (const Made& made : made_) {
    const Table* parent = tables.find(made.key->referred_table);
    if (parent == nullptr || is_key(made.key->referred_columns, *parent)) continue;
    return Unsupported{"foreign key '" + made.key->name.text() + "' refers to columns of table '" +
                           parent->name.text() + "' that are no key there; make them unique before",
                       made.operation};
  }
  return std::nullopt;
}

std::optional<Unsupported> ForeignKeySwitch::finish(CurrentTables& tables,
                                                    std::vector<Statement>& statements) {
  if (auto problem = lost_parent(tables)) return problem;
  if (auto problem = key_without_key(tables)) return problem;
  if (!operation_) return std::nullopt;
  const std::vector<Statement> first = {
      {"PRAGMA foreign_keys = OFF", Phase::before, *operation_, {}, 0},
      {"SELECT foreign_keys FROM pragma_foreign_keys WHERE foreign_keys", Phase::transaction,
       *operation_,
       "foreign keys are still enforced, and dropping a table now would delete the rows that refer "
       "to it: they can only be switched off before a transaction; put the change of the table "
       "into a revision of its own",
       0}};
  statements.insert(statements.begin(), first.begin(), first.end());
  statements.push_back({"SELECT * FROM pragma_foreign_key_check", Phase::transaction, *operation_,
                        "rows refer to rows that do not exist (the table, the number of the row, "
                        "the table referred to, the number of the foreign key); correct them first",
                        0});
  statements.push_back({"PRAGMA legacy_alter_table = OFF", Phase::after, *operation_, {}, 0});
  statements.push_back({"PRAGMA foreign_keys = ON", Phase::after, *operation_, {}, 0});
  return std::nullopt;
}

}  // namespace whimbrel::sqlite
