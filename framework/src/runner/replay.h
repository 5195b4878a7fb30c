// The tables as revisions make them, without a database.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>

#include "whimbrel/diff/model_context.h"
#include "whimbrel/revision/walk.h"
#include "whimbrel/runner/run.h"

namespace whimbrel {

/// Follows migrations on the model and shows a renderer what is known of the tables. What is not
/// known for certain is not shown: behind SQL that nobody can read every table is forgotten, and a
/// table is forgotten when an operation does not fit it. Borrows the dialect. [one thread at a
/// time]
class Replay final : public RenderContext {
 public:
  Replay(const Dialect& dialect, int server_version);

  /// Carries operations of `migration` out on the model.
  void follow(const Migration& migration, std::span<const LocatedOperation> operations);

  const Table* table(const QualifiedName& name) override;
  /// Throws Error{unsupported} when there may be such tables that are not known.
  std::vector<QualifiedName> referring_tables(const QualifiedName& name) override;
  std::vector<SchemaObject> objects_on(const QualifiedName& table) override;
  /// Null when something behind raw SQL may not be known.
  const Schema* schema() override { return forgotten_at_.empty() ? &schema_ : nullptr; }
  const ServerInfo& server() const override { return server_; }
  bool offline() const override { return true; }

  /// Why the tables that were asked for since the last call were not known, and what to do, for
  /// people; empty when all were.
  std::string take_what_was_missing();

 private:
  void look_at(const ReadStatement& statement);
  void forget_all(const Mark& mark);
  void forget(const QualifiedName& table, const Mark& mark);
  /// Enters the foreign keys of a table, as it is now, into the index.
  void note_references(const QualifiedName& table);

  const Dialect* dialect_;
  ServerInfo server_;
  Walk walk_;
  Schema schema_;
  /// Which tables refer to a table, so that asking costs nothing, and the other way round.
  std::map<QualifiedName, std::set<QualifiedName>> referring_;
  std::map<QualifiedName, std::set<QualifiedName>> referred_;
  std::optional<QualifiedName> missed_;
  std::string forgotten_at_;
  std::string unknown_references_at_;
};

}  // namespace whimbrel
