#include "whimbrel/diff/diff.h"

#include <algorithm>
#include <set>

#include "same_table.h"
#include "table_diff.h"
#include "table_order.h"
#include "whimbrel/model/naming.h"
#include "whimbrel/ops/apply.h"

namespace whimbrel {
namespace {

void append(std::vector<Operation>& all, std::vector<Operation> more) {
  all.insert(all.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

class SchemaComparer {
 public:
  SchemaComparer(const Schema& from, const Schema& to, const Capabilities& can)
      : from_(from), to_(to), can_(can) {}

  Difference compared() && {
    rename_tables();
    sort_tables();
    compare_kept();
    drop_tables();
    create_tables();
    append(result_.operations, std::move(dropped_keys_));
    append(result_.operations, std::move(drops_));
    append(result_.operations, std::move(changes_));
    append(result_.operations, std::move(creates_));
    append(result_.operations, std::move(created_keys_));
    return std::move(result_);
  }

 private:
  void rename_tables() {
    for (const auto& [name, table] : to_.tables) {
      if (table.renamed_from.empty() || from_.tables.contains(name)) continue;
      const QualifiedName old{name.schema, table.renamed_from};
      if (!from_.tables.contains(old) || to_.tables.contains(old)) continue;
      const RenameTable rename{old, name.name};
      apply(rename, from_);
      result_.operations.emplace_back(rename);
    }
  }

  void sort_tables() {
    for (const auto& [name, table] : from_.tables)
      if (to_.tables.contains(name))
        kept_.push_back(name);
      else
        dropped_.push_back(&table);
    for (const auto& [name, table] : to_.tables)
      if (!from_.tables.contains(name)) created_.push_back(&table);
  }

  // Foreign keys of a kept table that must go while a column on either side changes its type.
  std::set<size_t> renewed_keys(const Table& table) const {
    std::set<size_t> renewed;
    if (can_.retypes_foreign_keys) return renewed;
    const auto touches = [&](const QualifiedName& of, const std::vector<Identifier>& columns) {
      const auto found = retyped_.find(of);
      return found != retyped_.end() &&
             std::any_of(columns.begin(), columns.end(),
                         [&](const Identifier& c) { return found->second.contains(c); });
    };
    for (size_t i = 0; i < table.foreign_keys.size(); ++i) {
      const ForeignKey& key = table.foreign_keys[i];
      if (touches(table.name, key.columns) || touches(key.referred_table, key.referred_columns))
        renewed.insert(i);
    }
    return renewed;
  }

  void compare_kept() {
    std::set<const Table*> same;
    for (const QualifiedName& name : kept_) {
      const Table& before = from_.tables.at(name);
      const Table& after = to_.tables.at(name);
      if (same_table(before, after)) {
        same.insert(&before);
        continue;
      }
      auto names = retyped_columns(before, after);
      if (!names.empty()) retyped_[name] = std::move(names);
    }
    for (const QualifiedName& name : kept_) {
      const Table& before = from_.tables.at(name);
      const std::set<size_t> renewed = renewed_keys(before);
      if (renewed.empty() && same.contains(&before)) continue;
      TableDifference one = table_difference(before, to_.tables.at(name), renewed);
      append(dropped_keys_, std::move(one.dropped_foreign_keys));
      append(changes_, std::move(one.changes));
      append(created_keys_, std::move(one.created_foreign_keys));
      for (std::string& each : one.unsupported) result_.unsupported.push_back(std::move(each));
    }
  }

  // In the opposite order of creation; foreign keys in a cycle are dropped before.
  void drop_tables() {
    const TableOrder order = creation_order(dropped_);
    for (auto each = order.tables.rbegin(); each != order.tables.rend(); ++each) {
      Table before = **each;
      const auto early = order.too_early.find(before.name);
      if (can_.adds_foreign_keys && early != order.too_early.end())
        for (ForeignKey& key : take_keys(before, early->second))
          dropped_keys_.emplace_back(
              DropConstraint{before.name, key.name, ConstraintKind::foreign_key, std::move(key)});
      const QualifiedName name = before.name;
      drops_.emplace_back(DropTable{name, std::move(before)});
    }
  }

  void create_tables() {
    const TableOrder order = creation_order(created_);
    for (const Table* table : order.tables) {
      Table wanted = *table;
      wanted.renamed_from = Identifier();
      for (Column& column : wanted.columns) column.renamed_from = Identifier();
      fill_names(wanted);
      const auto early = order.too_early.find(wanted.name);
      if (can_.adds_foreign_keys && early != order.too_early.end())
        for (ForeignKey& key : take_keys(wanted, early->second))
          created_keys_.emplace_back(CreateConstraint{wanted.name, std::move(key), {}});
      creates_.emplace_back(CreateTable{std::move(wanted)});
    }
  }

  static std::vector<ForeignKey> take_keys(Table& table, const std::set<size_t>& which) {
    std::vector<ForeignKey> taken;
    std::vector<ForeignKey> left;
    for (size_t i = 0; i < table.foreign_keys.size(); ++i)
      (which.contains(i) ? taken : left).push_back(std::move(table.foreign_keys[i]));
    table.foreign_keys = std::move(left);
    return taken;
  }

  Schema from_;
  const Schema& to_;
  const Capabilities& can_;
  std::vector<QualifiedName> kept_;
  std::vector<const Table*> dropped_;
  std::vector<const Table*> created_;
  std::map<QualifiedName, std::set<Identifier>> retyped_;
  std::vector<Operation> dropped_keys_;
  std::vector<Operation> drops_;
  std::vector<Operation> changes_;
  std::vector<Operation> creates_;
  std::vector<Operation> created_keys_;
  Difference result_;
};

}  // namespace

Difference diff(const Schema& from, const Schema& to, const Capabilities& can) {
  return SchemaComparer(from, to, can).compared();
}

}  // namespace whimbrel
