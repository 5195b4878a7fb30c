// whimbrel revision
#include "comparison.h"
#include "new_file.h"
#include "whimbrel/core/error.h"
#include "whimbrel/core/text.h"
#include "whimbrel/ops/inverse.h"
#include "whimbrel/revision/revision_file.h"

namespace whimbrel::cli {
namespace {

struct State {
  NewFileOptions file;
  std::string head = "head";
  bool autogenerate = false;
  std::string kind;
};

// A difference can only be told from a database that has everything that is written down.
void require_nothing_pending(Workspace& workspace) {
  const std::vector<std::string> ids = pending_revisions(workspace);
  if (ids.empty()) return;
  throw Error(ErrorCode::pending, "the database is not up to date: pending " + join(ids, ", "))
      .at(workspace.target().endpoint.display())
      .with_hint("run 'whimbrel upgrade head' first");
}

std::vector<Operation> way_back(const std::vector<Operation>& operations) {
  auto back = inverse(operations);
  if (const auto* reason = std::get_if<Irreversible>(&back))
    throw Error(ErrorCode::internal, reason->operation + ": " + reason->reason);
  return std::get<std::vector<Operation>>(std::move(back));
}

// The definition of what is dropped stands in the other direction already.
Operation without_before(Operation operation) {
  std::visit(
      [](auto& op) {
        if constexpr (requires { op.before.reset(); }) op.before.reset();
      },
      operation);
  return operation;
}

std::vector<Operation> without_before(const std::vector<Operation>& operations) {
  std::vector<Operation> result;
  for (const Operation& operation : operations) result.push_back(without_before(operation));
  return result;
}

std::string generated_text(Workspace& workspace, const Revision& header) {
  require_nothing_pending(workspace);
  const Comparison comparison = compare_with_database(workspace);
  Console& console = workspace.console();
  for (const std::string& each : comparison.difference.unsupported)
    console.warn("unsupported: " + each + "; the revision does not change it");
  const std::vector<Operation>& operations = comparison.difference.operations;
  if (operations.empty()) return {};
  for (const Operation& operation : operations)
    console.log("  detected " + summary(operation) +
                (is_destructive(operation) ? "  (destructive)" : ""));
  return revision_text(header, without_before(operations), without_before(way_back(operations)));
}

int report_nothing(Workspace& workspace) {
  workspace.console().line("No difference: nothing to write.");
  workspace.console().answer("revision", workspace.target_name(), Node());
  return kDone;
}

std::string checked_kind(Workspace& workspace, const State& state) {
  const std::string kind = state.kind.empty() ? workspace.config().revision_files.kind : state.kind;
  if (kind != "yaml" && kind != "sql")
    throw Error(ErrorCode::usage, "--kind is yaml or sql, not '" + kind + "'");
  if (!state.autogenerate) return kind;
  if (state.kind == "sql")
    throw Error(ErrorCode::usage,
                "--autogenerate writes operations, not SQL: leave out --kind sql");
  return "yaml";
}

int revision(Workspace& workspace, State& state) {
  const std::string kind = checked_kind(workspace, state);
  state.file.heads = {state.head};
  const Revision header = new_header(workspace, state.file);
  std::string text;
  if (state.autogenerate) {
    text = generated_text(workspace, header);
    if (text.empty()) return report_nothing(workspace);
  } else {
    text = kind == "sql" ? sql_revision_text(header)
                         : revision_text(header, {}, std::vector<Operation>{});
  }
  write_revision(workspace, state.file, header, text, kind, "revision",
                 state.autogenerate ? workspace.target_name() : "");
  workspace.console().log("Read it, then: whimbrel review, whimbrel upgrade head");
  return kDone;
}

}  // namespace

Command revision_command() {
  auto state = std::make_shared<State>();
  Command command;
  command.name = "revision";
  command.summary = "Write a new revision file";
  command.description =
      "With --autogenerate it holds the operations that lead from the database to the desired "
      "schema;\nwithout a difference nothing is written.";
  command.examples = {"whimbrel revision --autogenerate -m \"Add notifications table\"",
                      "whimbrel revision -m \"Fill in missing names\" --kind sql",
                      "whimbrel revision -m \"Billing begins\" --head base --branch-label billing"};
  command.options = new_file_options(state->file);
  command.options.insert(
      command.options.end(),
      {{"--autogenerate", "Compare the database with the desired schema", &state->autogenerate},
       {"--kind", "yaml (operations) or sql (default: as the configuration says, else yaml)",
        &state->kind},
       {"--head", "What it stands on: a head, branch@head, base for a new base", &state->head}});
  command.run = [state](Workspace& workspace) { return revision(workspace, *state); };
  return command;
}

}  // namespace whimbrel::cli
