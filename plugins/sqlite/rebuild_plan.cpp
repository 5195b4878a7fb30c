// What a run of operations makes of a table, and where the values come from.
#include <algorithm>
#include <map>
#include <set>

#include "options.h"
#include "rebuild.h"
#include "syntax.h"
#include "table_changes.h"
#include "whimbrel/core/text.h"
#include "whimbrel/dialect/sql_writer.h"

namespace whimbrel::sqlite {
namespace {

constexpr std::string_view kDropped = "_whimbrel_dropped_";

std::string name_of_column(const Identifier& column, const Table& table) {
  return "column '" + column.text() + "' of table '" + table.name.text() + "'";
}

class Planner {
 public:
  Planner(std::span<const Operation> operations, const Table& table) : operations_(operations) {
    plan_.before = table;
    plan_.after = table;
    for (const Column& column : table.columns) {
      origins_[column.name] = {column.name, {}};
      live_.insert(lower(column.name.text()));
    }
  }

  std::variant<Rebuild, Unsupported> planned(const Run& run) && {
    const std::string obstacle = option_of(plan_.before.options, option::kNotUnderstood);
    if (!obstacle.empty())
      return Unsupported{"table '" + plan_.before.name.text() + "' cannot be rebuilt: " + obstacle,
                         run.front()};
    for (const std::size_t i : run) {
      // Told before the change, when the table still has what is to be compared.
      note(operations_[i], i);
      if (auto problem = change(plan_.after, operations_[i]))
        return Unsupported{std::move(*problem), i};
    }
    for (const auto& [column, operation] : dropped_)
      if (plan_.after.column(column) == nullptr)
        if (auto problem = still_used(plan_.after, column))
          return Unsupported{std::move(*problem), operation};
    carry();
    guard_missing_values(run);
    return std::move(plan_);
  }

 private:
  struct Origin {
    Identifier column;  ///< of the old table, as it is called when the rows are copied
    std::string using_expression;
  };

  void note(const Operation& operation, std::size_t i) {
    if (const auto* rename = std::get_if<RenameColumn>(&operation)) note_rename(*rename, i);
    if (const auto* drop = std::get_if<DropColumn>(&operation)) {
      origins_.erase(drop->column);
      dropped_.emplace_back(drop->column, i);
    }
    if (const auto* alter = std::get_if<AlterColumn>(&operation)) {
      const auto origin = origins_.find(alter->column);
      if (origin == origins_.end()) return;
      if (const std::string sql = option_of(alter->options, option::kUsing); !sql.empty())
        origin->second.using_expression = sql;
      if (alter->to.nullable == false) now_required_[alter->column] = i;
    }
    if (const auto* create = std::get_if<CreateConstraint>(&operation)) note_key(*create, i);
  }

  void note_rename(const RenameColumn& op, std::size_t i) {
    const auto found = origins_.find(op.column);
    if (found == origins_.end()) return;  // it is new, and the old table has no such column
    if (live_.contains(lower(op.to.text())) && !same_word(op.column.text(), op.to.text()))
      rename(op.to, Identifier(std::string(kDropped) + op.to.text()), i);
    rename(found->second.column, op.to, i);
    Origin moved{op.to, found->second.using_expression};
    origins_.erase(found);
    origins_[op.to] = std::move(moved);
  }

  void rename(const Identifier& from, const Identifier& to, std::size_t i) {
    SqlWriter sql(syntax());
    sql.word("ALTER TABLE").name(plan_.before.name).word("RENAME COLUMN").name(from);
    sql.word("TO").name(to);
    plan_.renames.emplace_back(std::move(sql).take(), i);
    live_.erase(lower(from.text()));
    live_.insert(lower(to.text()));
  }

  // Rows that are equal in a new key are named before the copy fails on them.
  void note_key(const CreateConstraint& op, std::size_t i) {
    const std::vector<Identifier>* columns = nullptr;
    if (const auto* key = std::get_if<PrimaryKey>(&op.constraint)) columns = &key->columns;
    if (const auto* unique = std::get_if<UniqueConstraint>(&op.constraint))
      columns = &unique->columns;
    if (columns != nullptr) new_keys_.emplace_back(*columns, i);
  }

