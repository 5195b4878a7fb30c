// Operations to SQL, in the words that both products share.
#pragma once

#include "alter_work.h"
#include "product.h"
#include "whimbrel/sdk/standard_renderer.h"

namespace whimbrel::mysql_family {

/// Changes in a row to one table become one ALTER TABLE. A column is changed by stating it anew, so
/// what a change does not name is taken from the table as it stands. What the products say
/// differently is virtual. Immutable; borrows the dialect and the product. [thread-safe]
class FamilyRenderer : public sdk::StandardRenderer {
 public:
  FamilyRenderer(const Dialect& dialect, const Product& product)
      : StandardRenderer(dialect), product_(&product) {}
  Rendered render(std::span<const Operation> operations, RenderContext& now) const override;

 protected:
  using Answer = sdk::Answer;
  using RenderWork = sdk::RenderWork;

  /// The word for an index that the optimiser does not use; in lower case it is the option.
  virtual std::string_view unused_index_word() const = 0;
  /// True when a generated column may be NOT NULL.
  virtual bool generated_not_null() const = 0;
  /// True when text, blob, json and geometry columns take literals as default in parentheses only.
  virtual bool large_literal_needs_parentheses() const = 0;
  /// True when an index may have expressions as keys.
  virtual bool has_expression_keys() const = 0;
  /// Adds to `part` what goes with stating `column` of `table` anew, and returns what stands behind
  /// its definition.
  virtual std::string restated_checks(const Table& table, const Column& column,
                                      AlterPart& part) const;
  /// True where the server writes the new name of a column into checks and generated columns.
  virtual bool renames_in_expressions() const = 0;
  /// True when `check` stands with a column, whose name it has.
  virtual bool stands_with_column(const CheckConstraint& check, const Column& column) const = 0;
  /// Drops a check; `table` is null when it is not known.
  virtual Answer drop_check(const Identifier& name, const Table* table, const ServerInfo& server,
                            AlterPart& part) const;

  /// True where CREATE OR REPLACE makes a program (trigger, function, event, ...) again.
  virtual bool replaces_programs() const = 0;
  virtual bool has_sequences() const = 0;
  /// True when everybody can be granted something.
  virtual bool has_public() const = 0;
  /// True when a check may be NOT ENFORCED.
  virtual bool has_unenforced_checks() const = 0;
  virtual Answer create_sequence(const SchemaObject& sequence, RenderWork& work) const;
  virtual Answer alter_sequence(const SchemaObject& to, RenderWork& work) const;

  Answer create_table(const CreateTable& op, RenderWork& work) const override;
  Answer drop_table(const DropTable& op, RenderWork& work) const override;
  Answer rename_table(const RenameTable& op, RenderWork& work) const override;
  Answer add_column(const AddColumn& op, RenderWork& work) const override;
  Answer drop_column(const DropColumn& op, RenderWork& work) const override;
  Answer alter_column(const AlterColumn& op, RenderWork& work) const override;
  Answer rename_column(const RenameColumn& op, RenderWork& work) const override;
  Answer create_constraint(const CreateConstraint& op, RenderWork& work) const override;
  Answer drop_constraint(const DropConstraint& op, RenderWork& work) const override;
  Answer create_index(const CreateIndex& op, RenderWork& work) const override;
  Answer drop_index(const DropIndex& op, RenderWork& work) const override;
  Answer rename_index(const RenameIndex& op, RenderWork& work) const override;
  Answer rename_constraint(const RenameConstraint& op, RenderWork& work) const override;
  Answer validate_constraint(const ValidateConstraint& op, RenderWork& work) const override;
  Answer set_table_options(const SetTableOptions& op, RenderWork& work) const override;
  Answer set_partitioning(const SetPartitioning& op, RenderWork& work) const override;
  Answer attach_partition(const AttachPartition& op, RenderWork& work) const override;
  Answer detach_partition(const DetachPartition& op, RenderWork& work) const override;
  Answer create_object(const CreateObject& op, RenderWork& work) const override;
  Answer drop_object(const DropObject& op, RenderWork& work) const override;
  Answer alter_object(const AlterObject& op, RenderWork& work) const override;
  Answer rename_object(const RenameObject& op, RenderWork& work) const override;
  Answer grant(const Grant& op, RenderWork& work) const override;
  Answer revoke(const Revoke& op, RenderWork& work) const override;
  Answer set_table_comment(const SetTableComment& op, RenderWork& work) const override;
  Answer execute(const Execute& op, RenderWork& work) const override;

