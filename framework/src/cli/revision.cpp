// whimbrel revision
#include "comparison.h"
#include "whimbrel/core/checksum.h"
#include "whimbrel/core/error.h"
#include "whimbrel/core/file.h"
#include "whimbrel/core/text.h"
#include "whimbrel/ops/inverse.h"
#include "whimbrel/revision/revision_file.h"
#include "whimbrel/runner/journal.h"

namespace whimbrel::cli {
namespace fs = std::filesystem;
namespace {

constexpr int kIdDigits = 12;

struct State {
  std::string message;
  bool autogenerate = false;
  std::string kind = "yaml";
};

std::vector<std::string> parents(const RevisionGraph& graph) {
  const auto& heads = graph.heads();
  if (heads.empty()) return {};
  if (heads.size() == 1) return {graph.id(heads.front())};
  throw Error(ErrorCode::revision, "there are several heads: " + listed(graph, heads))
      .with_hint(
          "a new revision stands on one of them; merge them first by a revision whose "
          "down_revision lists them all");
}

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
        if constexpr (requires { op.before; }) op.before.reset();
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

int revision(Workspace& workspace, const State& state) {
  if (state.kind != "yaml" && state.kind != "sql")
    throw Error(ErrorCode::usage, "--kind is yaml or sql, not '" + state.kind + "'");
  if (state.kind == "sql" && state.autogenerate)
    throw Error(ErrorCode::usage,
                "--autogenerate writes operations, not SQL: leave out --kind sql");
  Revision header;
  header.id = random_hex(kIdDigits);
  header.down_revisions = parents(workspace.graph());
  header.message = state.message;
  header.created = timestamp_now().substr(0, 19) + "Z";
  std::string text;
  if (state.autogenerate) {
    text = generated_text(workspace, header);
    if (text.empty()) return report_nothing(workspace);
  } else {
    text = state.kind == "sql" ? sql_revision_text(header)
                               : revision_text(header, {}, std::vector<Operation>{});
  }
  const fs::path file =
      (workspace.config().migrations.front() / revision_file_name(header, state.kind))
          .lexically_normal();
  write_new_file(file, text);
  workspace.console().line("created " + file.string());
  Node result = Node::map();
  result.add("revision", Node::text(header.id));
  result.add("file", Node::text(file.string()));
  workspace.console().answer("revision", state.autogenerate ? workspace.target_name() : "",
                             std::move(result));
  workspace.console().log("Read it, then: whimbrel upgrade head");
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
                      "whimbrel revision -m \"Fill in missing names\" --kind sql"};
  command.options = {
      {"-m,--message", "What it does, in a few words", &state->message, true},
      {"--autogenerate", "Compare the database with the desired schema", &state->autogenerate},
      {"--kind", "yaml (operations) or sql", &state->kind},
  };
  command.run = [state](Workspace& workspace) { return revision(workspace, *state); };
  return command;
}

}  // namespace whimbrel::cli
