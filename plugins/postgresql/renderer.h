// Operations to PostgreSQL's SQL.
#pragma once

#include "whimbrel/sdk/standard_renderer.h"

namespace whimbrel::postgresql {

/// See StandardRenderer. Statements that cannot run in a transaction (CREATE INDEX CONCURRENTLY,
/// VACUUM, ...) have the phase `outside`. docs/dialects/postgresql.md lists the options.
/// Immutable; borrows the dialect. [thread-safe]
class PostgresqlRenderer final : public sdk::StandardRenderer {
 public:
  using StandardRenderer::StandardRenderer;
  Rendered render(std::span<const Operation> operations, RenderContext& now) const override;

 protected:
  sdk::Answer create_table(const CreateTable& op, sdk::RenderWork& work) const override;
  sdk::Answer add_column(const AddColumn& op, sdk::RenderWork& work) const override;
  sdk::Answer alter_column(const AlterColumn& op, sdk::RenderWork& work) const override;
  sdk::Answer create_constraint(const CreateConstraint& op, sdk::RenderWork& work) const override;
  sdk::Answer drop_constraint(const DropConstraint& op, sdk::RenderWork& work) const override;
  sdk::Answer create_index(const CreateIndex& op, sdk::RenderWork& work) const override;
  sdk::Answer drop_index(const DropIndex& op, sdk::RenderWork& work) const override;
  sdk::Answer set_table_comment(const SetTableComment& op, sdk::RenderWork& work) const override;
  sdk::Answer execute(const Execute& op, sdk::RenderWork& work) const override;
  sdk::Answer plugin_operation(const PluginOperation& op, sdk::RenderWork& work) const override;

  void column_definition(const Column& column, const Table& table, const ServerInfo& server,
                         SqlWriter& sql, sdk::Answer& problem) const override;
  void autoincrement(const Column& column, const Table& table, SqlWriter& sql) const override;
  void default_value(const DefaultValue& value, const Column& column,
                     SqlWriter& sql) const override;
  void table_options(const Table& table, SqlWriter& sql) const override;
  sdk::Answer index_statement(const QualifiedName& table, const Index& index,
                              std::string& sql) const override;
  void index_key(const IndexKey& key, SqlWriter& sql) const override;

 private:
  void comment_on_column(const QualifiedName& table, const Identifier& column,
                         const std::string& comment, sdk::RenderWork& work) const;
  /// A primary key or unique constraint that takes over an index.
  void constraint_by_index(const CreateConstraint& op, const Identifier& index,
                           SqlWriter& sql) const;
  /// What of a column stands in statements of its own, behind the one that makes it.
  void complete_column(const QualifiedName& table, const Column& column,
                       sdk::RenderWork& work) const;
};

}  // namespace whimbrel::postgresql
