#include "replay.h"

#include <utility>

#include "statement_effect.h"
#include "whimbrel/core/error.h"

namespace whimbrel {
namespace {

constexpr std::string_view kAsOperations =
    "write that as operations, or run this revision with a database";
constexpr std::string_view kWithDatabase =
    "run this revision with a database, and write scripts of what is before and behind";

bool changes_schema(const SqlReading& reading) {
  return reading.kind == SqlReading::Kind::schema || reading.kind == SqlReading::Kind::unknown;
}

}  // namespace

Replay::Replay(const Dialect& dialect, int server_version)
    : dialect_(&dialect),
      server_(assumed_server(server_version)),
      walk_(dialect, ability<ReviewGuide>(dialect), server_version) {}

void Replay::follow(const Migration& migration, std::span<const LocatedOperation> operations) {
  Walk::Visitor visitor;
  visitor.statement = [&](const ReadStatement& each, const ReviewPlace&) { look_at(each); };
  visitor.step = [&](const ReviewStep& step, const ReviewPlace&) {
    if (step.operation != nullptr && std::holds_alternative<PluginOperation>(*step.operation))
      forget_all(step.mark);
  };
  visitor.misfit = [&](const ReviewStep& step, const std::string&) {
    if (const QualifiedName* name = table_of(*step.operation)) forget(*name, step.mark);
  };
  std::set<QualifiedName> touched;
  const Walked walked = walk_.run(operations, migration.is_sql, schema_, visitor);
  for (const ReviewStep& step : walked.steps) {
    const QualifiedName* name = step.operation == nullptr ? nullptr : table_of(*step.operation);
    if (name == nullptr) continue;
    touched.insert(*name);
    if (const auto* rename = std::get_if<RenameTable>(step.operation)) {
      touched.emplace(name->schema, rename->to);
      const auto others = referring_.find(*name);
      if (others != referring_.end()) touched.insert(others->second.begin(), others->second.end());
    }
  }
  for (const QualifiedName& name : touched) note_references(name);
}

void Replay::look_at(const ReadStatement& statement) {
  if (statement.reading.unread.empty() || !changes_schema(statement.reading)) return;
  switch (effect_of(statement.text, dialect_->syntax())) {
    case StatementEffect::none:
      return;
    case StatementEffect::new_table:
      unknown_references_at_ = statement.mark.text();
      return;
    case StatementEffect::any:
      forget_all(statement.mark);
      return;
  }
}

void Replay::forget_all(const Mark& mark) {
  schema_.tables.clear();
  referring_.clear();
  referred_.clear();
  forgotten_at_ = unknown_references_at_ = mark.text();
}

void Replay::forget(const QualifiedName& table, const Mark& mark) {
  schema_.tables.erase(table);
  unknown_references_at_ = mark.text();
}

void Replay::note_references(const QualifiedName& table) {
  for (const QualifiedName& other : std::exchange(referred_[table], {}))
    referring_[other].erase(table);
  const Table* now = schema_.table(table);
  if (now == nullptr || now->foreign_keys.empty()) {
    referred_.erase(table);
    return;
  }
  for (const ForeignKey& key : now->foreign_keys) {
    referred_[table].insert(key.referred_table);
    referring_[key.referred_table].insert(table);
  }
}

const Table* Replay::table(const QualifiedName& name) {
  const Table* found = schema_.table(name);
  if (found == nullptr) missed_ = name;
  return found;
}

std::string Replay::take_what_was_missing() {
  const auto missed = std::exchange(missed_, std::nullopt);
  if (!missed) return {};
  if (forgotten_at_.empty())
    return "no revision before this one says what table '" + missed->text() + "' looks like; " +
           std::string(kWithDatabase);
  return "what the SQL at " + forgotten_at_ + " does to the tables is not known; " +
         std::string(kAsOperations);
}

std::vector<SchemaObject> Replay::objects_on(const QualifiedName& table) {
  return ModelContext(schema_, 0).objects_on(table);
}

std::vector<QualifiedName> Replay::referring_tables(const QualifiedName& name) {
  const bool known = schema_.table(name) != nullptr;
  if (!unknown_references_at_.empty() || !known)
    throw Error(ErrorCode::unsupported, "unsupported: which tables refer to '" + name.text() +
                                            "' is not known without a database")
        .with_hint(unknown_references_at_.empty()
                       ? "no revision before this one says what that table is; " +
                             std::string(kWithDatabase)
                       : "what happens at " + unknown_references_at_ + " hides it; " +
                             std::string(kAsOperations));
  std::vector<QualifiedName> result;
  const auto found = referring_.find(name);
  if (found == referring_.end()) return result;
  for (const QualifiedName& other : found->second)
    if (other != name) result.push_back(other);
  return result;
}

}  // namespace whimbrel
