// whimbrel review
#include "whimbrel/review/review.h"

#include <filesystem>

#include "review_run.h"
#include "review_text.h"
#include "whimbrel/core/error.h"
#include "whimbrel/review/report.h"
#include "whimbrel/revision/steps.h"
#include "whimbrel/revision/symbols.h"

namespace whimbrel::cli {
namespace {

struct State {
  std::string revisions = "heads";
  std::string fail_on;
  std::vector<std::string> only;
  bool pending = false;
  bool rules = false;
};

int list_rules(Workspace& workspace) {
  Console& console = workspace.console();
  Node result = Node::sequence();
  for (const ReviewRule& rule : review_rules(workspace.dialect())) {
    console.line(std::string(rule.id) + " (" + std::string(word_for(rule.level)) +
                 "): " + std::string(rule.title));
    Node node = Node::map();
    node.add("id", Node::text(rule.id));
    node.add("level", Node::text(word_for(rule.level)));
    node.add("title", Node::text(rule.title));
    result.items.push_back(std::move(node));
  }
  console.answer("review", workspace.target_name(), std::move(result));
  return kDone;
}

std::vector<RevisionIndex> chosen(Workspace& workspace, const std::string& symbol) {
  const RevisionGraph& graph = workspace.graph();
  if (graph.empty()) return {};
  std::vector<RevisionIndex> at;
  if (symbol.find("current") != std::string::npos) at = workspace.current();
  if (symbol.find(':') == std::string::npos) return resolve(graph, symbol, at);
  const auto [lower, upper] = split_range(symbol);
  return history(graph, resolve_range(graph, std::vector{lower}, std::vector{upper}, at));
}

ReviewLevel threshold_of(const State& state, const ReviewSettings& settings) {
  if (state.fail_on.empty()) return settings.threshold;
  if (const auto level = parse_review_level(state.fail_on)) return *level;
  throw Error(ErrorCode::usage,
              "--fail-on is error, warning, note or off, not '" + state.fail_on + "'");
}

void print(Workspace& workspace, const Review& result, ReviewLevel threshold) {
  Console& console = workspace.console();
  const std::string& format = workspace.options().format;
  const std::filesystem::path root = std::filesystem::current_path();
  if (format == "sarif")
    console.raw(sarif_log(result, review_rules(workspace.dialect()), root));
  else if (format == "github")
    console.raw(github_annotations(result, root));
  else
    console.raw(review_text(result));
  console.answer("review", workspace.target_name(), review_node(result, threshold));
  for (const std::string& each : result.remarks) console.warn(each);
  if (result.revisions.empty())
    console.log("There is no revision to review.");
  else
    console.log("Reviewed: " + review_summary(result) + ".");
}

int run(Workspace& workspace, const State& state) {
  if (state.rules) return list_rules(workspace);
  ReviewSettings settings = review_settings(workspace);
  const ReviewLevel threshold = threshold_of(state, settings);
  settings.only.insert(state.only.begin(), state.only.end());
  const Review result = state.pending
                            ? review_pending(workspace, settings, pending_indices(workspace))
                            : review(workspace.graph(), chosen(workspace, state.revisions),
                                     workspace.dialect(), settings);
  print(workspace, result, threshold);
  return reaches(result, threshold) ? kFindings : kDone;
}

}  // namespace

Command review_command() {
  auto state = std::make_shared<State>();
  Command command;
  command.name = "review";
  command.summary = "Say what a careful person would point at; exit code 4 when something is found";
  command.description =
      "REVISIONS is a revision as for upgrade, or START:END, both inclusive. No database is "
      "asked,\n"
      "but with --pending. A comment '# review: ignore RULE: reason' (in SQL with --) in front of\n"
      "an operation takes a finding back, in the header all of that rule in the file.";
  command.examples = {"whimbrel review", "whimbrel review 3f2a:head --format github",
                      "whimbrel review --pending --target prod --fail-on error",
                      "whimbrel review --rules"};
  command.formats = {"sarif", "github"};
  command.options = {
      {"revisions", "What to review (default: heads)", &state->revisions},
      {"--pending", "Review what the target's database lacks, knowing the schema that it has",
       &state->pending},
      {"--fail-on", "The level from which a finding gives exit code 4: error, warning, note or off",
       &state->fail_on},
      {"--only", "Ask this rule alone; may be given more than once", &state->only},
      {"--rules", "List the rules and review nothing", &state->rules},
  };
  command.run = [state](Workspace& workspace) { return run(workspace, *state); };
  return command;
}

}  // namespace whimbrel::cli
