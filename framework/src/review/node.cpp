#include "whimbrel/review/report.h"

namespace whimbrel {
namespace {

Node finding_node(const ReviewFinding& finding) {
  Node node = Node::map();
  node.add("rule", Node::text(finding.rule));
  node.add("level", Node::text(word_for(finding.level)));
  node.add("message", Node::text(finding.message));
  node.add("cure", Node::text(finding.cure));
  node.add("revision", finding.revision.empty() ? Node() : Node::text(finding.revision));
  node.add("direction", Node::text(finding.up ? "upgrade" : "downgrade"));
  node.add("file", Node::text(finding.mark.file ? *finding.mark.file : ""));
  node.add("line", Node::number(finding.mark.line));
  node.add("column", Node::number(finding.mark.column));
  return node;
}

}  // namespace

Node review_node(const Review& review, ReviewLevel threshold) {
  Node result = Node::map();
  Node& revisions = result.add("revisions", Node::sequence());
  for (const std::string& id : review.revisions) revisions.items.push_back(Node::text(id));
  result.add("threshold", Node::text(word_for(threshold)));
  result.add("passed", Node::boolean(!reaches(review, threshold)));
  Node& findings = result.add("findings", Node::sequence());
  for (const ReviewFinding& each : review.findings) findings.items.push_back(finding_node(each));
  Node& suppressed = result.add("suppressed", Node::sequence());
  for (const SuppressedFinding& each : review.suppressed) {
    Node node = finding_node(each.finding);
    node.add("reason", Node::text(each.reason));
    suppressed.items.push_back(std::move(node));
  }
  return result;
}

}  // namespace whimbrel
