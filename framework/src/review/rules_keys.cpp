// Keys and indexes, as they stand when the migration is through.
#include <algorithm>
#include <set>

#include "rules.h"
#include "whimbrel/model/portable_type.h"

namespace whimbrel {
namespace {

using Columns = std::vector<Identifier>;

std::string text_of(const Columns& columns) {
  std::string text;
  for (const Identifier& column : columns) text += (text.empty() ? "" : ", ") + column.text();
  return "(" + text + ")";
}

// The columns of an index, or nothing when it has expressions or covers a part of the rows.
std::optional<Columns> plain_columns(const Index& index) {
  if (index.where || !index.method.empty()) return std::nullopt;
  Columns columns;
  for (const IndexKey& key : index.keys) {
    const auto* column = std::get_if<Identifier>(&key.what);
    if (column == nullptr || key.prefix_length > 0) return std::nullopt;
    columns.push_back(*column);
  }
  return columns;
}

struct KeyList {
  std::string name;
  Columns columns;
  bool unique = false;
  bool is_index = false;
};

std::vector<KeyList> key_lists(const Table& table) {
  std::vector<KeyList> lists;
  if (table.primary_key) lists.push_back({"the primary key", table.primary_key->columns, true});
  for (const UniqueConstraint& each : table.unique_constraints)
    lists.push_back({"unique constraint '" + each.name.text() + "'", each.columns, true});
  for (const Index& index : table.indexes)
    if (auto columns = plain_columns(index))
      lists.push_back(
          {"index '" + index.name.text() + "'", std::move(*columns), index.unique, true});
  return lists;
}

bool is_prefix(const Columns& part, const Columns& whole) {
  return part.size() <= whole.size() && std::equal(part.begin(), part.end(), whole.begin());
}

// The first columns of a key list are these, in any order: it finds the rows of each value.
bool leads_with(const KeyList& list, const Columns& columns) {
  return list.columns.size() >= columns.size() &&
         std::is_permutation(columns.begin(), columns.end(), list.columns.begin());
}

bool is_unique_key(const Table& table, const Columns& columns) {
  const auto lists = key_lists(table);
  return std::any_of(lists.begin(), lists.end(), [&](const KeyList& list) {
    return list.unique && list.columns.size() == columns.size() && leads_with(list, columns);
  });
}

struct NewKey {
  const QualifiedName* table;
  const ForeignKey* key;
  Mark mark;
};

std::vector<NewKey> new_foreign_keys(const Walked& walked) {
  std::vector<NewKey> keys;
  for (const ReviewStep& step : walked.steps) {
    if (step.operation == nullptr) continue;
    if (const auto* op = std::get_if<CreateTable>(step.operation))
      for (const ForeignKey& key : op->table.foreign_keys)
        keys.push_back({&op->table.name, &key, step.mark});
    if (const auto* op = std::get_if<CreateConstraint>(step.operation))
      if (const auto* key = std::get_if<ForeignKey>(&op->constraint))
        keys.push_back({&op->table, key, step.mark});
  }
  return keys;
}

bool different_kinds(const SqlType& a, const SqlType& b) {
  using enum PortableKind;
  const auto left = parse_portable_type(a.text);
  const auto right = parse_portable_type(b.text);
  if (!left || !right) return false;
  // Numbers compare with numbers and texts with texts, where a database is not stricter.
  const auto family = [](const PortableType& type) {
    const std::set<PortableKind> numbers = {smallint, integer, bigint, numeric};
    const std::set<PortableKind> texts = {char_, varchar, text};
    if (numbers.contains(type.kind)) return integer;
    return texts.contains(type.kind) ? text : type.kind;
  };
  return family(*left) != family(*right) || left->dimensions != right->dimensions;
}

// What is wrong with a foreign key, or nothing.
std::optional<std::string> fault(const NewKey& each, const Table& child, const Table& parent) {
  const ForeignKey& key = *each.key;
  Columns referred = key.referred_columns;
  if (referred.empty() && parent.primary_key) referred = parent.primary_key->columns;
  if (referred.size() != key.columns.size())
    return "has " + std::to_string(key.columns.size()) + " columns and refers to " +
           std::to_string(referred.size());
  for (size_t i = 0; i < referred.size(); ++i) {
    const Column* to = parent.column(referred[i]);
    const Column* from = child.column(key.columns[i]);
    if (from == nullptr)
      return "is over column '" + key.columns[i].text() + "', which is not there";
    if (to == nullptr)
      return "refers to column '" + parent.name.text() + "." + referred[i].text() +
             "', which is not there";
    if (different_kinds(from->type, to->type))
      return "holds " + from->type.text + " in '" + from->name.text() + "' where '" +
             parent.name.text() + "." + to->name.text() + "' is " + to->type.text;
  }
  if (!is_unique_key(parent, referred))
    return "refers to " + text_of(referred) + " of table '" + parent.name.text() +
           "', which no primary or unique key covers";
  return std::nullopt;
}

std::string key_text(const NewKey& each) {
  const std::string& name = each.key->name.text();
  return "the foreign key " + (name.empty() ? "" : "'" + name + "' ") + text_of(each.key->columns) +
         " of table '" + each.table->text() + "'";
}

void require_index(const NewKey& each, const Table& child, const DirectionInput& input) {
  const auto lists = key_lists(child);
  if (std::any_of(lists.begin(), lists.end(),
                  [&](const KeyList& list) { return leads_with(list, each.key->columns); }))
    return;
  input.findings.add("foreign-key-without-index", true, each.mark,
                     key_text(each) + " has no index: to delete or change a row of '" +
                         each.key->referred_table.text() + "' the whole table is read",
                     "create an index over " + text_of(each.key->columns));
}

void find_orphans(const DirectionInput& input) {
  std::map<QualifiedName, Mark> dropped;
  for (const ReviewStep& step : input.walked.steps)
    if (step.operation != nullptr)
      if (const auto* drop = std::get_if<DropTable>(step.operation))
        if (input.after.table(drop->table) == nullptr) dropped.emplace(drop->table, step.mark);
  if (dropped.empty()) return;
  for (const auto& [name, table] : input.after.tables)
    for (const ForeignKey& key : table.foreign_keys) {
      const auto found = dropped.find(key.referred_table);
      if (found != dropped.end())
        input.findings.add("foreign-key-invalid", true, found->second,
                           "table '" + found->first.text() + "' is dropped, and table '" +
                               name.text() + "' still refers to it",
                           "drop that foreign key first");
    }
}

void check_primary_key(const Table& table, const Mark& mark, const DirectionInput& input) {
  if (!table.primary_key) {
    input.findings.add("table-without-primary-key", true, mark,
                       "table '" + table.name.text() + "' has no primary key",
                       "name the columns that tell one row from another, or add a column that "
                       "counts");
    return;
  }
  if (table.primary_key->columns.size() != 1 || input.facts.integer_keys_are_wide) return;
  const Column* column = table.column(table.primary_key->columns.front());
  const auto type = column != nullptr ? parse_portable_type(column->type.text) : std::nullopt;
  if (!type || !column->autoincrement) return;
  if (type->kind != PortableKind::integer && type->kind != PortableKind::smallint) return;
  input.findings.add("small-primary-key", true, mark,
                     "'" + table.name.text() + "." + column->name.text() + "' counts up as " +
                         column->type.text + ", which ends at " +
                         (type->kind == PortableKind::integer ? "2147483647" : "32767"),
                     "make it a bigint: it costs four bytes a row now and a rewrite later");
}

void find_redundant(const Table& table, const Identifier& index, const Mark& mark,
                    const DirectionInput& input) {
  const auto lists = key_lists(table);
  const std::string name = "index '" + index.text() + "'";
  const auto mine = std::find_if(lists.begin(), lists.end(), [&](const KeyList& list) {
    return list.is_index && list.name == name;
  });
  if (mine == lists.end()) return;
  for (const KeyList& other : lists) {
    if (&other == &*mine) continue;
    const bool repeats = !mine->unique && is_prefix(mine->columns, other.columns);
    const bool repeated =
        other.is_index && !other.unique && is_prefix(other.columns, mine->columns);
    if (!repeats && !repeated) continue;
    const KeyList& less = repeats ? *mine : other;
    const KeyList& more = repeats ? other : *mine;
    input.findings.add(
        "redundant-index", true, mark,
        less.name + " of table '" + table.name.text() + "' repeats the beginning of " + more.name,
        "leave out " + less.name + ": the other one serves the same queries");
    return;
  }
}

}  // namespace

void find_foreign_key_problems(const DirectionInput& input) {
  if (!input.up) return;
  for (const NewKey& each : new_foreign_keys(input.walked)) {
    const Table* child = input.after.table(*each.table);
    const Table* parent = input.after.table(each.key->referred_table);
    if (child == nullptr) continue;
    if (!input.facts.indexes_foreign_keys) require_index(each, *child, input);
    if (parent == nullptr && !input.known) continue;
    const std::optional<std::string> wrong =
        parent == nullptr
            ? "refers to table '" + each.key->referred_table.text() + "', which is not there"
            : fault(each, *child, *parent);
    if (wrong)
      input.findings.add("foreign-key-invalid", true, each.mark, key_text(each) + " " + *wrong,
                         "name a primary or unique key of a table that the history makes, with "
                         "columns of the same types");
  }
  find_orphans(input);
}

void find_key_problems(const DirectionInput& input) {
  if (!input.up) return;
  for (const ReviewStep& step : input.walked.steps) {
    if (step.operation == nullptr) continue;
    if (const auto* op = std::get_if<CreateTable>(step.operation)) {
      const Table* table = input.after.table(op->table.name);
      if (table == nullptr) continue;
      check_primary_key(*table, step.mark, input);
      for (const Index& index : op->table.indexes)
        find_redundant(*table, index.name, step.mark, input);
    }
    if (const auto* op = std::get_if<CreateIndex>(step.operation))
      if (const Table* table = input.after.table(op->table))
        find_redundant(*table, op->index.name, step.mark, input);
  }
}

}  // namespace whimbrel
