// What a review asks both products.
#pragma once

#include "alter_way.h"
#include "product.h"
#include "whimbrel/sdk/standard_review_guide.h"

namespace whimbrel::mysql_family {

/// Reads the words that both products add to the standard's and tells what InnoDB does for an
/// operation. What the products do differently is virtual. Immutable; borrows the dialect and the
/// product. [thread-safe]
class FamilyReviewGuide : public sdk::StandardReviewGuide {
 public:
  FamilyReviewGuide(const Dialect& dialect, const Product& product)
      : StandardReviewGuide(dialect), product_(&product) {}

  ReviewFacts facts() const override;
  std::span<const ReviewRule> rules() const override;
  std::vector<Hazard> hazards_of(const Operation& operation,
                                 const ReviewPlace& place) const override;
  SqlReading read(std::string_view statement, const ReviewPlace& place) const override;
  bool is_reserved(std::string_view word) const override;

 protected:
  using ReadWork = sdk::ReadWork;

  /// The reserved words that the other product does not reserve, lower case, in order.
  virtual std::span<const std::string_view> own_reserved_words() const = 0;
  /// True when REFERENCES behind a column is read and forgotten.
  virtual bool ignores_inline_references(int server_version) const = 0;
  /// What the name of a check without a name begins with; its number follows.
  virtual std::string invented_check(const Table& around) const = 0;
  /// True when a check that stands with a column has the column's name.
  virtual bool names_check_after_column() const = 0;
  /// The setting that limits how long a statement runs.
  virtual std::string_view statement_time_setting() const = 0;

  std::string prepared(std::string_view statement) const override;
  bool read_own_statement(ReadWork& work) const override;
  bool read_own_clause(const QualifiedName& table, ReadWork& work) const override;
  bool read_own_attribute(Column& column, Table& around, ReadWork& work) const override;
  bool begins_attribute(const sdk::TokenReader& tokens) const override;
  bool read_own_element(Table& around, ReadWork& work) const override;
  bool read_table_option(Table& table, ReadWork& work) const override;
  bool read_index_option(Index& index, ReadWork& work) const override;
  std::optional<std::string> string_value(const SqlToken& token) const override;
  bool has_prefix_lengths() const override { return true; }
  bool unique_is_index() const override { return true; }
  Identifier invented_name(const Constraint& constraint, const Table& around) const override;
  Identifier invented_name(const Index& index, const Table& around) const override;
  void settle(Table& table) const override;
  SettingKind setting_kind(std::string_view name) const override;

 private:
  bool read_column_words(Column& column, ReadWork& work) const;
  bool read_inline_reference(const Column& column, ReadWork& work) const;
  bool read_maintenance(ReadWork& work) const;
  bool read_dropped_key(const QualifiedName& table, ReadWork& work) const;
  bool read_storage_clause(const QualifiedName& table, ReadWork& work) const;
  bool set_option(Options& options, std::string_view key, std::string_view words,
                  ReadWork& work) const;
  std::string native(const SqlType& type, int server_version) const;
  Change change_of(const AlterColumn& op, const ReviewPlace& place) const;
  void table_hazards(const Table& table, std::vector<Hazard>& hazards) const;
  void charset_hazard(const std::string& words, const std::string& where,
                      std::vector<Hazard>& hazards) const;

  const Product* product_;
};

}  // namespace whimbrel::mysql_family
