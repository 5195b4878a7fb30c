#include "ci_temporary.h"

#include "whimbrel/core/error.h"

namespace whimbrel::cli {
namespace {

constexpr std::string_view kPrefix = "whimbrel_ci_";

const TemporaryDatabases& databases(Workspace& workspace) {
  if (const auto* found = ability<TemporaryDatabases>(workspace.dialect())) return *found;
  throw Error(ErrorCode::unsupported,
              "unsupported: this dialect makes no temporary databases, so target '" +
                  workspace.target_name() + "' cannot be ephemeral")
      .with_hint("name a database of its own for it, and leave 'ephemeral' out");
}

}  // namespace

TemporaryWorkspace::~TemporaryWorkspace() { workspace.reset(); }

TemporaryWorkspace make_temporary(Workspace& workspace, Console& console) {
  Target target = workspace.target();
  auto made = databases(workspace).create(target.endpoint, kPrefix);
  if (const auto* reason = std::get_if<Unsupported>(&made))
    throw Error(ErrorCode::unsupported, "unsupported: " + reason->reason)
        .at(target.endpoint.display())
        .with_hint("give the user of this target the right to create databases");
  TemporaryWorkspace result;
  result.database = std::move(std::get<std::unique_ptr<TemporaryDatabase>>(made));
  target.endpoint = result.database->endpoint();
  target.is_protected = false;
  result.workspace = std::make_unique<Workspace>(workspace.options(), console, std::move(target));
  return result;
}

std::vector<std::string> drop_leftovers(Workspace& workspace) {
  return databases(workspace).drop_leftovers(workspace.target().endpoint, kPrefix);
}

}  // namespace whimbrel::cli
