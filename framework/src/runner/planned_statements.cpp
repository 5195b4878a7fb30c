#include "whimbrel/runner/planned_statements.h"

#include <optional>

#include "migration_render.h"
#include "round_trip_tables.h"
#include "whimbrel/core/error.h"
#include "whimbrel/diff/model_context.h"
#include "whimbrel/ops/apply.h"

namespace whimbrel {
namespace {

// The database's tables with the operations so far laid over them. [one thread at a time]
class PlannedContext final : public RenderContext {
 public:
  PlannedContext(const Dialect& dialect, Connection& connection)
      : dialect_(dialect), connection_(connection) {}

  const Table* table(const QualifiedName& name) override { return known().table(name); }
  std::vector<QualifiedName> referring_tables(const QualifiedName& name) override {
    return ModelContext(known(), 0).referring_tables(name);
  }
  std::vector<SchemaObject> objects_on(const QualifiedName& table) override {
    return ModelContext(known(), 0).objects_on(table);
  }
  const Schema* schema() override { return &known(); }
  const ServerInfo& server() const override { return connection_.server(); }
  bool offline() const override { return false; }

  Schema& known() {
    if (!schema_) schema_ = dialect_.introspector().read(connection_, {});
    return *schema_;
  }

 private:
  const Dialect& dialect_;
  Connection& connection_;
  std::optional<Schema> schema_;
};

std::vector<Operation> operations_in(const Migration& migration, const MigrationPart& part) {
  std::vector<Operation> operations;
  for (std::size_t i = part.begin; i < part.end; ++i)
    operations.push_back(migration.operations[i].operation);
  return operations;
}

}  // namespace

std::vector<PlannedMigration> planned_statements(const std::vector<Migration>& migrations,
                                                 const Dialect& dialect, Connection& connection) {
  PlannedContext context(dialect, connection);
  std::vector<PlannedMigration> plan;
  std::string uncertain;
  for (const Migration& migration : migrations) {
    PlannedMigration planned{migration.revision.id, migration.revision.message, {}, uncertain};
    for (const MigrationPart& part : parts_of(migration)) {
      try {
        for (Statement& each : render_part(migration, part, dialect, context))
          planned.statements.push_back(std::move(each.sql));
      } catch (const Error& error) {
        if (error.code() != ErrorCode::unsupported) throw;
        planned.uncertain = error.message();
      }
      const std::vector<Operation> operations = operations_in(migration, part);
      if (has_unknown_effect(operations))
        uncertain = "it stands behind SQL of revision " + migration.revision.id +
                    ", whose effect is known only when it has run";
      for (const Operation& each : operations) apply(each, context.known());
    }
    plan.push_back(std::move(planned));
  }
  return plan;
}

}  // namespace whimbrel
