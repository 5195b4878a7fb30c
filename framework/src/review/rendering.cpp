#include "rendering.h"

namespace whimbrel {
namespace {

// The replayed schema as a renderer sees it.
class ModelContext final : public RenderContext {
 public:
  ModelContext(const Schema& schema, int version) : schema_(schema) {
    server_.version_number = version;
  }
  const Table* table(const QualifiedName& name) override { return schema_.table(name); }
  std::vector<QualifiedName> referring_tables(const QualifiedName& name) override {
    std::vector<QualifiedName> names;
    for (const auto& [other, table] : schema_.tables)
      for (const ForeignKey& key : table.foreign_keys)
        if (key.referred_table == name && other != name) {
          names.push_back(other);
          break;
        }
    return names;
  }
  const ServerInfo& server() const override { return server_; }
  bool offline() const override { return true; }

 private:
  const Schema& schema_;
  ServerInfo server_;
};

constexpr const char* kAlone =
    "put it into a revision of its own, so that a failure before or after it is undone as a whole";

}  // namespace

void find_rendering_problems(const RuleInput& input, bool in_transaction, bool known,
                             bool stands_alone) {
  if (input.step.operation == nullptr || input.step.reading != nullptr) return;
  constexpr int kNewest = 999'000'000;
  ModelContext context(input.place.before,
                       input.place.server_version > 0 ? input.place.server_version : kNewest);
  const Rendered rendered = input.dialect.renderer().render({input.step.operation, 1}, context);
  if (const auto* reason = std::get_if<Unsupported>(&rendered)) {
    if (known)
      input.add("unsupported-operation", summary(*input.step.operation) + ": " + reason->reason,
                "say 'dialects: [...]' on the operation, or write it in a way that this database "
                "knows");
    return;
  }
  for (const Statement& each : std::get<std::vector<Statement>>(rendered))
    if (in_transaction && each.phase == Statement::Phase::outside && !stands_alone) {
      input.add("outside-transaction",
                summary(*input.step.operation) +
                    " cannot run in a transaction, so this migration runs without one",
                kAlone);
      return;
    }
}

}  // namespace whimbrel
