// SQL read by the review guide and replayed on the model.
#pragma once

#include <deque>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "whimbrel/dialect/review_guide.h"

namespace whimbrel::test {

const ReviewGuide& postgresql_guide();

/// The way of a migration through the guide: what a statement does is applied to the schema, and
/// what it costs is asked before. Each script is one migration.
class Replay {
 public:
  /// Reads the statements of a migration. Fails the test when an operation does not fit a table
  /// that is known.
  void run(std::string_view script);
  /// Begins another migration.
  void begin();
  /// Reads one statement of the migration under way.
  SqlReading read(std::string_view statement);

  const Schema& schema() const { return schema_; }
  /// The rules that have found something so far.
  const std::set<std::string>& rules() const { return rules_; }
  const std::vector<Hazard>& hazards() const { return hazards_; }
  /// The ones that one migration finds, starting from nothing.
  static std::set<std::string> rules_of(std::string_view script);

 private:
  void carry_out(const Operation& operation);
  void apply_quietly(const Operation& operation);

  Schema schema_;
  std::vector<QualifiedName> new_tables_;
  std::deque<Operation> done_;
  std::vector<const Operation*> earlier_;
  std::vector<Hazard> hazards_;
  std::set<std::string> rules_;
};

/// The reading of one statement where nothing is known.
SqlReading read_alone(std::string_view statement);

/// The operations of one statement where nothing is known, as the words and values of documents.
std::string operations_of(std::string_view statement);

}  // namespace whimbrel::test
