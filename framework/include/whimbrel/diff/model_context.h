// What a renderer is told when there is no database at hand.
#pragma once

#include <utility>

#include "whimbrel/dialect/dialect.h"

namespace whimbrel {

/// The server that is assumed where none can be asked: of the release `version_number`, or of the
/// newest when that is 0.
ServerInfo assumed_server(int version_number);

/// Shows a schema that was replayed from revisions in place of a database. Borrows the schema.
/// [one thread at a time]
class ModelContext final : public RenderContext {
 public:
  ModelContext(const Schema& schema, int server_version)
      : ModelContext(schema, assumed_server(server_version)) {}
  ModelContext(const Schema& schema, ServerInfo server)
      : schema_(&schema), server_(std::move(server)) {}

  const Table* table(const QualifiedName& name) override { return schema_->table(name); }
  std::vector<QualifiedName> referring_tables(const QualifiedName& name) override;
  std::vector<SchemaObject> objects_on(const QualifiedName& table) override;
  const Schema* schema() override { return schema_; }
  const ServerInfo& server() const override { return server_; }
  bool offline() const override { return true; }

 private:
  const Schema* schema_;
  ServerInfo server_;
};

}  // namespace whimbrel
