// Who may do what with tables, views, functions and procedures.
#include <algorithm>

#include "grantee.h"
#include "introspector.h"
#include "whimbrel/core/error.h"
#include "whimbrel/core/text.h"
#include "whimbrel/dialect/sql_writer.h"

namespace whimbrel::mysql_family {
namespace {

Identifier grantee_of(const std::string& catalog_text) {
  const std::string name = grantee_name(catalog_text);
  return Identifier(name == "PUBLIC" ? std::string() : name);
}

// Where the privileges of a table or view are kept; null when it is not reported.
std::vector<Privilege>* place_of(CatalogReading& reading, const std::string& name) {
  if (Table* table = reading.table(name)) return &*table->privileges;
  const auto view = reading.schema.objects.find({ObjectKind::view, QualifiedName(name)});
  return view == reading.schema.objects.end() ? nullptr : &*view->second.privileges;
}

// `Execute,Alter Routine,Grant`
std::vector<Privilege> routine_privileges(const std::string& grantee, const std::string& set) {
  std::vector<Privilege> privileges;
  bool grantable = false;
  for (const std::string_view each : split(set, ',')) {
    if (same_word(each, "Grant"))
      grantable = true;
    else if (!each.empty())
      privileges.push_back({Identifier(grantee), upper(each), false});
  }
  for (Privilege& each : privileges) each.grantable = grantable;
  return privileges;
}

}  // namespace

// Nothing is read unless it is asked for: here privileges belong to names, and stay when what has
// the name is dropped and made again.
void FamilyIntrospector::read_privileges(CatalogReading& reading) const {
  if (!reading.scope().privileges) return;
  for (auto& [name, table] : reading.schema.tables) table.privileges.emplace();
  for (auto& [id, object] : reading.schema.objects)
    if (id.kind == ObjectKind::view || has_arguments(id.kind)) object.privileges.emplace();
  for (const CatalogRow& row :
       reading.rows("SELECT TABLE_NAME, GRANTEE, PRIVILEGE_TYPE, IS_GRANTABLE"
                    " FROM information_schema.TABLE_PRIVILEGES"
                    " WHERE TABLE_SCHEMA = {database}{only TABLE_NAME}"))
    if (auto* place = place_of(reading, text(row, 0)); place && text(row, 2) != "USAGE")
      place->push_back({grantee_of(text(row, 1)), text(row, 2), text(row, 3) == "YES"});
  std::map<std::vector<std::string>, std::string> columns;
  for (const CatalogRow& row :
       reading.rows("SELECT TABLE_NAME, GRANTEE, PRIVILEGE_TYPE, IS_GRANTABLE, COLUMN_NAME"
                    " FROM information_schema.COLUMN_PRIVILEGES"
                    " WHERE TABLE_SCHEMA = {database}{only TABLE_NAME} ORDER BY COLUMN_NAME")) {
    std::string& list = columns[{text(row, 0), text(row, 1), text(row, 2), text(row, 3)}];
    list += (list.empty() ? "" : ", ") + quoted(Identifier(text(row, 4)), family_syntax());
  }
  for (const auto& [key, list] : columns)
    if (auto* place = place_of(reading, key[0]))
      place->push_back({grantee_of(key[1]), key[2] + " (" + list + ")", key[3] == "YES"});
  read_routine_privileges(reading);
  for (auto& [name, table] : reading.schema.tables)
    std::sort(table.privileges->begin(), table.privileges->end());
  for (auto& [id, object] : reading.schema.objects)
    if (object.privileges) std::sort(object.privileges->begin(), object.privileges->end());
}

// No catalog has them: the server's own table does, for those who may read it.
void FamilyIntrospector::read_routine_privileges(CatalogReading& reading) const {
  std::vector<CatalogRow> rows;
  try {
    rows = reading.rows(
        "SELECT Routine_type, Routine_name, User, Host, Proc_priv FROM mysql.procs_priv"
        " WHERE Db = {database}");
  } catch (const Error& error) {
    if (error.code() != ErrorCode::database) throw;
    reading.schema.unsupported.push_back(
        {"privileges on functions and procedures, which this user may not see in",
         reading.database()});
    for (auto& [id, object] : reading.schema.objects)
      if (has_arguments(id.kind)) object.privileges.reset();
    return;
  }
  for (const CatalogRow& row : rows) {
    const bool function = same_word(text(row, 0), "FUNCTION");
    const auto found = reading.schema.objects.find(
        {function ? ObjectKind::function : ObjectKind::procedure, QualifiedName(text(row, 1))});
    if (found == reading.schema.objects.end()) continue;
    const std::string host = text(row, 3).empty() ? "" : "@" + text(row, 3);
    for (Privilege& each : routine_privileges(text(row, 2) + host, text(row, 4)))
      found->second.privileges->push_back(std::move(each));
  }
}

}  // namespace whimbrel::mysql_family