  void column_definition(const Column& column, const Table& table, const ServerInfo& server,
                         SqlWriter& sql, Answer& problem) const override;
  void table_options(const Table& table, SqlWriter& sql) const override;
  void index_key(const IndexKey& key, SqlWriter& sql) const override;
  std::string upsert_clause(const UpsertRows& op) const override;

  /// The definition of one column as text.
  std::string column_text(const Column& column, const ServerInfo& server, Answer& problem) const;
  /// The value of this dialect's option, or empty.
  std::string option(const Options& options, std::string_view key) const;

 private:
  void column_default(const Column& column, const std::string& native, SqlWriter& sql) const;
  std::string default_text(const DefaultValue& value, const std::string& native) const;
  /// Fills in what may be left out in the model, or says what is not possible. `self` is the table
  /// that is being created, or null.
  Answer complete(Constraint& constraint, const Table* self, RenderWork& work) const;
  /// `UNIQUE KEY name (...)`, without ADD.
  Answer index_definition(const Index& index, std::string& out) const;
  std::string constraint_text(const Constraint& constraint) const;
  std::string primary_key_text(const PrimaryKey& key) const;
  /// Column as it stands and as it shall be; nothing to start from is the answer.
  Answer column_change(const AlterColumn& op, const Table* table, bool offline, Column& before,
                       Column& after) const;
  bool only_default_changes(const AlterColumn& op, const Column& after,
                            const std::string& native) const;
  Answer restate_column(const AlterColumn& op, const Table* table, const Column& after,
                        const ServerInfo& server, AlterPart& part) const;
  /// What the server does not do by itself about the indexes behind foreign keys.
  void adjust_implicit_indexes(const Operation& operation, const Table& table,
                               AlterPart& part) const;
  void add_index(const Index& index, AlterPart& part) const;
  /// Drops and makes anew what the server would otherwise take away.
  void restate_indexes(const std::vector<Index>& indexes, AlterPart& part) const;
  /// Why a table cannot be made here.
  Answer possible(const Table& table) const;
  /// Why a constraint cannot be made here.
  Answer possible(const Constraint& constraint) const;
  void option_words(const std::string& key, const std::string& value, SqlWriter& sql) const;
  Answer set_charset(const SetTableOptions& op, AlterPart part, RenderWork& work) const;
  Answer create_view(const SchemaObject& view, bool replace, RenderWork& work) const;
  /// `gone`: the object that has just made room for this one, or null.
  Answer create_program(const SchemaObject& object, bool replace, RenderWork& work,
                        const ObjectId* gone = nullptr) const;
  std::string placed_trigger(const SchemaObject& object, const ObjectId* gone,
                             RenderWork& work) const;
  std::vector<std::string> session_of(const SchemaObject& object) const;
  void comment_on(const SchemaObject& object, RenderWork& work) const;
  Answer rename_program(const RenameObject& op, RenderWork& work) const;
  Answer grantee_text(const Identifier& grantee, std::string& out) const;
  /// Adds the part to the statements.
  void finish(const QualifiedName& table, AlterPart part, RenderWork& work) const;
  /// True when the table is one of which it is known what can be asked.
  bool may_ask(Ask ask, const Table* table) const;
  OnlineFacts facts(const RenderWork& work) const {
    return product_->online(work.now.server().version_number);
  }
  Ask ask_of_change(const Column& before, const Column& after, const std::string& native,
                    const Table& table, RenderWork& work) const;
  AlterPart rename_part(const RenameColumn& op, const Table& table, const ServerInfo& server,
                        Answer& problem) const;
  Answer compute_anew(const AlterColumn& op, const Table* table, const Column& before,
                      const Column& after, RenderWork& work) const;

  const Product* product_;
};

}  // namespace whimbrel::mysql_family
