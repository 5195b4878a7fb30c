#include "backfill.h"

#include <thread>
#include <vector>

#include "whimbrel/core/error.h"
#include "whimbrel/core/json.h"
#include "whimbrel/dialect/sql_writer.h"

namespace whimbrel {
namespace {

using Key = std::vector<std::string>;

Key read_key(const BatchProgress& progress) {
  Key key;
  for (const Node& each : parse_json(progress, "the journal").items) key.push_back(each.scalar);
  return key;
}

BatchProgress written(const Key& key) {
  Node list = Node::sequence();
  for (const std::string& each : key) list.items.push_back(Node::text(each));
  return to_json(list, -1);
}

// Keys are compared as literals of text, which every database reads as the column's type.
std::string literals(const Key& key, const Syntax& syntax) {
  std::string text;
  for (const std::string& each : key)
    text += (text.empty() ? "" : ", ") + string_literal(each, syntax);
  return key.size() == 1 ? text : "(" + text + ")";
}

class BatchRun {
 public:
  BatchRun(const Statement& statement, const Dialect& dialect, Connection& connection,
           const BatchObserver& observer)
      : statement_(statement),
        batches_(*statement.batches),
        syntax_(dialect.syntax()),
        connection_(connection),
        observer_(observer) {}

  std::uint64_t run(Key after) {
    std::uint64_t changed = 0;
    for (bool first = true;; first = false) {
      if (!first) rest();
      const Key bound = next_bound(after);
      changed += run_part(after, bound);
      if (bound.empty()) return changed;
      after = bound;
    }
  }

 private:
  void rest() const {
    if (observer_.stop && observer_.stop())
      throw Error(ErrorCode::interrupted, "stopped on request between two parts of a backfill");
    std::this_thread::sleep_for(batches_.pause);
  }

  std::string behind(const Key& after) const {
    return batches_.key + " > " + literals(after, syntax_);
  }

  // Empty when fewer rows than a part holds are left.
  Key next_bound(const Key& after) {
    std::string sql = batches_.bound;
    if (!after.empty()) sql += " WHERE " + behind(after);
    const Rows rows = connection_.query(sql + " " + batches_.order);
    Key bound;
    if (rows.rows.empty()) return bound;
    for (const std::optional<std::string>& value : rows.rows.front()) {
      if (!value)
        throw Error(ErrorCode::database, "a column of the key of this backfill is NULL")
            .with_statement(statement_.sql)
            .with_hint("name columns that are unique and not null under 'key'");
      bound.push_back(*value);
    }
    return bound;
  }

  std::uint64_t run_part(const Key& after, const Key& bound) {
    std::string sql = statement_.sql;
    if (!after.empty()) sql += " AND " + behind(after);
    if (!bound.empty()) sql += " AND " + batches_.key + " <= " + literals(bound, syntax_);
    connection_.begin();
    try {
      const std::uint64_t changed = connection_.execute(sql);
      if (!bound.empty()) observer_.record(written(bound));
      connection_.commit();
      return changed;
    } catch (const Error& error) {
      if (error.code() != ErrorCode::connection) connection_.rollback();
      throw;
    }
  }

  const Statement& statement_;
  const Batches& batches_;
  const Syntax& syntax_;
  Connection& connection_;
  const BatchObserver& observer_;
};

}  // namespace

std::uint64_t run_batches(const Statement& statement, const BatchProgress& done,
                          const Dialect& dialect, Connection& connection,
                          const BatchObserver& observer) {
  return BatchRun(statement, dialect, connection, observer).run(read_key(done));
}

}  // namespace whimbrel
