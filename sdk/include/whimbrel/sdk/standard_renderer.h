// A renderer for what the SQL standard has words for; a dialect overrides what it says otherwise.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "whimbrel/dialect/dialect.h"
#include "whimbrel/dialect/pending_tables.h"
#include "whimbrel/dialect/sql_writer.h"

namespace whimbrel::sdk {

/// The state of one rendering, handed to every function.
struct RenderWork {
  RenderContext& now;
  PendingTables& tables;  ///< as they stand before the operation at hand
  std::vector<Statement>& statements;
  std::size_t operation = 0;

  void add(std::string sql, Statement::Phase phase = Statement::Phase::transaction) {
    statements.push_back({std::move(sql), phase, operation, {}, 0});
  }
};

/// Nothing when it was done; otherwise why this database cannot.
using Answer = std::optional<Unsupported>;

/// Renders one operation after the other. The pieces below are virtual, so that a dialect changes
/// a word without writing the whole statement again. What the standard has no words for (changing a
/// column's autoincrement or generation, plugin operations, comments, objects of most kinds) is
/// Unsupported here; views, and triggers by their own text, are done.
/// Immutable; borrows the dialect, which must outlive it. [thread-safe]
class StandardRenderer : public OpRenderer {
 public:
  explicit StandardRenderer(const Dialect& dialect) : dialect_(&dialect) {}
  Rendered render(std::span<const Operation> operations, RenderContext& now) const override;

 protected:
  /// The function below that the operation is for; for a dialect with a `render` of its own.
  Answer render_one(const Operation& operation, RenderWork& work) const;

  // Operations. Each adds its statements to the work.
  virtual Answer create_table(const CreateTable& op, RenderWork& work) const;
  virtual Answer drop_table(const DropTable& op, RenderWork& work) const;
  virtual Answer rename_table(const RenameTable& op, RenderWork& work) const;
  virtual Answer add_column(const AddColumn& op, RenderWork& work) const;
  virtual Answer drop_column(const DropColumn& op, RenderWork& work) const;
  virtual Answer alter_column(const AlterColumn& op, RenderWork& work) const;
  virtual Answer rename_column(const RenameColumn& op, RenderWork& work) const;
  virtual Answer create_constraint(const CreateConstraint& op, RenderWork& work) const;
  virtual Answer drop_constraint(const DropConstraint& op, RenderWork& work) const;
  virtual Answer create_index(const CreateIndex& op, RenderWork& work) const;
  virtual Answer drop_index(const DropIndex& op, RenderWork& work) const;
  virtual Answer rename_index(const RenameIndex& op, RenderWork& work) const;
  virtual Answer rename_constraint(const RenameConstraint& op, RenderWork& work) const;
  virtual Answer validate_constraint(const ValidateConstraint& op, RenderWork& work) const;
  virtual Answer set_table_options(const SetTableOptions& op, RenderWork& work) const;
  virtual Answer set_partitioning(const SetPartitioning& op, RenderWork& work) const;
  virtual Answer attach_partition(const AttachPartition& op, RenderWork& work) const;
  virtual Answer detach_partition(const DetachPartition& op, RenderWork& work) const;
  virtual Answer create_object(const CreateObject& op, RenderWork& work) const;
  virtual Answer drop_object(const DropObject& op, RenderWork& work) const;
  virtual Answer alter_object(const AlterObject& op, RenderWork& work) const;
  virtual Answer rename_object(const RenameObject& op, RenderWork& work) const;
  virtual Answer add_enum_value(const AddEnumValue& op, RenderWork& work) const;
  virtual Answer rename_enum_value(const RenameEnumValue& op, RenderWork& work) const;
  virtual Answer grant(const Grant& op, RenderWork& work) const;
  virtual Answer revoke(const Revoke& op, RenderWork& work) const;
  virtual Answer insert_rows(const InsertRows& op, RenderWork& work) const;
  virtual Answer upsert_rows(const UpsertRows& op, RenderWork& work) const;
  virtual Answer update_rows(const UpdateRows& op, RenderWork& work) const;
  virtual Answer delete_rows(const DeleteRows& op, RenderWork& work) const;
  virtual Answer backfill(const Backfill& op, RenderWork& work) const;
  virtual Answer set_table_comment(const SetTableComment& op, RenderWork& work) const;
  virtual Answer execute(const Execute& op, RenderWork& work) const;
  virtual Answer plugin_operation(const PluginOperation& op, RenderWork& work) const;

  // Pieces of operations on rows.
  /// INSERT of the rows from `begin` up to, not including, `end`.
  std::string insert_statement(const QualifiedName& table, const RowSet& rows, std::size_t begin,
                               std::size_t end) const;
  /// What makes an INSERT update the rows that are there: "ON CONFLICT (key) DO UPDATE SET ...".
  virtual std::string upsert_clause(const UpsertRows& op) const;

  // Pieces of CREATE TABLE.
  /// `name type ...` of one column; throws Unsupported through `problem` when the type has no form.
  virtual void column_definition(const Column& column, const Table& table, const ServerInfo& server,
                                 SqlWriter& sql, Answer& problem) const;
  /// What makes a column number itself, behind its type ("GENERATED BY DEFAULT AS IDENTITY").
  virtual void autoincrement(const Column& column, const Table& table, SqlWriter& sql) const;
  virtual void default_value(const DefaultValue& value, const Column& column, SqlWriter& sql) const;
  virtual void generated(const Generated& generated, SqlWriter& sql) const;
  /// `CONSTRAINT name PRIMARY KEY (...)` and the like.
  virtual void constraint_definition(const Constraint& constraint, SqlWriter& sql) const;
  /// `EXCLUDE USING method (element WITH operator, ...) WHERE (...)`, without the name.
  virtual void exclusion_definition(const ExclusionConstraint& exclusion, SqlWriter& sql) const;
  /// True when the primary key is written with the column and not as a constraint of its own.
  virtual bool primary_key_inline(const Table& table) const;
  /// What stands behind the closing parenthesis (engine, STRICT, ...).
  virtual void table_options(const Table& table, SqlWriter& sql) const;

  // Pieces of CREATE INDEX.
  virtual Answer index_statement(const QualifiedName& table, const Index& index,
                                 std::string& sql) const;
  virtual void index_key(const IndexKey& key, SqlWriter& sql) const;

  const Dialect& dialect() const { return *dialect_; }
  SqlWriter writer() const { return SqlWriter(dialect_->syntax()); }
  /// The dialect's type for `type`, or the reason in `problem`.
  std::string type_text(const SqlType& type, const ServerInfo& server, Answer& problem) const;
  /// The whole CREATE TABLE without its indexes.
  Answer create_table_statement(const Table& table, const ServerInfo& server,
                                std::string& sql) const;

 private:
  const Dialect* dialect_;
};

}  // namespace whimbrel::sdk
