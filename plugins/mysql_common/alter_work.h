// Several changes in a row to one table as one ALTER TABLE.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "whimbrel/sdk/standard_renderer.h"

namespace whimbrel::mysql_family {

/// What an operation adds to ALTER TABLE.
struct AlterPart {
  std::vector<std::string> clauses;
  /// The names that it makes, changes or takes away, each with its kind ("column:a", "key:ix"): in
  /// one ALTER TABLE a name can be touched only once. A key may be dropped and made anew, which is
  /// why dropping it has a kind of its own ("drop-key:ix").
  std::set<std::string> touched;

  void add(std::string clause, std::string name = {});
};

/// DDL is not transactional here, but a single statement is done or not done: changes that are
/// joined to one statement cannot be left half done. [one thread at a time]
struct AlterWork : sdk::RenderWork {
  explicit AlterWork(sdk::RenderWork work) : sdk::RenderWork(work) {}

  /// A statement of its own that commits what was before it.
  void add_ddl(std::string sql);
  /// Clauses on `table`: joins them to the statement before when that changes the same table and
  /// touches nothing that these touch.
  void alter(const QualifiedName& table, AlterPart part, const Syntax& syntax);

 private:
  struct Open {
    QualifiedName table;
    std::set<std::string> touched;
    std::size_t statement = 0;
  };
  bool joins(const QualifiedName& table, const AlterPart& part) const;

  std::optional<Open> open_;
};

}  // namespace whimbrel::mysql_family
