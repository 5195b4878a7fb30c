#include "foreign_key_switch.h"

#include <algorithm>

namespace whimbrel::sqlite {
namespace {

using Phase = Statement::Phase;

bool refers_to(const Table& table, const QualifiedName& name) {
  return std::any_of(table.foreign_keys.begin(), table.foreign_keys.end(),
                     [&](const ForeignKey& key) { return key.referred_table == name; });
}

}  // namespace

void ForeignKeySwitch::parent_goes(const QualifiedName& table, std::vector<QualifiedName> referring,
                                   std::size_t operation) {
  needed_off(operation);
  parents_.push_back({table, std::move(referring), operation});
}

std::optional<Unsupported> ForeignKeySwitch::finish(CurrentTables& tables,
                                                    std::vector<Statement>& statements) {
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
