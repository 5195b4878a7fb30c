// What a renderer is told about the tables during a run.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "whimbrel/dialect/dialect.h"
#include "whimbrel/revision/revision_file.h"

namespace whimbrel {

/// Looks tables up in the live database, each once and only when it is asked for, and lays the
/// migrations of the run over what it knows: a run of a thousand does not read the catalog a
/// thousand times. What a migration does to a table that is not certain from its operations alone
/// is forgotten, and looked up again when somebody asks. Borrows dialect and connection. [one
/// thread at a time]
class RunContext final : public RenderContext {
 public:
  RunContext(const Dialect& dialect, Connection& connection)
      : dialect_(&dialect), connection_(&connection) {}

  /// Names of tables that will be asked for, in that order: when many are, later ones are looked up
  /// together with the one that is.
  void expect(std::vector<QualifiedName> tables) { expected_ = std::move(tables); }

  const Table* table(const QualifiedName& name) override;
  std::vector<QualifiedName> referring_tables(const QualifiedName& name) override;
  std::vector<SchemaObject> objects_on(const QualifiedName& table) override;
  const Schema* schema() override;
  const ServerInfo& server() const override { return connection_->server(); }
  bool offline() const override { return false; }

  /// The operations are carried out. Linear in what they touch.
  void follow(std::span<const LocatedOperation> operations);
  void forget();

  /// True when an answer since the last call was made of operations and not read from the database:
  /// it is right, and may still be in other words than the database's own.
  bool take_answered_from_operations();

 private:
  struct Known {
    std::optional<Table> table;
    std::vector<SchemaObject> objects = {};  ///< that stand on it
    bool from_operations = false;
  };
  /// Which tables refer to a table, and the other way round.
  struct References {
    std::map<QualifiedName, std::set<QualifiedName>> to;
    std::map<QualifiedName, std::set<QualifiedName>> from;

    void add(const QualifiedName& table, const QualifiedName& referred);
    void drop(const QualifiedName& table);
    bool touch(const QualifiedName& table) const;
  };

  const Known& known(const QualifiedName& name);
  void look_up(const QualifiedName& name);
  std::set<QualifiedName> expected_besides(const QualifiedName& name);
  void follow(const Operation& operation);
  void create(const CreateTable& operation);
  void change(const QualifiedName& table, const Operation& operation);
  void remember(const QualifiedName& name, Known known);
  void forget(const QualifiedName& table);
  void forget_other_spellings(const QualifiedName& table);
  void forget_references_of(const QualifiedName& table);

  const Dialect* dialect_;
  Connection* connection_;
  std::map<QualifiedName, Known> known_;
  /// By the name without schema in lower case: all of them may be one and the same table.
  std::map<std::string, std::set<QualifiedName>> spellings_;
  std::optional<References> references_;
  /// As it stands now; any change drops it.
  std::optional<Schema> whole_;
  bool answered_from_operations_ = false;
  std::vector<QualifiedName> expected_;
  std::size_t expected_at_ = 0;
  /// How many tables the next look-up is for. It doubles, so that a run that asks for few reads no
  /// more than these.
  std::size_t at_once_ = 1;
};

}  // namespace whimbrel
