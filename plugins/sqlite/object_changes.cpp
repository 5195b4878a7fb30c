#include "object_changes.h"

#include <algorithm>

#include "object_sql.h"
#include "syntax.h"
#include "trigger_texts.h"
#include "whimbrel/core/overloaded.h"

namespace whimbrel::sqlite {
namespace {

constexpr const char* kProbe = "_whimbrel_probe";
constexpr const char* kProbeRenamed = "_whimbrel_probe_renamed";

bool exists_here(const ObjectId& id) {
  return id.kind == ObjectKind::view || id.kind == ObjectKind::trigger;
}

Unsupported not_known(const ObjectId& id, bool offline) {
  return {std::string(word_for(id.kind)) + " '" + id.text() +
              "' must be made again for this, and " +
              (offline ? "what it looks like is not known without a database"
                       : "there is no such " + std::string(word_for(id.kind))),
          std::nullopt};
}

class Adder {
 public:
  Adder(std::size_t number, CurrentTables& tables, RenderContext& now,
        std::vector<Statement>& statements)
      : number_(number), tables_(tables), now_(now), statements_(statements) {}

  Problem create(const SchemaObject& object) {
    auto sql = create_object_sql(object);
    if (auto* reason = std::get_if<Unsupported>(&sql)) return std::move(*reason);
    add(std::get<std::string>(std::move(sql)));
    return std::nullopt;
  }

  Problem drop(const ObjectId& id) {
    if (!exists_here(id)) return no_such_kind(id);
    add(drop_object_sql(id));
    return std::nullopt;
  }

  // The triggers of a view go with it.
  Problem replace(const ObjectId& old, const SchemaObject& wanted) {
    std::vector<SchemaObject> standing;
    if (old.kind == ObjectKind::view) standing = tables_.objects_on(old.name);
    if (Problem problem = drop(old)) return problem;
    if (Problem problem = create(wanted)) return problem;
    for (SchemaObject& trigger : standing) {
      trigger.id.table = wanted.id.name;
      if (Problem problem = create(trigger)) return problem;
    }
    return std::nullopt;
  }

  Problem rename(const RenameObject& op) {
    if (!exists_here(op.id)) return no_such_kind(op.id);
    if (tables_.has_renames())
      return Unsupported{std::string(word_for(op.id.kind)) + " '" + op.id.text() +
                             "' must be made again to be renamed, and SQLite has changed its text "
                             "with what was renamed before; rename it in a revision of its own",
                         std::nullopt};
    std::optional<SchemaObject> object = known(op.id);
    if (!object) return not_known(op.id, now_.offline());
    object->id.name.name = op.to;
    return replace(op.id, *object);
  }

 private:
  void add(std::string sql) {
    statements_.push_back({std::move(sql), Statement::Phase::transaction, number_, {}, 0});
  }

  std::optional<SchemaObject> known(const ObjectId& id) {
    if (id.kind == ObjectKind::view) {
      const SchemaObject* view = tables_.view(id);
      return view == nullptr ? std::nullopt : std::optional(*view);
    }
    for (SchemaObject& each : tables_.objects_on(id.table))
      if (each.id == id) return std::move(each);
    return std::nullopt;
  }

  std::size_t number_;
  CurrentTables& tables_;
  RenderContext& now_;
  std::vector<Statement>& statements_;
};

}  // namespace

bool changes_object(const Operation& operation) {
  return std::holds_alternative<CreateObject>(operation) ||
         std::holds_alternative<DropObject>(operation) ||
         std::holds_alternative<AlterObject>(operation) ||
         std::holds_alternative<RenameObject>(operation);
}

Problem add_object_change(const Operation& operation, std::size_t number, CurrentTables& tables,
                          RenderContext& now, std::vector<Statement>& statements) {
  Adder adder(number, tables, now, statements);
  return std::visit(overloaded{
                        [&](const CreateObject& op) { return adder.create(op.object); },
                        [&](const DropObject& op) { return adder.drop(op.id); },
                        [&](const AlterObject& op) { return adder.replace(op.to.id, op.to); },
                        [&](const RenameObject& op) { return adder.rename(op); },
                        [](const auto&) { return Problem(); },  // see changes_object
                    },
                    operation);
}

void add_check_of_objects(std::size_t number, std::vector<Statement>& statements) {
  const Identifier probe(kProbe);
  const Identifier renamed(kProbeRenamed);
  const auto add = [&](SqlWriter& sql) {
    statements.push_back({std::move(sql).take(), Statement::Phase::transaction, number, {}, 0});
  };
  add(SqlWriter(syntax()).word("CREATE TABLE").name(probe).word("(a)"));
  add(SqlWriter(syntax()).word("ALTER TABLE").name(probe).word("RENAME TO").name(renamed));
  add(SqlWriter(syntax()).word("DROP TABLE").name(renamed));
}

}  // namespace whimbrel::sqlite
