// Who may use the sequence of an identity or serial column.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "whimbrel/model/privilege.h"
#include "whimbrel/sdk/standard_renderer.h"

namespace whimbrel::postgresql {

/// The rights as the column option `sequence_privileges`: `USAGE TO "app"; SELECT TO PUBLIC WITH
/// GRANT OPTION`, in the order given. Pure.
std::string sequence_privileges_text(const std::vector<Privilege>& privileges);

/// Grants what `to` has and `from` has not, and revokes the rest of `from`; both such options.
void change_sequence_privileges(const QualifiedName& table, const Identifier& column,
                                std::string_view from, std::string_view to, sdk::RenderWork& work);

}  // namespace whimbrel::postgresql
