#include "alter_work.h"

#include <algorithm>

#include "whimbrel/core/text.h"

namespace whimbrel::mysql_family {
namespace {

constexpr std::string_view kDrop = "drop-";

}  // namespace

void AlterPart::add(std::string clause, std::string name) {
  clauses.push_back(std::move(clause));
  if (!name.empty()) touched.insert(std::move(name));
}

void AlterWork::add_ddl(std::string sql) { add(std::move(sql), Statement::Phase::outside); }

bool AlterWork::joins(const QualifiedName& table, const AlterPart& part) const {
  if (!open_ || open_->table != table || open_->statement + 1 != statements.size()) return false;
  return std::none_of(part.touched.begin(), part.touched.end(), [&](const std::string& name) {
    const bool drops_what_was_made =
        name.starts_with(kDrop) && open_->touched.contains(name.substr(kDrop.size()));
    return drops_what_was_made || open_->touched.contains(name);
  });
}

void AlterWork::alter(const QualifiedName& table, AlterPart part, const Syntax& syntax) {
  const std::string clauses = join(part.clauses, ", ");
  if (joins(table, part)) {
    Statement& statement = statements.back();
    statement.sql += ", " + clauses;
    statement.operation = operation;
    open_->touched.merge(part.touched);
    return;
  }
  open_ = Open{table, std::move(part.touched), statements.size()};
  SqlWriter sql(syntax);
  sql.word("ALTER TABLE").name(table).word(clauses);
  add_ddl(std::move(sql).take());
}

}  // namespace whimbrel::mysql_family