  void carry() {
    for (const Column& column : plan_.after.columns) {
      const auto origin = origins_.find(column.name);
      if (column.generated || origin == origins_.end()) continue;
      const Origin& from = origin->second;
      plan_.carried.push_back({column.name, from.using_expression.empty()
                                                ? quoted(from.column, syntax())
                                                : "(" + from.using_expression + ")"});
    }
  }

  const Carried* carried(const Identifier& column) const {
    const auto found = std::find_if(plan_.carried.begin(), plan_.carried.end(),
                                    [&](const Carried& each) { return each.column == column; });
    return found == plan_.carried.end() ? nullptr : &*found;
  }

  void guard_missing_values(const Run& run) {
    if (plan_.carried.empty()) guard_all_columns_gone(run.back());
    for (const Column& column : plan_.after.columns) {
      if (column.nullable || column.generated || column.autoincrement) continue;
      const Carried* from = carried(column.name);
      if (from == nullptr && !column.default_value && !is_row_number(column))
        guard_new_column(column, run.back());
      const auto required = now_required_.find(column.name);
      if (from != nullptr && required != now_required_.end())
        plan_.guards.push_back(
            null_guard(plan_.before.name, column.name, from->source, required->second));
    }
    for (const auto& [columns, operation] : new_keys_) guard_duplicates(columns, operation);
  }

  bool is_row_number(const Column& column) const {
    const auto& key = plan_.after.primary_key;
    return key && key->columns.size() == 1 && key->columns[0] == column.name &&
           same_word(column.type.text, "integer");
  }

  void guard_new_column(const Column& column, std::size_t operation) {
    SqlWriter sql(syntax());
    sql.word("SELECT count(*) AS rows FROM").name(plan_.before.name);
    sql.word("HAVING count(*) > 0");
    plan_.guards.push_back({std::move(sql).take(),
                            name_of_column(column.name, plan_.before) +
                                " is new, NOT NULL and without a default, so the rows that exist "
                                "have no value for it; give it a default, or add it nullable, fill "
                                "it, and make it NOT NULL then",
                            operation});
  }

  void guard_all_columns_gone(std::size_t operation) {
    SqlWriter sql(syntax());
    sql.word("SELECT count(*) AS rows FROM").name(plan_.before.name);
    sql.word("HAVING count(*) > 0");
    plan_.guards.push_back({std::move(sql).take(),
                            "no column of table '" + plan_.before.name.text() +
                                "' lives on, so its rows would be lost; add the new columns in a "
                                "revision before",
                            operation});
  }

  void guard_duplicates(const std::vector<Identifier>& columns, std::size_t operation) {
    std::vector<std::string> sources;
    std::vector<std::string> present;
    std::vector<std::string> names;
    for (const Identifier& column : columns) {
      const Carried* from = carried(column);
      if (from == nullptr) return;  // its values are not there yet
      sources.push_back(from->source);
      present.push_back(from->source + " IS NOT NULL");
      names.push_back(column.text());
    }
    SqlWriter sql(syntax());
    sql.word("SELECT").word(join(sources, ", ") + ", count(*) AS rows FROM");
    sql.name(plan_.before.name).word("WHERE").word(join(present, " AND "));
    sql.word("GROUP BY").word(join(sources, ", ")).word("HAVING count(*) > 1 LIMIT 5");
    plan_.guards.push_back({std::move(sql).take(),
                            "there are rows of table '" + plan_.before.name.text() +
                                "' with the same values in " + join(names, ", ") +
                                ", which must be unique from now on",
                            operation});
  }

  std::span<const Operation> operations_;
  Rebuild plan_;
  std::map<Identifier, Origin> origins_;  ///< by the name in the new table
  std::set<std::string> live_;            ///< columns of the old table, in lower case
  std::vector<std::pair<Identifier, std::size_t>> dropped_;
  std::map<Identifier, std::size_t> now_required_;
  std::vector<std::pair<std::vector<Identifier>, std::size_t>> new_keys_;
};

}  // namespace

std::variant<Rebuild, Unsupported> plan_rebuild(const Run& run,
                                                std::span<const Operation> operations,
                                                const Table& table) {
  return Planner(operations, table).planned(run);
}

}  // namespace whimbrel::sqlite
