// whimbrel status
#include <fmt/format.h>

#include "database_status.h"
#include "listing.h"
#include "review_text.h"
#include "whimbrel/review/report.h"

namespace whimbrel::cli {
namespace {

constexpr size_t kListed = 10;

std::string described(const RevisionGraph& graph, RevisionIndex index) {
  const std::string& message = graph[index].message;
  return short_line(graph, index) + (message.empty() ? "" : "  " + message);
}

void print_list(Console& console, const RevisionGraph& graph, const char* title,
                const std::vector<RevisionIndex>& revisions) {
  if (revisions.empty()) return console.line(fmt::format("{:<10} none", title));
  const size_t most = console.verbose() ? revisions.size() : kListed;
  for (size_t i = 0; i < revisions.size() && i < most; ++i)
    console.line(fmt::format("{:<10} {}", i == 0 ? title : "", described(graph, revisions[i])));
  if (revisions.size() > most)
    console.line(fmt::format("{:<10} and {} more (-v lists them)", "", revisions.size() - most));
}

void print_unfinished(Console& console, const JournalEntry& entry) {
  console.line(fmt::format("{:<10} {} of {} got as far as statement {} of {} ({}, {})",
                           "Half-done:", entry.up ? "the upgrade" : "the downgrade", entry.revision,
                           entry.done, entry.total, entry.started_at, entry.who));
}

void print(Workspace& workspace, const DatabaseStatus& status) {
  Console& console = workspace.console();
  const RevisionGraph& graph = workspace.graph();
  const std::string& name = workspace.target_name();
  const std::string place = workspace.target().endpoint.display();
  console.line(fmt::format("{:<10} {}", "Target:", name.empty() ? place : name + "  " + place));
  console.line(
      fmt::format("{:<10} {} {}", "Server:", status.server.product, status.server.version));
  print_list(console, graph, "Current:", status.current);
  for (const std::string& row : status.unknown)
    console.line(
        fmt::format("{:<10} {}: the database is at it, and no file here has it", "Unknown:", row));
  print_list(console, graph, "Heads:", graph.real_heads());
  if (status.unknown.empty()) print_list(console, graph, "Pending:", status.pending);
  for (const RevisionIndex index : status.edited)
    console.line(fmt::format("{:<10} {}: {} is not what was applied", "Edited:", graph.id(index),
                             graph[index].file.lexically_normal().string()));
  if (status.unfinished) print_unfinished(console, *status.unfinished);
  if (status.pending.empty()) return;
  console.line(fmt::format("{:<10} {}", "Review:", review_summary(status.review)));
  for (const ReviewFinding& each : status.review.findings)
    if (each.level >= status.threshold || console.verbose())
      console.line(fmt::format("{:<10} {}: {}: {} [{}]", "", each.mark.text(), word_for(each.level),
                               each.message, each.rule));
}

Node revision_list(const RevisionGraph& graph, const std::vector<RevisionIndex>& revisions) {
  Node list = Node::sequence();
  for (const RevisionIndex index : revisions) list.items.push_back(revision_node(graph, index));
  return list;
}

Node unfinished_node(const JournalEntry& entry) {
  Node node = Node::map();
  node.add("revision", Node::text(entry.revision));
  node.add("direction", Node::text(entry.up ? "upgrade" : "downgrade"));
  node.add("statements_done", Node::number(entry.done));
  node.add("statements_total", Node::number(entry.total));
  node.add("in_doubt", Node::boolean(entry.state == JournalEntry::State::running));
  node.add("started_at", Node::text(entry.started_at));
  node.add("run_by", Node::text(entry.who));
  return node;
}

Node status_node(Workspace& workspace, const DatabaseStatus& status) {
  const RevisionGraph& graph = workspace.graph();
  Node result = Node::map();
  Node& server = result.add("server", Node::map());
  server.add("product", Node::text(status.server.product));
  server.add("version", Node::text(status.server.version));
  server.add("url", Node::text(workspace.target().endpoint.display()));
  result.add("settled", Node::boolean(status.settled()));
  result.add("current", revision_list(graph, status.current));
  Node& unknown = result.add("unknown", Node::sequence());
  for (const std::string& row : status.unknown) unknown.items.push_back(Node::text(row));
  result.add("heads", revision_list(graph, graph.real_heads()));
  result.add("pending", revision_list(graph, status.pending));
  result.add("edited", revision_list(graph, status.edited));
  result.add("unfinished", status.unfinished ? unfinished_node(*status.unfinished) : Node());
  result.add("review", review_node(status.review, status.threshold));
  return result;
}

int status(Workspace& workspace, bool exit_code) {
  const DatabaseStatus found = database_status(workspace);
  print(workspace, found);
  workspace.console().answer("status", workspace.target_name(), status_node(workspace, found));
  return exit_code && !found.settled() ? kDifferent : kDone;
}

}  // namespace

Command status_command() {
  auto exit_code = std::make_shared<bool>(false);
  Command command;
  command.name = "status";
  command.summary = "One screen: where the database is, what is pending, and what a review says";
  command.examples = {"whimbrel status", "whimbrel status --target prod --exit-code",
                      "whimbrel status --format json"};
  command.options = {{"--exit-code",
                      "Exit code 3 when something is pending, edited, unknown or half-done",
                      exit_code.get()}};
  command.run = [exit_code](Workspace& workspace) { return status(workspace, *exit_code); };
  return command;
}

}  // namespace whimbrel::cli
