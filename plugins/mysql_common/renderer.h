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
  /// Drops a check; `table` is null when it is not known.
  virtual Answer drop_check(const Identifier& name, const Table* table, const ServerInfo& server,
                            AlterPart& part) const;

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
  Answer set_table_comment(const SetTableComment& op, RenderWork& work) const override;
  Answer execute(const Execute& op, RenderWork& work) const override;

  void column_definition(const Column& column, const Table& table, const ServerInfo& server,
                         SqlWriter& sql, Answer& problem) const override;
  void table_options(const Table& table, SqlWriter& sql) const override;
  void index_key(const IndexKey& key, SqlWriter& sql) const override;

  /// The definition of one column as text.
  std::string column_text(const Column& column, const ServerInfo& server, Answer& problem) const;

 private:
  void column_default(const Column& column, const std::string& native, SqlWriter& sql) const;
  std::string default_text(const DefaultValue& value, const std::string& native) const;
  /// Fills in what may be left out in the model, or says what is not possible. `self` is the table
  /// that is being created, or null.
  Answer complete(Constraint& constraint, const Table* self, RenderWork& work) const;
  /// `UNIQUE KEY name (...)`, without ADD.
  Answer index_definition(const Index& index, std::string& out) const;
  std::string constraint_text(const Constraint& constraint) const;
  /// Column as it stands and as it shall be; nothing to start from is the answer.
  Answer column_change(const AlterColumn& op, const Table* table, bool offline, Column& before,
                       Column& after) const;
  bool only_default_changes(const AlterColumn& op, const Column& after,
                            const std::string& native) const;
  Answer restate_column(const AlterColumn& op, const Table* table, const Column& before,
                        const Column& after, const ServerInfo& server, AlterPart& part) const;
  /// What the server does not do by itself about the indexes behind foreign keys.
  void adjust_implicit_indexes(const Operation& operation, const Table& table,
                               AlterPart& part) const;
  void add_index(const Index& index, AlterPart& part) const;
  /// Drops and makes anew what the server would otherwise take away.
  void restate_indexes(const std::vector<Index>& indexes, AlterPart& part) const;
  /// The value of this dialect's option, or empty.
  std::string option(const Options& options, std::string_view key) const;
  /// Adds the part to the statements.
  void finish(const QualifiedName& table, AlterPart part, RenderWork& work) const;

  const Product* product_;
};

}  // namespace whimbrel::mysql_family
