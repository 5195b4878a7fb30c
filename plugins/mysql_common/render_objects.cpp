// Views, triggers, functions, procedures and events.
#include <algorithm>

#include "grantee.h"
#include "object_text.h"
#include "renderer.h"
#include "whimbrel/core/text.h"

namespace whimbrel::mysql_family {
namespace {

sdk::Answer cannot(std::string what) { return Unsupported{std::move(what), std::nullopt}; }

std::string about(const ObjectId& id) {
  return replaced(word_for(id.kind), "_", " ") + " '" + id.text() + "'";
}

sdk::Answer none_here(const ObjectId& id) {
  return cannot(about(id) + " is not possible: there is no " +
                replaced(word_for(id.kind), "_", " ") + " here that could be made or changed");
}

// The words behind CREATE, DROP and ALTER; empty for what does not exist here.
std::string kind_words(ObjectKind kind) {
  switch (kind) {
    case ObjectKind::view:
    case ObjectKind::trigger:
    case ObjectKind::function:
    case ObjectKind::procedure:
    case ObjectKind::event:
    case ObjectKind::sequence:
      return upper(word_for(kind));
    default:
      return {};
  }
}

bool is_program(ObjectKind kind) { return is_statement(kind) && !kind_words(kind).empty(); }

// The one before which a trigger is put that says nothing of its place: by name, so that the same
// triggers fire in the same order however they came to be. Empty: behind all others.
std::string later_trigger(const std::vector<SchemaObject>& others, const ObjectId& id,
                          const std::string& moment) {
  std::vector<std::pair<std::string, std::string>> placed;  // name, the one that it follows
  for (const SchemaObject& each : others) {
    const TriggerPlace place = trigger_place(each.definition.text);
    if (each.id.kind == ObjectKind::trigger && each.id != id && place.moment == moment)
      placed.emplace_back(each.id.name.name.text(), place.follows);
  }
  // Those that follow another one stand behind it; the others are in the order of their names.
  std::vector<std::string> order;
  for (std::size_t before = placed.size() + 1; !placed.empty() && placed.size() != before;) {
    before = placed.size();
    std::erase_if(placed, [&](const auto& each) {
      const auto at = std::find(order.begin(), order.end(), each.second);
      if (!each.second.empty() && at == order.end()) return false;
      order.insert(each.second.empty() ? order.end() : at + 1, each.first);
      return true;
    });
  }
  const auto later = std::find_if(order.begin(), order.end(), [&](const std::string& name) {
    return name > id.name.name.text();
  });
  return later == order.end() ? std::string() : *later;
}

}  // namespace

std::string FamilyRenderer::placed_trigger(const SchemaObject& object, const ObjectId* gone,
                                           RenderWork& work) const {
  const std::string& text = object.definition.text;
  const TriggerPlace place = trigger_place(text);
  if (place.moment.empty() || place.placed) return text;
  std::vector<SchemaObject> others = work.tables.objects_on(object.id.table);
  if (gone != nullptr)
    std::erase_if(others, [&](const SchemaObject& each) { return each.id == *gone; });
  const std::string later = later_trigger(others, object.id, place.moment);
  if (later.empty()) return text;
  return text.substr(0, place.body_at) + "PRECEDES " +
         quoted(Identifier(later), dialect().syntax()) + " " + text.substr(place.body_at);
}

FamilyRenderer::Answer FamilyRenderer::create_view(const SchemaObject& view, bool replace,
                                                   RenderWork& work) const {
  if (!view.comment.empty()) return cannot(about(view.id) + " cannot have a comment here");
  if (view.definition.text.empty()) return cannot(about(view.id) + " has no query");
  const auto say = [&](SqlWriter& sql, const char* key, std::string_view words) {
    if (const std::string value = option(view.options, key); !value.empty())
      sql.word(words).word(upper(value));
  };
  SqlWriter sql = writer();
  sql.word(replace ? "CREATE OR REPLACE" : "CREATE");
  say(sql, "algorithm", "ALGORITHM =");
  if (const std::string definer = option(view.options, "definer"); !definer.empty())
    sql.word("DEFINER = " + grantee_sql(definer));
  say(sql, "sql_security", "SQL SECURITY");
  sql.word("VIEW").name(view.id.name);
  if (const std::string columns = option(view.options, "columns"); !columns.empty())
    sql.word("(" + columns + ")");
  sql.word("AS").word(view.definition.text);
  if (const std::string check = option(view.options, "check_option"); !check.empty())
    sql.word("WITH").word(upper(check)).word("CHECK OPTION");
  static_cast<AlterWork&>(work).add_ddl(std::move(sql).take());
  return std::nullopt;
}

// What a program is read and run under is that of the session that makes it.
std::vector<std::string> FamilyRenderer::session_of(const SchemaObject& object) const {
  std::vector<std::string> settings;
  for (const char* name : {"sql_mode", "time_zone"})
    if (const std::string value = option(object.options, name); !value.empty())
      settings.push_back(std::string("SESSION ") + name + " = " +
                         string_literal(value == "none" ? "" : value, dialect().syntax()));
  return settings;
}

FamilyRenderer::Answer FamilyRenderer::create_program(const SchemaObject& object, bool replace,
                                                      RenderWork& work,
                                                      const ObjectId* gone) const {
  auto& ddl = static_cast<AlterWork&>(work);
  const bool trigger = object.id.kind == ObjectKind::trigger;
  std::string sql = trigger ? placed_trigger(object, gone, work) : object.definition.text;
  if (trimmed(sql).empty()) return cannot(about(object.id) + " has no definition");
  if (trigger && !object.comment.empty())
    return cannot(about(object.id) + " cannot have a comment here");
  if (const std::string definer = option(object.options, "definer"); !definer.empty())
    sql = behind_create(sql, "DEFINER = " + grantee_sql(definer), "DEFINER");
  if (replace) sql = behind_create(sql, "OR REPLACE", "OR");
  const std::vector<std::string> settings = session_of(object);
  if (!settings.empty()) {
    ddl.add_ddl("SET @whimbrel_mode = @@SESSION.sql_mode, @whimbrel_zone = @@SESSION.time_zone, " +
                join(settings, ", "));
  }
  ddl.add_ddl(sql);
  if (!settings.empty()) {
    const std::string restore =
        "SET SESSION sql_mode = COALESCE(@whimbrel_mode, @@SESSION.sql_mode),"
        " SESSION time_zone = COALESCE(@whimbrel_zone, @@SESSION.time_zone)";
    ddl.add_ddl(restore);
    ddl.add(restore, Statement::Phase::after);
  }
  if (!object.comment.empty()) comment_on(object, work);
  return std::nullopt;
}

void FamilyRenderer::comment_on(const SchemaObject& object, RenderWork& work) const {
  SqlWriter sql = writer();
  sql.word("ALTER").word(kind_words(object.id.kind)).name(object.id.name).word("COMMENT");
  sql.string(object.comment);
  static_cast<AlterWork&>(work).add_ddl(std::move(sql).take());
}

FamilyRenderer::Answer FamilyRenderer::create_object(const CreateObject& op,
                                                     RenderWork& work) const {
  const SchemaObject& object = op.object;
  const ObjectKind kind = object.id.kind;
  Answer problem;
  if (kind == ObjectKind::view)
    problem = create_view(object, false, work);
  else if (kind == ObjectKind::sequence)
    problem = create_sequence(object, work);
  else if (is_program(kind))
    problem = create_program(object, false, work);
  else
    problem = none_here(object.id);
  if (problem || !object.privileges || object.privileges->empty()) return problem;
  return grant({{object.id, {}}, *object.privileges}, work);
}

FamilyRenderer::Answer FamilyRenderer::create_sequence(const SchemaObject& sequence,
                                                       RenderWork&) const {
  return none_here(sequence.id);
}

FamilyRenderer::Answer FamilyRenderer::alter_sequence(const SchemaObject& to, RenderWork&) const {
  return none_here(to.id);
}

FamilyRenderer::Answer FamilyRenderer::drop_object(const DropObject& op, RenderWork& work) const {
  if (op.id.kind == ObjectKind::sequence && !has_sequences()) return none_here(op.id);
  const std::string words = kind_words(op.id.kind);
  if (words.empty()) return none_here(op.id);
  SqlWriter sql = writer();
  sql.word("DROP").word(words).name(op.id.name);
  static_cast<AlterWork&>(work).add_ddl(std::move(sql).take());
  return std::nullopt;
}

FamilyRenderer::Answer FamilyRenderer::alter_object(const AlterObject& op, RenderWork& work) const {
  const ObjectKind kind = op.to.id.kind;
  if (kind == ObjectKind::view) return create_view(op.to, true, work);
  if (kind == ObjectKind::sequence) return alter_sequence(op.to, work);
  if (!is_program(kind)) return none_here(op.to.id);
  if (op.existing && kind != ObjectKind::trigger) {
    SchemaObject commented = *op.existing;
    commented.comment = op.to.comment;
    if (commented == op.to) {
      comment_on(op.to, work);
      return std::nullopt;
    }
  }
  if (replaces_programs()) return create_program(op.to, true, work);
  if (Answer problem = drop_object({op.to.id, op.existing}, work)) return problem;
  return create_program(op.to, false, work);
}

// There is no statement that renames a program: it is made again under the other name.
FamilyRenderer::Answer FamilyRenderer::rename_program(const RenameObject& op,
                                                      RenderWork& work) const {
  std::optional<SchemaObject> known;
  if (op.id.kind == ObjectKind::trigger) {
    for (SchemaObject& each : work.tables.objects_on(op.id.table))
      if (each.id == op.id) known = std::move(each);
  } else if (const Schema* schema = work.tables.schema()) {
    if (const SchemaObject* object = schema->object(op.id)) known = *object;
  }
  if (!known)
    return cannot("renaming " + about(op.id) +
                  " means making it again, and its definition is not known; drop it and create it");
  known->definition =
      Expression(renamed_statement(known->definition.text, kind_words(op.id.kind), op.to.text()));
  known->id.name.name = op.to;
  if (Answer problem = drop_object({op.id, std::nullopt}, work)) return problem;
  return create_program(*known, false, work, &op.id);
}

FamilyRenderer::Answer FamilyRenderer::rename_object(const RenameObject& op,
                                                     RenderWork& work) const {
  const ObjectKind kind = op.id.kind;
  if (kind_words(kind).empty() || (kind == ObjectKind::sequence && !has_sequences()))
    return none_here(op.id);
  const QualifiedName to(op.id.name.schema, op.to);
  SqlWriter sql = writer();
  if (kind == ObjectKind::event)
    sql.word("ALTER EVENT").name(op.id.name).word("RENAME TO").name(to);
  else if (kind == ObjectKind::view || kind == ObjectKind::sequence)
    sql.word("RENAME TABLE").name(op.id.name).word("TO").name(to);
  else
    return rename_program(op, work);
  static_cast<AlterWork&>(work).add_ddl(std::move(sql).take());
  return std::nullopt;
}

}  // namespace whimbrel::mysql_family
