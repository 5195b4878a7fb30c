// Views, triggers, functions, procedures and events.
#include "expression_text.h"
#include "introspector.h"
#include "object_text.h"
#include "whimbrel/core/text.h"

namespace whimbrel::mysql_family {
namespace {

ObjectId id_of(ObjectKind kind, const std::string& name, const std::string& table = {}) {
  return {kind, QualifiedName(name), table.empty() ? QualifiedName() : QualifiedName(table)};
}

void report(CatalogReading& reading, SchemaObject object) {
  const ObjectId id = object.id;
  reading.schema.objects.emplace(id, std::move(object));
}

// The mode in which the text is read and runs. Not said where it is the mode of Whimbrel's own
// sessions, or the server's own for everybody.
void note_mode(const CatalogReading& reading, const std::string& mode, SchemaObject& object) {
  if (mode != reading.session_mode && mode != reading.server_mode)
    reading.own(object.options)["sql_mode"] = mode.empty() ? "none" : mode;
}

// The triggers of one table, event and moment, in the order in which they fire. An order that is
// not that of their names is said by the triggers themselves, each naming the one before it.
void report_triggers(CatalogReading& reading, const std::vector<const CatalogRow*>& rows) {
  enum Field { kName, kTable, kTiming, kEvent, kBody, kMode };
  bool in_name_order = true;
  for (std::size_t i = 1; i < rows.size(); ++i)
    in_name_order = in_name_order && text(*rows[i - 1], kName) < text(*rows[i], kName);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const CatalogRow& row = *rows[i];
    TriggerParts parts{
        text(row, kName), text(row, kTable), text(row, kTiming), text(row, kEvent), {},
        text(row, kBody)};
    if (!in_name_order && i > 0) parts.follows = text(*rows[i - 1], kName);
    SchemaObject object;
    object.id = id_of(ObjectKind::trigger, parts.name, parts.table);
    object.definition = Expression(create_trigger(parts));
    note_mode(reading, text(row, kMode), object);
    report(reading, std::move(object));
  }
}

std::string type_with_charset(const CatalogReading& reading, const std::string& type,
                              const std::string& charset, const std::string& collation) {
  if (collation.empty() || collation == reading.database_collation) return type;
  return type + " CHARACTER SET " + charset + " COLLATE " + collation;
}

}  // namespace

void FamilyIntrospector::read_triggers(CatalogReading& reading) const {
  const auto rows = reading.rows(
      "SELECT TRIGGER_NAME, EVENT_OBJECT_TABLE, ACTION_TIMING, EVENT_MANIPULATION,"
      " ACTION_STATEMENT, SQL_MODE FROM information_schema.TRIGGERS"
      " WHERE EVENT_OBJECT_SCHEMA = {database}{only EVENT_OBJECT_TABLE}"
      " ORDER BY EVENT_OBJECT_TABLE, ACTION_TIMING, EVENT_MANIPULATION, ACTION_ORDER");
  std::map<std::vector<std::string>, std::vector<const CatalogRow*>> slots;
  for (const CatalogRow& row : rows)
    if (reading.scope().covers(id_of(ObjectKind::trigger, text(row, 0), text(row, 1))))
      slots[{text(row, 1), text(row, 2), text(row, 3)}].push_back(&row);
  for (const auto& [slot, triggers] : slots) report_triggers(reading, triggers);
}

void FamilyIntrospector::read_views(CatalogReading& reading) const {
  enum Field { kName, kQuery, kCheck, kSecurity, kAlgorithm, kColumns };
  if (!reading.has_views) return;
  for (const CatalogRow& row : view_rows(reading)) {
    SchemaObject object;
    object.id = id_of(ObjectKind::view, text(row, kName));
    if (!reading.scope().covers(object.id)) continue;
    if (text(row, kQuery).empty()) {
      reading.schema.unsupported.push_back({"view whose query may not be read", text(row, kName)});
      continue;
    }
    object.definition = Expression(normal_expression(text(row, kQuery), reading.database()));
    const auto say = [&](const char* key, const std::string& value, std::string_view usual) {
      if (!value.empty() && value != usual) reading.own(object.options)[key] = value;
    };
    say("check_option", lower(text(row, kCheck)), "none");
    say("sql_security", lower(text(row, kSecurity)), "definer");
    say("algorithm", lower(text(row, kAlgorithm)), "undefined");
    say("columns", text(row, kColumns), "");
    report(reading, std::move(object));
  }
}

