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

std::string AlterWork::asked(Ask ask) const {
  switch (ask) {
    case Ask::instant:
      return ", ALGORITHM = INSTANT";
    case Ask::in_place:
      return ", ALGORITHM = " + std::string(in_place_) + ", LOCK = NONE";
    case Ask::online:
      return ", " + std::string(online_);
    case Ask::nothing:
      break;
  }
  return {};
}

void AlterWork::alter(const QualifiedName& table, AlterPart part, const Syntax& syntax) {
  const std::string clauses = join(part.clauses, ", ");
  if (joins(table, part)) {
    open_->sql += ", " + clauses;
    open_->ask = open_->alone || part.alone ? Ask::nothing : std::max(open_->ask, part.ask);
    open_->touched.merge(part.touched);
    Statement& statement = statements.back();
    statement.sql = open_->sql + asked(open_->ask);
    statement.operation = operation;
    return;
  }
  SqlWriter sql(syntax);
  sql.word("ALTER TABLE").name(table).word(clauses);
  open_ =
      Open{table,     std::move(part.touched), statements.size(), std::move(sql).take(), part.ask,
           part.alone};
  add_ddl(open_->sql + asked(open_->ask));
}

void AlterWork::keep_zeros() {
  if (keeps_zeros_) return;
  keeps_zeros_ = true;
  const std::vector<Statement> around = {
      {"SET SESSION sql_mode = CONCAT(@@SESSION.sql_mode, ',NO_AUTO_VALUE_ON_ZERO')",
       Statement::Phase::before, operation},
      {"SET SESSION sql_mode = REPLACE(@@SESSION.sql_mode, 'NO_AUTO_VALUE_ON_ZERO', '')",
       Statement::Phase::after, operation}};
  // In front, so that an ALTER TABLE that is still open stays the last statement.
  statements.insert(statements.begin(), around.begin(), around.end());
  if (open_) open_->statement += around.size();
}

}  // namespace whimbrel::mysql_family
