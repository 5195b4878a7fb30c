// Enums and domains.
#include "review/own_rules.h"
#include "review/readers.h"

namespace whimbrel::postgresql {
namespace {

std::string last(const std::vector<std::string>& names) {
  return names.empty() ? std::string() : names.back();
}

}  // namespace

void read_alter_enum(Reading& reading, const Node& body) {
  const std::string& value = scalar(body, "newVal");
  // RENAME VALUE has an old one.
  if (!scalar(body, "oldVal").empty() || !scalar(body, "newValNeighbor").empty()) return;
  reading.hazard(kEnumValueOrder,
                 "value '" + value + "' is added to enum '" +
                     last(strings(child(body, "typeName"))) +
                     "' at the end, where it sorts behind all others; no later change can move it",
                 "say where it belongs: ADD VALUE '" + value + "' BEFORE or AFTER another value");
}

void read_create_domain(Reading& reading, const Node& body) {
  for (const Node& item : child(body, "constraints").items) {
    const Node& constraint = *tagged(item).body;
    const std::string& kind = scalar(constraint, "contype");
    if (kind != "CONSTR_CHECK" && kind != "CONSTR_NOTNULL") continue;
    return reading.hazard(
        kDomainConstraint,
        "domain '" + last(strings(child(body, "domainname"))) +
            "' has a constraint: a column of that type that is added with a default rewrites its "
            "table, and changing the constraint reads all tables that use it under locks",
        "make the domain without it, or use the plain type, and put a check constraint on each "
        "table",
        location(constraint));
  }
}

void read_alter_domain(Reading& reading, const Node& body) {
  const std::string& action = scalar(body, "subtype");
  // C: ADD CONSTRAINT, O: SET NOT NULL.
  if (action != "C" && action != "O") return;
  reading.hazard(kDomainConstraint,
                 "a constraint is added to domain '" + last(strings(child(body, "typeName"))) +
                     "': every table with a column of that type is read under a SHARE lock, and "
                     "nobody can write to any of them until all are done",
                 "put a check constraint on each table instead: add it NOT VALID, and validate it "
                 "in a later migration");
}

}  // namespace whimbrel::postgresql
