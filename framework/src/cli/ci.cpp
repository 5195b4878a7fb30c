// whimbrel ci
#include <fmt/format.h>

#include <algorithm>

#include "ci_reports.h"
#include "ci_target.h"
#include "whimbrel/core/error.h"
#include "whimbrel/core/text.h"
#include "whimbrel/revision/symbols.h"

namespace whimbrel::cli {
namespace {

struct State {
  std::vector<std::string> steps;
  std::string since;
  std::vector<std::string> reports;
  bool ephemeral = false;
};

std::vector<CiStep> chosen_steps(const State& state, const std::optional<CiConfig>& configured) {
  if (state.steps.empty()) return configured ? configured->steps : all_ci_steps();
  std::vector<CiStep> steps;
  for (const std::string& list : state.steps)
    for (const std::string_view word : split(list, ',')) {
      const auto step = parse_ci_step(trimmed(word));
      if (!step) {
        const std::vector<std::string> known = ci_step_words();
        const std::string near = nearest(word, known);
        throw Error(ErrorCode::usage, "there is no step '" + mentioned(word) + "'")
            .with_hint((near.empty() ? "" : "did you mean '" + near + "'? ") + "the steps are " +
                       join(known, ", "));
      }
      steps.push_back(*step);
    }
  std::sort(steps.begin(), steps.end());
  steps.erase(std::unique(steps.begin(), steps.end()), steps.end());
  return steps;
}

std::vector<CiTarget> chosen_targets(Workspace& workspace, const State& state) {
  const GlobalOptions& options = workspace.options();
  const std::optional<CiConfig>& configured = workspace.config().ci;
  if (options.target.empty() && options.url.empty()) {
    if (!configured)
      throw Error(ErrorCode::usage, "the configuration does not say where to run: it has no 'ci'")
          .at(workspace.config().file.string())
          .with_hint(
              "write ci: {targets: [{target: NAME, ephemeral: true}]}, or say --target NAME "
              "--ephemeral");
    return configured->targets;
  }
  workspace.target();  // an unknown name is an error before anything runs
  CiTarget target{options.target, state.ephemeral};
  if (configured && !options.target.empty())
    for (const CiTarget& each : configured->targets)
      if (each.target == target.target) target.ephemeral = target.ephemeral || each.ephemeral;
  return {target};
}

CiReports chosen_reports(const State& state, const std::optional<CiConfig>& configured) {
  CiReports reports;
  if (configured) reports = configured->reports;
  const std::vector<std::string> kinds = ci_report_kinds();
  for (const std::string& each : state.reports) {
    const std::size_t at = each.find('=');
    const std::string kind = each.substr(0, at);
    if (at == std::string::npos || at + 1 == each.size() ||
        std::find(kinds.begin(), kinds.end(), kind) == kinds.end())
      throw Error(ErrorCode::usage, "'--report " + each + "' is no report")
          .with_hint("write --report KIND=FILE; the kinds are " + join(kinds, ", "));
    reports[kind] = each.substr(at + 1);
  }
  return reports;
}

// A revision that is not there is an error before anything runs. A history that cannot be read is
// what the steps will find.
void require_since(Workspace& workspace, const std::string& since) {
  if (since.empty()) return;
  const RevisionGraph* graph = nullptr;
  try {
    graph = &workspace.graph();
  } catch (const Error&) {
    return;
  }
  resolve_single(*graph, since, {});
}

void show(Console& console, const std::string& target, const CiStepResult& step) {
  console.line(fmt::format("{:<12} {:<9} {:<7} {:>6.1f} s  {}", target,
                           whimbrel::word_for(step.step), word_for(step.state),
                           static_cast<double>(step.took.count()) / 1e6, step.summary));
  if (step.state != CiState::failed && !console.verbose() && step.step != CiStep::roundtrip) return;
  for (const std::string& each : step.details)
    console.line("    " + replaced(each, "\n", "\n    "));
}

CiResult carried_out(const CiJob& job, const std::vector<CiTarget>& targets, Console& quiet) {
  CiResult result;
  std::map<std::string_view, ReviewRule> rules;
  for (const CiTarget& each : targets) {
    CiTargetRun run(job, each, quiet);
    result.targets.push_back(run.run());
    for (const ReviewRule& rule : run.rules()) rules.emplace(rule.id, rule);
  }
  for (const auto& [id, rule] : rules) result.rules.push_back(rule);
  return result;
}

int ci(Workspace& workspace, const State& state) {
  Console& console = workspace.console();
  const std::optional<CiConfig>& configured = workspace.config().ci;
  CiJob job;
  job.options = workspace.options();
  job.steps = chosen_steps(state, configured);
  job.since = !state.since.empty() ? state.since : configured ? configured->since : "";
  const std::vector<CiTarget> targets = chosen_targets(workspace, state);
  const CiReports reports = chosen_reports(state, configured);
  require_since(workspace, job.since);
  require_writable(reports);
  job.began = [&](const std::string& target, CiStep step) {
    console.detail(fmt::format("{}: {} ...", target, whimbrel::word_for(step)));
  };
  job.ended = [&](const std::string& target, const CiStepResult& step) {
    show(console, target, step);
  };
  // What a step does in detail is for --verbose; its result is told when it ends.
  Console quiet;
  quiet.set_quiet(!console.verbose());
  quiet.set_verbose(console.verbose());
  const CiResult result = carried_out(job, targets, quiet);
  for (const CiTargetResult& target : result.targets)
    for (const std::string& each : target.remarks) console.log(target.name + ": " + each);
  write_reports(reports, result);
  console.answer("ci", "", ci_node(result));
  console.line(result.line());
  return result.code();
}

}  // namespace

Command ci_command() {
  auto state = std::make_shared<State>();
  Command command;
  command.name = "ci";
  command.summary = "Try the migrations before they are merged, and write reports for CI systems";
  command.description =
      "Runs the steps of the section 'ci' of the configuration on its targets: heads, review,\n"
      "upgrade, roundtrip, check and plan. An ephemeral target gets a database that is made for\n"
      "this run and dropped at the end; the database of any other target is never changed.";
  command.examples = {
      "whimbrel ci", "whimbrel ci --since 3f2a9c81d0be --report markdown=summary.md",
      "whimbrel ci --target dev --ephemeral --step upgrade,roundtrip --report junit=ci.xml"};
  command.options = {
      {"--step", "Run these steps only; a list with commas, may be given more than once",
       &state->steps},
      {"--since", "The revisions behind this one are the new ones (default: all)", &state->since},
      {"--ephemeral", "Treat the target of --target or --url as an ephemeral one",
       &state->ephemeral},
      {"--report", "KIND=FILE: junit, sarif, markdown or json; may be given more than once",
       &state->reports},
  };
  command.run = [state](Workspace& workspace) { return ci(workspace, *state); };
  return command;
}

}  // namespace whimbrel::cli
