#include "renderer.h"

#include <algorithm>
#include <array>

#include "whimbrel/core/text.h"
#include "whimbrel/dialect/sql_lexer.h"

namespace whimbrel::mysql_family {
namespace {

// Statements that commit what was done before them, and are committed with it.
bool commits(const std::string& statement) {
  constexpr std::array<std::string_view, 17> kWords = {
      "alter", "analyze", "check",    "create",    "drop",   "flush",
      "grant", "install", "lock",     "optimize",  "rename", "repair",
      "reset", "revoke",  "truncate", "uninstall", "unlock"};
  std::vector<SqlToken> tokens = lex(statement, family_syntax());
  std::erase_if(tokens, [](const SqlToken& token) { return token.kind != SqlToken::Kind::word; });
  if (tokens.empty()) return false;
  if (tokens.size() > 1 && tokens[1].is("temporary")) return false;
  return std::any_of(kWords.begin(), kWords.end(),
                     [&](std::string_view word) { return tokens[0].is(word); });
}

}  // namespace

Rendered FamilyRenderer::render(std::span<const Operation> operations, RenderContext& now) const {
  std::vector<Statement> statements;
  PendingTables tables(now);
  AlterWork work(RenderWork{now, tables, statements}, product_->index_algorithm(),
                 product_->online_words());
  for (std::size_t i = 0; i < operations.size(); ++i) {
    work.operation = i;
    if (Answer problem = render_one(operations[i], work)) {
      if (!problem->operation) problem->operation = i;
      return *problem;
    }
    tables.note(operations[i]);
  }
  return statements;
}

void FamilyRenderer::finish(const QualifiedName& table, AlterPart part, RenderWork& work) const {
  if (part.ask != Ask::nothing && !may_ask(part.ask, work.tables.table(table)))
    part.ask = Ask::nothing;
  // Only `render` above makes the work that the functions for operations are given.
  static_cast<AlterWork&>(work).alter(table, std::move(part), dialect().syntax());
}

// What is true of InnoDB's plain tables only is asked of them only: what is refused here is done
// without a clause, and what a clause forbids would fail.
bool FamilyRenderer::may_ask(Ask ask, const Table* table) const {
  if (table == nullptr) return false;
  const std::string engine = option(table->options, "engine");
  if (!engine.empty() && !same_word(engine, "InnoDB")) return false;
  if (ask != Ask::online) return true;
  const bool special = std::any_of(
      table->indexes.begin(), table->indexes.end(),
      [](const Index& index) { return index.method == "fulltext" || index.method == "spatial"; });
  const bool computed = std::any_of(table->columns.begin(), table->columns.end(),
                                    [](const Column& each) { return each.generated.has_value(); });
  return !special && !computed;
}

FamilyRenderer::Answer FamilyRenderer::create_table(const CreateTable& op, RenderWork& work) const {
  const Table& table = op.table;
  Answer problem = possible(table);
  if (problem) return problem;
  SqlWriter sql = writer();
  sql.word("CREATE TABLE").name(table.name).open_list();
  for (const Column& column : table.columns) {
    sql.item();
    column_definition(column, table, work.now.server(), sql, problem);
    if (problem) return problem;
  }
  for (Constraint constraint : constraints_of(table)) {
    if ((problem = complete(constraint, &table, work))) return problem;
    sql.item().word(constraint_text(constraint));
  }
  for (const Index& index : table.indexes) {
    std::string definition;
    if ((problem = index_definition(index, definition))) return problem;
    sql.item().word(definition);
  }
  sql.close_list();
  table_options(table, sql);
  static_cast<AlterWork&>(work).add_ddl(std::move(sql).take());
  if (!table.privileges || table.privileges->empty()) return std::nullopt;
  return grant({{std::nullopt, table.name}, *table.privileges}, work);
}

FamilyRenderer::Answer FamilyRenderer::drop_table(const DropTable& op, RenderWork& work) const {
  SqlWriter sql = writer();
  sql.word("DROP TABLE").name(op.table);
  static_cast<AlterWork&>(work).add_ddl(std::move(sql).take());
  return std::nullopt;
}

FamilyRenderer::Answer FamilyRenderer::rename_table(const RenameTable& op, RenderWork& work) const {
  SqlWriter sql = writer();
  sql.word("ALTER TABLE").name(op.table).word("RENAME TO");
  sql.name(QualifiedName(op.table.schema, op.to));
  static_cast<AlterWork&>(work).add_ddl(std::move(sql).take());
  return std::nullopt;
}

FamilyRenderer::Answer FamilyRenderer::set_table_comment(const SetTableComment& op,
                                                         RenderWork& work) const {
  AlterPart part;
  part.add("COMMENT " + string_literal(op.comment, dialect().syntax()), "comment");
  part.ask = Ask::online;
  finish(op.table, std::move(part), work);
  return std::nullopt;
}

FamilyRenderer::Answer FamilyRenderer::execute(const Execute& op, RenderWork& work) const {
  const std::size_t first = work.statements.size();
  if (Answer problem = StandardRenderer::execute(op, work)) return problem;
  for (std::size_t i = first; i < work.statements.size(); ++i)
    if (commits(work.statements[i].sql)) work.statements[i].phase = Statement::Phase::outside;
  return std::nullopt;
}

std::string FamilyRenderer::option(const Options& options, std::string_view key) const {
  const auto own = options.find(std::string(product_->dialect()));
  if (own == options.end()) return {};
  const auto found = own->second.find(std::string(key));
  return found == own->second.end() ? std::string() : found->second;
}

}  // namespace whimbrel::mysql_family
