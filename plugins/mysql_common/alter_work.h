// Several changes in a row to one table as one ALTER TABLE.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "whimbrel/sdk/standard_renderer.h"

namespace whimbrel::mysql_family {

/// What a change asks of the server by name, from the cheapest to what is not known. A server that
/// cannot do as it is asked refuses before it begins.
enum class Ask {
  instant,   ///< ALGORITHM = INSTANT: only the dictionary changes
  in_place,  ///< an index is built or dropped while rows are written
  online,    ///< rows are written meanwhile; how, the server decides
  nothing,   ///< the server decides all
};

/// What an operation adds to ALTER TABLE.
struct AlterPart {
  std::vector<std::string> clauses;
  Ask ask = Ask::nothing;
  bool alone = false;  ///< what it asks for holds only where nothing else is in the statement
  /// The names that it makes, changes or takes away, each with its kind ("column:a", "key:ix"): in
  /// one ALTER TABLE a name can be touched only once. A key may be dropped and made anew, which is
  /// why dropping it has a kind of its own ("drop-key:ix").
  std::set<std::string> touched;

  void add(std::string clause, std::string name = {});
};

/// DDL is not transactional here, but a single statement is done or not done: changes that are
/// joined to one statement cannot be left half done. [one thread at a time]
struct AlterWork : sdk::RenderWork {
  /// `in_place` is the algorithm that builds an index, `online` what stands for Ask::online.
  AlterWork(sdk::RenderWork work, std::string_view in_place, std::string_view online)
      : sdk::RenderWork(work), in_place_(in_place), online_(online) {}

  /// A statement of its own that commits what was before it.
  void add_ddl(std::string sql);
  /// Clauses on `table`: joins them to the statement before when that changes the same table and
  /// touches nothing that these touch.
  void alter(const QualifiedName& table, AlterPart part, const Syntax& syntax);
  /// A row whose number is 0 keeps it while its column begins to number rows: without this the
  /// server would hand out the next number for it. Holds for the whole migration, also for one that
  /// goes on in the middle.
  void keep_zeros();
  /// What follows begins a statement of its own.
  void close() { open_.reset(); }

 private:
  struct Open {
    QualifiedName table;
    std::set<std::string> touched;
    std::size_t statement = 0;
    std::string sql;  ///< without what is asked for
    Ask ask = Ask::nothing;
    bool alone = false;
  };
  std::string asked(Ask ask) const;
  bool joins(const QualifiedName& table, const AlterPart& part) const;

  std::string_view in_place_;
  std::string_view online_;
  std::optional<Open> open_;
  bool keeps_zeros_ = false;
};

}  // namespace whimbrel::mysql_family
