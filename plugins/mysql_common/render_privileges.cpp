// GRANT and REVOKE.
#include <map>

#include "grantee.h"
#include "renderer.h"
#include "whimbrel/core/text.h"

namespace whimbrel::mysql_family {
namespace {

// One statement serves what one grantee gets in one way.
using Group = std::pair<Identifier, bool>;

std::map<Group, std::vector<std::string>> grouped(const std::vector<Privilege>& privileges) {
  std::map<Group, std::vector<std::string>> groups;
  for (const Privilege& each : privileges)
    groups[{each.grantee, each.grantable}].push_back(each.what);
  return groups;
}

std::string place_words(const PrivilegePlace& on) {
  if (!on.object) return "";
  if (on.object->kind == ObjectKind::function) return "FUNCTION";
  if (on.object->kind == ObjectKind::procedure) return "PROCEDURE";
  return "";
}

}  // namespace

FamilyRenderer::Answer FamilyRenderer::grant(const Grant& op, RenderWork& work) const {
  for (const auto& [group, rights] : grouped(op.privileges)) {
    std::string grantee;
    if (Answer problem = grantee_text(group.first, grantee)) return problem;
    SqlWriter sql = writer();
    sql.word("GRANT").word(join(rights, ", ")).word("ON").word(place_words(op.on));
    sql.name(op.on.object ? op.on.object->name : op.on.table).word("TO").word(grantee);
    if (group.second) sql.word("WITH GRANT OPTION");
    static_cast<AlterWork&>(work).add_ddl(std::move(sql).take());
  }
  return std::nullopt;
}

// The right to grant is one for all rights of a grantee on a table: with the first right that had
// it, it goes.
FamilyRenderer::Answer FamilyRenderer::revoke(const Revoke& op, RenderWork& work) const {
  for (auto& [group, rights] : grouped(op.privileges)) {
    std::string grantee;
    if (Answer problem = grantee_text(group.first, grantee)) return problem;
    std::vector<std::string> taken = rights;
    if (group.second) taken.emplace_back("GRANT OPTION");
    SqlWriter sql = writer();
    sql.word("REVOKE").word(join(taken, ", ")).word("ON").word(place_words(op.on));
    sql.name(op.on.object ? op.on.object->name : op.on.table).word("FROM").word(grantee);
    static_cast<AlterWork&>(work).add_ddl(std::move(sql).take());
  }
  return std::nullopt;
}

FamilyRenderer::Answer FamilyRenderer::grantee_text(const Identifier& grantee,
                                                    std::string& out) const {
  if (grantee.empty() && !has_public())
    return Unsupported{"there is no PUBLIC here: a privilege is granted to a user or a role",
                       std::nullopt};
  out = grantee.empty() ? "PUBLIC" : grantee_sql(grantee.text());
  return std::nullopt;
}

}  // namespace whimbrel::mysql_family
