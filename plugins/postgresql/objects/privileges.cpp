#include "objects/privileges.h"

#include <algorithm>
#include <map>

#include "objects/words.h"
#include "syntax.h"
#include "whimbrel/core/text.h"
#include "whimbrel/dialect/sql_writer.h"

namespace whimbrel::postgresql {
namespace {

void write_place(const PrivilegePlace& on, SqlWriter& sql) {
  if (!on.object) {
    sql.word("TABLE").name(on.table);
    return;
  }
  const ObjectKind kind = on.object->kind;
  // A view is a table where rights are concerned.
  const bool view = kind == ObjectKind::view || kind == ObjectKind::materialized_view;
  sql.word(view ? "TABLE" : words_for(kind));
  write_object(*on.object, sql);
}

using Role = std::pair<Identifier, bool>;
using ByRole = std::vector<std::pair<Role, std::vector<std::string>>>;

ByRole by_role(const std::vector<Privilege>& privileges) {
  ByRole roles;
  for (const Privilege& each : privileges) {
    const Role role{each.grantee, each.grantable};
    const auto is_it = [&](const auto& entry) { return entry.first == role; };
    auto found = std::find_if(roles.begin(), roles.end(), is_it);
    if (found == roles.end()) found = roles.insert(roles.end(), {role, {}});
    found->second.push_back(each.what);
  }
  return roles;
}

std::string statement(bool grant, const PrivilegePlace& on, const Role& role,
                      const std::vector<std::string>& what) {
  SqlWriter sql(postgresql_syntax());
  sql.word(grant ? "GRANT" : "REVOKE").word(join(what, ", ")).word("ON");
  write_place(on, sql);
  sql.word(grant ? "TO" : "FROM");
  if (role.first.empty())
    sql.word("PUBLIC");
  else
    sql.name(role.first);
  if (grant && role.second) sql.word("WITH GRANT OPTION");
  return std::move(sql).take();
}

std::vector<std::string> statements(bool grant, const PrivilegePlace& on,
                                    const std::vector<Privilege>& privileges) {
  std::vector<std::string> made;
  for (const auto& [role, what] : by_role(privileges))
    made.push_back(statement(grant, on, role, what));
  return made;
}

std::vector<Privilege> without(const std::vector<Privilege>& all,
                               const std::vector<Privilege>& taken) {
  std::vector<Privilege> rest;
  for (const Privilege& each : all)
    if (std::find(taken.begin(), taken.end(), each) == taken.end()) rest.push_back(each);
  return rest;
}

}  // namespace

std::vector<std::string> grant_statements(const PrivilegePlace& on,
                                          const std::vector<Privilege>& privileges) {
  return statements(true, on, privileges);
}

std::vector<std::string> revoke_statements(const PrivilegePlace& on,
                                           const std::vector<Privilege>& privileges) {
  return statements(false, on, privileges);
}

std::vector<std::string> privilege_changes(const PrivilegePlace& on,
                                           const std::vector<Privilege>& from,
                                           const std::vector<Privilege>& to) {
  std::vector<std::string> made = revoke_statements(on, without(from, to));
  for (std::string& each : grant_statements(on, without(to, from))) made.push_back(std::move(each));
  return made;
}

std::vector<Privilege> privileges_from_the_start(ObjectKind kind) {
  switch (kind) {
    case ObjectKind::function:
    case ObjectKind::procedure:
      return {{{}, "EXECUTE", false}};
    case ObjectKind::enumeration:
    case ObjectKind::domain:
    case ObjectKind::range_type:
    case ObjectKind::composite_type:
      return {{{}, "USAGE", false}};
    default:
      return {};
  }
}

}  // namespace whimbrel::postgresql
