// SARIF 2.1.0: https://docs.oasis-open.org/sarif/sarif/v2.1.0/
#include <algorithm>

#include "relative_file.h"
#include "whimbrel/core/json.h"
#include "whimbrel/review/report.h"

namespace whimbrel {
namespace {

// The format has no level "off"; a rule that is never asked is none to it.
std::string_view sarif_level(ReviewLevel level) {
  return level == ReviewLevel::off ? "none" : word_for(level);
}

Node message(const std::string& text) {
  Node node = Node::map();
  node.add("text", Node::text(text));
  return node;
}

Node rule_node(const ReviewRule& rule) {
  Node node = Node::map();
  node.add("id", Node::text(rule.id));
  node.add("shortDescription", message(std::string(rule.title) + "."));
  Node& configuration = node.add("defaultConfiguration", Node::map());
  configuration.add("level", Node::text(sarif_level(rule.level)));
  return node;
}

Node location(const ReviewFinding& finding, const std::filesystem::path& root) {
  Node node = Node::map();
  Node& place = node.add("physicalLocation", Node::map());
  Node& artifact = place.add("artifactLocation", Node::map());
  artifact.add("uri", Node::text(percent_encoded(relative_file(finding.mark, root))));
  Node& region = place.add("region", Node::map());
  region.add("startLine", Node::number(std::max(finding.mark.line, 1)));
  region.add("startColumn", Node::number(std::max(finding.mark.column, 1)));
  return node;
}

Node result_node(const ReviewFinding& finding, const std::filesystem::path& root) {
  Node node = Node::map();
  node.add("ruleId", Node::text(finding.rule));
  node.add("level", Node::text(sarif_level(finding.level)));
  node.add("message", message(finding.message + ".\n" + finding.cure + "."));
  node.add("locations", Node::sequence({location(finding, root)}));
  return node;
}

Node suppressed_node(const SuppressedFinding& each, const std::filesystem::path& root) {
  Node node = result_node(each.finding, root);
  Node suppression = Node::map();
  suppression.add("kind", Node::text("inSource"));
  suppression.add("justification", Node::text(each.reason));
  node.add("suppressions", Node::sequence({std::move(suppression)}));
  return node;
}

}  // namespace

std::string sarif_log(const Review& review, std::span<const ReviewRule> rules,
                      const std::filesystem::path& root) {
  Node log = Node::map();
  log.add("$schema", Node::text("https://json.schemastore.org/sarif-2.1.0.json"));
  log.add("version", Node::text("2.1.0"));
  Node run = Node::map();
  Node& driver = run.add("tool", Node::map()).add("driver", Node::map());
  driver.add("name", Node::text("whimbrel"));
  driver.add("version", Node::text(WHIMBREL_VERSION));
  Node& rule_nodes = driver.add("rules", Node::sequence());
  for (const ReviewRule& rule : rules) rule_nodes.items.push_back(rule_node(rule));
  Node& results = run.add("results", Node::sequence());
  for (const ReviewFinding& each : review.findings)
    results.items.push_back(result_node(each, root));
  for (const SuppressedFinding& each : review.suppressed)
    results.items.push_back(suppressed_node(each, root));
  log.add("runs", Node::sequence({std::move(run)}));
  return to_json(log) + "\n";
}

}  // namespace whimbrel
