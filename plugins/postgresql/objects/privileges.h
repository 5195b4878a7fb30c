// GRANT and REVOKE.
#pragma once

#include <string>
#include <vector>

#include "whimbrel/ops/operation.h"

namespace whimbrel::postgresql {

/// One statement for each role, in the order of the privileges. Pure.
std::vector<std::string> grant_statements(const PrivilegePlace& on,
                                          const std::vector<Privilege>& privileges);
std::vector<std::string> revoke_statements(const PrivilegePlace& on,
                                           const std::vector<Privilege>& privileges);

/// What turns the rights `from` into `to`: first what is revoked, then what is granted. Pure.
std::vector<std::string> privilege_changes(const PrivilegePlace& on,
                                           const std::vector<Privilege>& from,
                                           const std::vector<Privilege>& to);

/// The rights that everybody has on a new object of a kind without being given them.
std::vector<Privilege> privileges_from_the_start(ObjectKind kind);

}  // namespace whimbrel::postgresql
