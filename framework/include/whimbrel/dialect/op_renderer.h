// Operations to SQL.
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "whimbrel/dialect/connection.h"
#include "whimbrel/dialect/unsupported.h"
#include "whimbrel/ops/operation.h"

namespace whimbrel {

/// A statement that is run part by part, in the order of a key. Each part is a transaction of its
/// own: the statement's text with ` AND key > (last key)` and ` AND key <= (bound)` behind it, the
/// bound being the row that `bound WHERE key > (last key) order` gives; no row: the rest.
struct Batches {
  std::string key;                     ///< the key's columns: `id`, or `(a, b)`
  std::size_t key_columns = 1;         ///< how many
  std::string bound;                   ///< `SELECT a, b FROM t`
  std::string order;                   ///< `ORDER BY a, b LIMIT 1 OFFSET 999`
  std::chrono::milliseconds pause{0};  ///< between two parts
};

/// One statement of a rendered migration.
struct Statement {
  enum class Phase {
    before,       ///< before the migration's transaction begins
    transaction,  ///< inside of it
    outside,      ///< alone, where it stands: it cannot run in a transaction
    after,        ///< after the commit, and also after a rollback: it restores the session
  };
  std::string sql;
  Phase phase = Phase::transaction;
  /// Index of the operation that it carries out (the last, when it serves several).
  std::size_t operation = 0;
  /// When not empty, the statement is a query that must give no row; otherwise the migration fails
  /// with this sentence and the rows.
  std::string refuse_rows = {};
  /// For SQL that the user wrote: the line of its first word in that text, from 1; 0: none.
  int script_line = 0;
  /// The column of that word in its line, in characters from 1; 0: none.
  int script_column = 0;
  /// When present, the statement (a phase-outside UPDATE that ends in its WHERE clause) is run part
  /// by part; an interrupted run goes on behind the last part that was done.
  std::optional<Batches> batches = {};
};

using Rendered = std::variant<std::vector<Statement>, Unsupported>;

/// What a renderer may ask. Borrowed for one call. [one thread at a time]
class RenderContext {
 public:
  RenderContext() = default;
  RenderContext(const RenderContext&) = delete;
  RenderContext& operator=(const RenderContext&) = delete;
  virtual ~RenderContext();

  /// The table as it stands before the first of the operations being rendered, or null when there
  /// is none or it cannot be known. Looked up only when asked for; valid for this call.
  /// Throws what Connection throws.
  virtual const Table* table(const QualifiedName& name) = 0;
  /// The tables that refer to `name` by foreign key, in name order, as `table` would give them.
  virtual std::vector<QualifiedName> referring_tables(const QualifiedName& name) = 0;
  /// What stands on a table or view (triggers, policies), in the order of their ids, as they are
  /// before the first of the operations being rendered. Looked up only when asked for.
  virtual std::vector<SchemaObject> objects_on(const QualifiedName& table) = 0;
  /// Everything, as it stands before the first of the operations being rendered; dear on a live
  /// database. Valid for this call; null when it cannot be known. Throws what Connection throws.
  virtual const Schema* schema() = 0;
  virtual const ServerInfo& server() const = 0;
  /// True when there is no database at hand (SQL is only written out).
  virtual bool offline() const = 0;
};

/// Immutable. [thread-safe]
class OpRenderer {
 public:
  OpRenderer() = default;
  OpRenderer(const OpRenderer&) = delete;
  OpRenderer& operator=(const OpRenderer&) = delete;
  virtual ~OpRenderer();

  /// The statements that carry out `operations` in order, already reduced to this dialect. They are
  /// given together so that several changes to one table can become one statement. Never somebody
  /// else's SQL: what this database cannot do is Unsupported. Execute is rendered as its SQL, split
  /// into statements. Throws what the context throws. The result is the caller's.
  virtual Rendered render(std::span<const Operation> operations, RenderContext& now) const = 0;
};

}  // namespace whimbrel
