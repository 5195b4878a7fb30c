// Operations to PostgreSQL's SQL.
#pragma once

#include "alter_column.h"
#include "whimbrel/sdk/standard_renderer.h"

namespace whimbrel::postgresql {

class SequenceHandover;

/// See StandardRenderer. Statements that cannot run in a transaction (CREATE INDEX CONCURRENTLY,
/// VACUUM, ...) have the phase `outside`. docs/dialects/postgresql.md lists the options.
/// Immutable; borrows the dialect. [thread-safe]
class PostgresqlRenderer final : public sdk::StandardRenderer {
 public:
  using StandardRenderer::StandardRenderer;
  Rendered render(std::span<const Operation> operations, RenderContext& now) const override;

  /// ALTER TABLE ... ADD CONSTRAINT.
  sdk::Answer add_constraint(const CreateConstraint& op, sdk::RenderWork& work) const;
  /// CREATE INDEX with its comment. `on_new` means that nobody waits for the table or view, so that
  /// `concurrently` means nothing.
  sdk::Answer add_index(const QualifiedName& table, const Index& index, bool on_new,
                        sdk::RenderWork& work) const;
  const TypeSystem& types() const { return dialect().types(); }

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
  sdk::Answer rename_index(const RenameIndex& op, sdk::RenderWork& work) const override;
  sdk::Answer rename_constraint(const RenameConstraint& op, sdk::RenderWork& work) const override;
  sdk::Answer validate_constraint(const ValidateConstraint& op,
                                  sdk::RenderWork& work) const override;
  sdk::Answer set_table_options(const SetTableOptions& op, sdk::RenderWork& work) const override;
  sdk::Answer set_partitioning(const SetPartitioning& op, sdk::RenderWork& work) const override;
  sdk::Answer attach_partition(const AttachPartition& op, sdk::RenderWork& work) const override;
  sdk::Answer detach_partition(const DetachPartition& op, sdk::RenderWork& work) const override;
  sdk::Answer create_object(const CreateObject& op, sdk::RenderWork& work) const override;
  sdk::Answer drop_object(const DropObject& op, sdk::RenderWork& work) const override;
  sdk::Answer alter_object(const AlterObject& op, sdk::RenderWork& work) const override;
  sdk::Answer rename_object(const RenameObject& op, sdk::RenderWork& work) const override;
  sdk::Answer add_enum_value(const AddEnumValue& op, sdk::RenderWork& work) const override;
  sdk::Answer rename_enum_value(const RenameEnumValue& op, sdk::RenderWork& work) const override;
  sdk::Answer grant(const Grant& op, sdk::RenderWork& work) const override;
  sdk::Answer revoke(const Revoke& op, sdk::RenderWork& work) const override;

  void column_definition(const Column& column, const Table& table, const ServerInfo& server,
                         SqlWriter& sql, sdk::Answer& problem) const override;
  void autoincrement(const Column& column, const Table& table, SqlWriter& sql) const override;
  void default_value(const DefaultValue& value, const Column& column,
                     SqlWriter& sql) const override;
  void constraint_definition(const Constraint& constraint, SqlWriter& sql) const override;
  void exclusion_definition(const ExclusionConstraint& exclusion, SqlWriter& sql) const override;
  void table_options(const Table& table, SqlWriter& sql) const override;
  sdk::Answer index_statement(const QualifiedName& table, const Index& index,
                              std::string& sql) const override;
  void index_key(const IndexKey& key, SqlWriter& sql) const override;

 private:
  sdk::Answer render_with(const SequenceHandover& handover, const Operation& operation,
                          sdk::RenderWork& work) const;
  /// `ALTER SEQUENCE ... OWNED BY` for the sequences that the operation `done` made, or whose
  /// column it made.
  void own_sequences(std::span<const Operation> operations, size_t done,
                     sdk::RenderWork& work) const;
  /// CREATE TABLE of a table, partition or heir.
  sdk::Answer create_table_text(const Table& table, const ServerInfo& server,
                                std::string& sql) const;
  /// The options that CREATE TABLE has no words for.
  void later_table_options(const Table& table, sdk::RenderWork& work) const;
  /// The name of the primary key that the model gives none.
  std::variant<Identifier, Unsupported> primary_key_name(const QualifiedName& table,
                                                         sdk::RenderWork& work) const;
  void comment_on_column(const QualifiedName& table, const Identifier& column,
                         const std::string& comment, sdk::RenderWork& work) const;
  /// A primary key or unique constraint that takes over an index.
  void constraint_by_index(const CreateConstraint& op, const Identifier& index,
                           SqlWriter& sql) const;
  sdk::Answer change_column(const AlterColumn& op, SequenceWay way, sdk::RenderWork& work) const;
  /// A column that shall be computed from now on, in the place of one that was not.
  sdk::Answer replace_column(const AlterColumn& op, sdk::RenderWork& work) const;
  /// What of a column stands in statements of its own, behind the one that makes it.
  void complete_column(const QualifiedName& table, const Column& column,
                       sdk::RenderWork& work) const;
};

}  // namespace whimbrel::postgresql
