#include <algorithm>
#include <array>

#include "config_parts.h"
#include "whimbrel/config/ci.h"
#include "whimbrel/core/text.h"

namespace whimbrel {
namespace {

namespace fs = std::filesystem;

struct StepWord {
  CiStep step;
  std::string_view word;
};
constexpr std::array kSteps = {
    StepWord{CiStep::heads, "heads"},     StepWord{CiStep::review, "review"},
    StepWord{CiStep::upgrade, "upgrade"}, StepWord{CiStep::roundtrip, "roundtrip"},
    StepWord{CiStep::check, "check"},     StepWord{CiStep::plan, "plan"},
};

std::string hint_for_step(const std::string& word) {
  const std::vector<std::string> words = ci_step_words();
  const std::string near = nearest(word, words);
  const std::string all = "the steps are " + join(words, ", ");
  return near.empty() ? all : "did you mean '" + near + "'? " + all;
}

class SectionReader {
 public:
  SectionReader(const Node& node, const Config& config, const Environment& environment)
      : map_(node, "'ci'"), config_(config), environment_(environment) {}

  CiConfig read() {
    read_targets(map_.require("targets"));
    const Node* steps = map_.find("steps");
    result_.steps = steps == nullptr ? all_ci_steps() : read_steps(*steps);
    if (const Node* since = map_.find("since")) result_.since = text(*since, "'since' of 'ci'");
    if (const Node* reports = map_.find("reports")) read_reports(*reports);
    map_.finish();
    return std::move(result_);
  }

 private:
  std::string text(const Node& node, const std::string& what) const {
    const std::string value = resolved(written_text(node, what), what, environment_);
    if (value.empty()) throw error_at(node.mark, what + " must not be empty");
    return value;
  }

  void read_targets(const Node& node) {
    if (!node.is_sequence() || node.items.empty())
      throw error_at(node.mark, "'targets' of 'ci' must be a list that names a target")
          .with_hint("write targets: [{target: NAME, ephemeral: true}]");
    for (const Node& item : node.items) {
      CiTarget target = read_target_entry(item);
      const bool known =
          std::any_of(result_.targets.begin(), result_.targets.end(),
                      [&](const CiTarget& each) { return each.target == target.target; });
      if (known) throw error_at(item.mark, "target '" + target.target + "' stands twice in 'ci'");
      result_.targets.push_back(std::move(target));
    }
  }

  CiTarget read_target_entry(const Node& item) const {
    if (!item.is_map()) return {target_name(item), false};
    MapReader map(item, "a target of 'ci'");
    CiTarget target{target_name(map.require("target")), map.flag("ephemeral").value_or(false)};
    map.finish();
    return target;
  }

  std::string target_name(const Node& node) const {
    const std::string name = text(node, "a target of 'ci'");
    if (config_.targets.contains(name)) return name;
    std::vector<std::string> known;
    for (const auto& [target, entry] : config_.targets) known.push_back(target);
    throw error_at(node.mark,
                   "'ci' names the target '" + mentioned(name) + "', which is not among 'targets'")
        .with_hint(hint_for_name(name, known));
  }

  std::vector<CiStep> read_steps(const Node& node) const {
    if (!node.is_sequence() || node.items.empty())
      throw error_at(node.mark, "'steps' of 'ci' must be a list of steps")
          .with_hint("the steps are " + join(ci_step_words(), ", "));
    std::vector<CiStep> steps;
    for (const Node& item : node.items) {
      const std::string word = text(item, "a step of 'ci'");
      const auto step = parse_ci_step(word);
      if (!step)
        throw error_at(item.mark, "'ci' has no step '" + mentioned(word) + "'")
            .with_hint(hint_for_step(word));
      if (std::find(steps.begin(), steps.end(), *step) != steps.end())
        throw error_at(item.mark, "the step '" + word + "' stands twice in 'ci'");
      steps.push_back(*step);
    }
    std::sort(steps.begin(), steps.end());
    return steps;
  }

  void read_reports(const Node& node) {
    MapReader map(node, "'reports' of 'ci'");
    for (const std::string& kind : ci_report_kinds()) {
      const Node* file = map.find(kind);
      if (file == nullptr) continue;
      fs::path path = joined(config_.folder, text(*file, "'" + kind + "' of 'reports'"));
      for (const auto& [other, taken] : result_.reports)
        if (taken == path)
          throw error_at(file->mark,
                         "the reports " + other + " and " + kind + " are written to the same file");
      result_.reports.emplace(kind, std::move(path));
    }
    map.finish();
  }

  MapReader map_;
  const Config& config_;
  const Environment& environment_;
  CiConfig result_;
};

}  // namespace

std::string_view word_for(CiStep step) { return kSteps.at(static_cast<std::size_t>(step)).word; }

std::optional<CiStep> parse_ci_step(std::string_view word) {
  for (const StepWord& each : kSteps)
    if (each.word == word) return each.step;
  return std::nullopt;
}

std::vector<CiStep> all_ci_steps() {
  std::vector<CiStep> steps;
  for (const StepWord& each : kSteps) steps.push_back(each.step);
  return steps;
}

std::vector<std::string> ci_step_words() {
  std::vector<std::string> words;
  for (const StepWord& each : kSteps) words.emplace_back(each.word);
  return words;
}

std::vector<std::string> ci_report_kinds() { return {"json", "junit", "markdown", "sarif"}; }

CiConfig read_ci_section(const Node& node, const Config& config, const Environment& environment) {
  return SectionReader(node, config, environment).read();
}

}  // namespace whimbrel
