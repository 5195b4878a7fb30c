#include "rebuild_statements.h"

#include "syntax.h"

namespace whimbrel::sqlite {
namespace {

using Phase = Statement::Phase;

class Adder {
 public:
  Adder(const Rebuild& rebuild, std::size_t operation, std::vector<Statement>& statements)
      : rebuild_(rebuild), operation_(operation), statements_(statements) {}

  Problem add() {
    for (const auto& [sql, operation] : rebuild_.renames)
      statements_.push_back({sql, Phase::transaction, operation, {}, 0});
    add(trigger_guard(rebuild_), operation_);
    for (const Guard& guard : rebuild_.guards) add(guard, guard.operation);
    if (Problem problem = add_new_table()) return problem;
    if (auto copy = copy_statement(rebuild_)) add(std::move(*copy));
    for (std::string& sql : counter_statements(rebuild_)) add(std::move(sql));
    exchange();
    return add_what_belongs_to_it();
  }

 private:
  void add(std::string sql) {
    statements_.push_back({std::move(sql), Phase::transaction, operation_, {}, 0});
  }

  void add(SqlWriter& sql) { add(std::move(sql).take()); }

  void add(const Guard& guard, std::size_t operation) {
    statements_.push_back({guard.sql, Phase::transaction, operation, guard.refusal, 0});
  }

  Problem add_new_table() {
    Table interim = rebuild_.after;
    interim.name = rebuild_.interim_name();
    std::string sql;
    if (Problem problem = create_table_sql(interim, sql)) return problem;
    add(std::move(sql));
    return std::nullopt;
  }

  // Without the legacy form, RENAME refuses while a view names the table that is gone.
  void exchange() {
    add(SqlWriter(syntax()).word("DROP TABLE").name(rebuild_.before.name));
    add("PRAGMA legacy_alter_table = ON");
    add(SqlWriter(syntax())
            .word("ALTER TABLE")
            .name(rebuild_.interim_name())
            .word("RENAME TO")
            .name(rebuild_.after.name));
    add("PRAGMA legacy_alter_table = OFF");
  }

  Problem add_what_belongs_to_it() {
    for (const Index& index : rebuild_.after.indexes) {
      std::string sql;
      if (Problem problem = create_index_sql(rebuild_.after.name, index, sql)) return problem;
      add(std::move(sql));
    }
    for (const std::string& sql : rebuild_.triggers) add(sql);
    return std::nullopt;
  }

  const Rebuild& rebuild_;
  std::size_t operation_;
  std::vector<Statement>& statements_;
};

}  // namespace

Problem add_rebuild(const Rebuild& rebuild, std::size_t operation,
                    std::vector<Statement>& statements) {
  return Adder(rebuild, operation, statements).add();
}

}  // namespace whimbrel::sqlite
