// CREATE INDEX and DROP INDEX.
#include "clauses.h"
#include "options.h"
#include "renderer.h"
#include "whimbrel/core/overloaded.h"

namespace whimbrel::postgresql {

using sdk::Answer;
using sdk::RenderWork;

Answer PostgresqlRenderer::create_index(const CreateIndex& op, RenderWork& work) const {
  return add_index(op.table, op.index, false, work);
}

Answer PostgresqlRenderer::add_index(const QualifiedName& table, const Index& index, bool on_new,
                                     RenderWork& work) const {
  Index made = index;
  if (on_new)
    for (auto& [dialect, options] : made.options) options.erase("concurrently");
  std::string sql;
  if (Answer problem = index_statement(table, made, sql)) return problem;
  work.add(std::move(sql), has_option(made.options, "concurrently")
                               ? Statement::Phase::outside
                               : Statement::Phase::transaction);
  // An index stands in the schema of its table.
  if (!index.comment.empty()) {
    SqlWriter comment = writer();
    comment.word("COMMENT ON INDEX").name(QualifiedName(table.schema, index.name));
    write_comment(index.comment, comment);
    work.add(std::move(comment).take());
  }
  if (has_option(index.options, "clustered")) {
    SqlWriter cluster = writer();
    cluster.word("ALTER TABLE").name(table).word("CLUSTER ON").name(index.name);
    work.add(std::move(cluster).take());
  }
  return std::nullopt;
}

Answer PostgresqlRenderer::rename_index(const RenameIndex& op, RenderWork& work) const {
  SqlWriter sql = writer();
  sql.word("ALTER INDEX").name(QualifiedName(op.table.schema, op.index));
  work.add(std::move(sql.word("RENAME TO").name(op.to)).take());
  return std::nullopt;
}

Answer PostgresqlRenderer::drop_index(const DropIndex& op, RenderWork& work) const {
  const bool concurrently = op.before && has_option(op.before->options, "concurrently");
  SqlWriter sql = writer();
  sql.word("DROP INDEX").word(concurrently ? "CONCURRENTLY" : "");
  sql.name(QualifiedName(op.table.schema, op.index));
  work.add(std::move(sql).take(),
           concurrently ? Statement::Phase::outside : Statement::Phase::transaction);
  return std::nullopt;
}

Answer PostgresqlRenderer::index_statement(const QualifiedName& table, const Index& index,
                                           std::string& out) const {
  SqlWriter sql = writer();
  sql.word(index.unique ? "CREATE UNIQUE INDEX" : "CREATE INDEX");
  if (has_option(index.options, "concurrently")) sql.word("CONCURRENTLY");
  sql.name(index.name).word("ON").name(table);
  if (!index.method.empty()) sql.word("USING").name(Identifier(index.method));
  sql.open_list();
  for (const IndexKey& key : index.keys) {
    if (key.prefix_length > 0)
      return Unsupported{"index '" + index.name.text() +
                             "' has a key with a prefix length; use an expression such as "
                             "left(column, 10)",
                         std::nullopt};
    index_key(key, sql.item());
  }
  sql.close_list();
  if (!index.include.empty()) sql.word("INCLUDE").names(index.include);
  if (index.nulls_not_distinct || has_option(index.options, "nulls_not_distinct"))
    sql.word("NULLS NOT DISTINCT");
  if (const std::string with = option(index.options, "with"); !with.empty())
    sql.word("WITH").parenthesised(with);
  if (const std::string space = option(index.options, "tablespace"); !space.empty())
    sql.word("TABLESPACE").name(Identifier(space));
  if (index.where) sql.word("WHERE").parenthesised(index.where->text);
  out = std::move(sql).take();
  return std::nullopt;
}

void PostgresqlRenderer::index_key(const IndexKey& key, SqlWriter& sql) const {
  std::visit(overloaded{
                 [&](const Identifier& column) { sql.name(column); },
                 [&](const Expression& expression) { sql.parenthesised(expression.text); },
             },
             key.what);
  // The order of nulls stands behind DESC, all other modifiers before it.
  const size_t nulls = key.descending ? key.modifiers.rfind("NULLS ") : std::string::npos;
  if (nulls == std::string::npos) {
    sql.word(key.modifiers);
    if (key.descending) sql.word("DESC");
    return;
  }
  const std::string before = key.modifiers.substr(0, nulls == 0 ? 0 : nulls - 1);
  sql.word(before).word("DESC").word(key.modifiers.substr(nulls));
}

}  // namespace whimbrel::postgresql