void FamilyIntrospector::read_routines(CatalogReading& reading) const {
  const auto rows = reading.rows(
      "SELECT ROUTINE_TYPE, ROUTINE_NAME, ROUTINE_DEFINITION, IS_DETERMINISTIC, SQL_DATA_ACCESS,"
      " SECURITY_TYPE, SQL_MODE, ROUTINE_COMMENT, COALESCE(EXTERNAL_LANGUAGE, 'SQL')"
      " FROM information_schema.ROUTINES WHERE ROUTINE_SCHEMA = {database}");
  if (rows.empty()) return;
  std::map<std::pair<std::string, std::string>, RoutineParts> routines;
  for (const CatalogRow& row : reading.rows(
           "SELECT ROUTINE_TYPE, SPECIFIC_NAME, ORDINAL_POSITION, PARAMETER_MODE, PARAMETER_NAME,"
           " DTD_IDENTIFIER, CHARACTER_SET_NAME, COLLATION_NAME FROM information_schema.PARAMETERS"
           " WHERE SPECIFIC_SCHEMA = {database}"
           " ORDER BY ROUTINE_TYPE, SPECIFIC_NAME, ORDINAL_POSITION")) {
    RoutineParts& routine = routines[{text(row, 0), text(row, 1)}];
    const std::string type = type_with_charset(reading, text(row, 5), text(row, 6), text(row, 7));
    if (text(row, 2) == "0")
      routine.returns = type;
    else
      routine.parameters.push_back({text(row, 3), text(row, 4), type});
  }
  for (const CatalogRow& row : rows)
    read_routine(reading, row, std::move(routines[{text(row, 0), text(row, 1)}]));
}

void FamilyIntrospector::read_routine(CatalogReading& reading, const CatalogRow& row,
                                      RoutineParts parts) const {
  enum Field {
    kKind,
    kName,
    kBody,
    kDeterministic,
    kAccess,
    kSecurity,
    kMode,
    kComment,
    kLanguage
  };
  const std::string& kind = text(row, kKind);
  const bool function = kind == "FUNCTION";
  SchemaObject object;
  object.id = id_of(function ? ObjectKind::function : ObjectKind::procedure, text(row, kName));
  if (!reading.scope().covers(object.id)) return;
  const auto leave = [&](const std::string& why) {
    reading.schema.unsupported.push_back({lower(kind) + why, text(row, kName)});
  };
  if (!function && kind != "PROCEDURE") return leave("");
  // Such bodies are written in another language than all others.
  const bool oracle = text(row, kMode).find("ORACLE") != std::string::npos;
  if (oracle || !same_word(text(row, kLanguage), "SQL")) return leave(" in another language");
  if (text(row, kBody).empty()) return leave(" whose body may not be read");
  parts.kind = kind;
  parts.name = text(row, kName);
  parts.deterministic = text(row, kDeterministic) == "YES";
  parts.data_access = text(row, kAccess);
  parts.invoker = text(row, kSecurity) == "INVOKER";
  parts.body = text(row, kBody);
  object.definition = Expression(create_routine(parts));
  object.comment = text(row, kComment);
  note_mode(reading, text(row, kMode), object);
  report(reading, std::move(object));
}

void FamilyIntrospector::read_events(CatalogReading& reading) const {
  enum Field {
    kName,
    kBody,
    kAt,
    kInterval,
    kUnit,
    kStarts,
    kEnds,
    kStatus,
    kCompletion,
    kComment,
    kMode,
    kZone,
    kStartsItself
  };
  const auto rows = reading.rows(
      "SELECT EVENT_NAME, EVENT_DEFINITION, EXECUTE_AT, INTERVAL_VALUE, INTERVAL_FIELD, STARTS,"
      " ENDS, STATUS, ON_COMPLETION, EVENT_COMMENT, SQL_MODE, TIME_ZONE,"
      " ABS(TIMESTAMPDIFF(SECOND, STARTS, CREATED)) < 2"
      " OR ABS(TIMESTAMPDIFF(SECOND, STARTS, LAST_ALTERED)) < 2"
      " FROM information_schema.EVENTS WHERE EVENT_SCHEMA = {database}");
  for (const CatalogRow& row : rows) {
    SchemaObject object;
    object.id = id_of(ObjectKind::event, text(row, kName));
    if (!reading.scope().covers(object.id)) continue;
    EventParts parts;
    parts.name = text(row, kName);
    parts.at = text(row, kAt);
    parts.interval = text(row, kInterval);
    if (const auto inner = string_value(parts.interval)) parts.interval = *inner;
    parts.interval_unit = text(row, kUnit);
    // Without STARTS an event begins when it is made.
    if (!is_true(row, kStartsItself)) parts.starts = text(row, kStarts);
    parts.ends = text(row, kEnds);
    parts.preserve = text(row, kCompletion) == "PRESERVE";
    parts.status = text(row, kStatus);
    parts.body = text(row, kBody);
    object.definition = Expression(create_event(parts));
    object.comment = text(row, kComment);
    note_mode(reading, text(row, kMode), object);
    if (text(row, kZone) != reading.session_zone)
      reading.own(object.options)["time_zone"] = text(row, kZone);
    report(reading, std::move(object));
  }
}

}  // namespace whimbrel::mysql_family
