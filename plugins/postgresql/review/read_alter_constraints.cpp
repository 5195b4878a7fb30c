// ALTER TABLE: constraints, and what no operation expresses.
#include <algorithm>
#include <array>
#include <utility>

#include "review/constraint_words.h"
#include "review/own_rules.h"
#include "review/read_alter_table.h"
#include "review/read_column.h"
#include "review/readers.h"
#include "review/referring_keys.h"
#include "syntax.h"

namespace whimbrel::postgresql {
namespace {

// The actions of a statement, behind the name of the table and its schema.
TokenRange actions_of(const StatementText& text, const Node& relation) {
  std::size_t at = text.token_at(location(relation)) + 1;
  while (text.is_symbol(at, '.')) at += 2;
  if (text.is_symbol(at, '*')) ++at;
  return {at, text.size()};
}

std::vector<Identifier> columns_of(const Index& index) {
  std::vector<Identifier> columns;
  for (const IndexKey& key : index.keys)
    if (const auto* column = std::get_if<Identifier>(&key.what)) columns.push_back(*column);
  return columns;
}

}  // namespace

void AlterTableReader::add_constraint(const Node& command, TokenRange range) {
  const Node& body = body_of(command, "def", "Constraint");
  offset_ = location(body);
  if (!scalar(body, "indexname").empty()) return add_by_index(body);
  if (scalar(body, "contype") == "CONSTR_EXCLUSION") {
    if (reading_.place().is_new(table_)) return;
    return reading_.hazard("unique-constraint-locks",
                           "adding an exclusion constraint to table '" + table_.text() +
                               "' builds its index under an ACCESS EXCLUSIVE lock: nobody can read "
                               "or write the table until it is done",
                           "the server has no way without that lock; do it in a maintenance "
                           "window, with a lock_timeout",
                           offset_);
  }
  auto written =
      read_constraint(reading_, body, {reading_.text().token_at(offset_), range.end}, {});
  if (!written) return;
  Table around;
  if (now() != nullptr) around = *now();
  around.name = table_;
  ServerNames names(around);
  name_as_server(written->constraint, around, names);
  if (auto* key = std::get_if<ForeignKey>(&written->constraint);
      key != nullptr && key->referred_table == table_ && key->referred_columns.empty() &&
      around.primary_key)
    key->referred_columns = around.primary_key->columns;
  const Constraint made = written->constraint;
  done(CreateConstraint{table_, std::move(written->constraint), std::move(written->options)});
  make_key_columns_not_null(made);
}

void AlterTableReader::make_key_columns_not_null(const Constraint& constraint) {
  const auto* key = std::get_if<PrimaryKey>(&constraint);
  if (key == nullptr) return;
  for (const Identifier& name : key->columns) {
    const Column* known = column(name);
    if (known == nullptr || !known->nullable) continue;
    AlterColumn change;
    change.table = table_;
    change.column = name;
    change.to.nullable = false;
    change.existing.nullable = true;
    quietly(change);
  }
}

void AlterTableReader::add_by_index(const Node& constraint) {
  const Identifier index_name = reading_.name(scalar(constraint, "indexname"));
  const Index* index = now() == nullptr ? nullptr : now()->index(index_name);
  // Without the index the columns are not known, and there is nothing to say: it takes the lock for
  // a moment only.
  if (index == nullptr) return;
  Identifier name = reading_.name(scalar(constraint, "conname"));
  if (name.empty()) name = index_name;
  Options options;
  options[std::string(kDialectName)]["using_index"] = index_name.text();
  const DropIndex absorbed{table_, index_name, *index};
  Constraint made = UniqueConstraint{name, columns_of(*index)};
  if (scalar(constraint, "contype") == "CONSTR_PRIMARY")
    made = PrimaryKey{name, columns_of(*index)};
  Table around;
  around.name = table_;
  ServerNames names(around);
  name_as_server(made, around, names);
  done(CreateConstraint{table_, made, std::move(options)});
  quietly(absorbed);
  make_key_columns_not_null(made);
}

void AlterTableReader::drop_constraint(const Node& command) {
  const Identifier name = reading_.name(scalar(command, "name"));
  DropConstraint drop{table_, name, ConstraintKind::check, std::nullopt};
  if (now() != nullptr) {
    drop.before = find_constraint(*now(), name);
    // A constraint that is not in the model cannot leave it.
    if (!drop.before) return;
    drop.kind = kind_of(*drop.before);
    drop.name = name_of(*drop.before);
  } else if (const auto kind = kind_by_name(table_, name.text())) {
    drop.kind = *kind;
  } else {
    return;
  }
  const bool is_key =
      drop.kind == ConstraintKind::primary_key || drop.kind == ConstraintKind::unique;
  if (is_key && scalar(command, "behavior") == "DROP_CASCADE")
    drop_referring_keys(reading_, table_, nullptr, offset_);
  done(std::move(drop));
}

void AlterTableReader::validate(const Node& command) {
  done(ValidateConstraint{table_, reading_.name(scalar(command, "name"))});
}

bool AlterTableReader::read_other(std::string_view action, const Node& command) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 4> kRewrites = {
      {{"AT_SetTableSpace", "moving table '{}' to another tablespace"},
       {"AT_SetLogged", "making table '{}' LOGGED"},
       {"AT_SetUnLogged", "making table '{}' UNLOGGED"},
       {"AT_SetAccessMethod", "changing the access method of table '{}'"}}};
  if (reading_.place().is_new(table_)) return true;
  for (const auto& [known, words] : kRewrites) {
    if (known != action) continue;
    std::string what(words);
    what.replace(what.find("{}"), 2, table_.text());
    reading_.hazard("exclusive-maintenance",
                    what +
                        " copies all of it under an ACCESS EXCLUSIVE lock: nobody can read or "
                        "write it until that is done",
                    "do it in a maintenance window, or copy the rows into a new table in batches",
                    offset_);
    return true;
  }
  if (action != "AT_DetachPartition") return false;
  const Node& partition = body_of(command, "def", "PartitionCmd");
  if (flag(partition, "concurrent")) return true;
  reading_.hazard(kDetachPartition,
                  "detaching a partition takes an ACCESS EXCLUSIVE lock on '" + table_.text() +
                      "': nobody can read or write any of its partitions meanwhile",
                  "ALTER TABLE ... DETACH PARTITION ... CONCURRENTLY, outside of a transaction",
                  offset_);
  return true;
}

void read_alter_table(Reading& reading, const Node& body) {
  if (scalar(body, "objtype") != "OBJECT_TABLE") {
    reading.result().waits_for_lock = false;
    return;
  }
  const Node& relation = child(body, "relation");
  const QualifiedName table = reading.table(relation);
  if (scalar(relation, "schemaname").empty()) reading.unqualified(table, location(relation));
  const StatementText& text = reading.text();
  const std::vector<TokenRange> ranges = text.items(actions_of(text, relation));
  const Node& commands = child(body, "cmds");
  AlterTableReader reader(reading, table);
  for (std::size_t i = 0; i < commands.items.size(); ++i)
    reader.read(*tagged(commands.items[i]).body, i < ranges.size() ? ranges[i] : TokenRange{});
}

}  // namespace whimbrel::postgresql
