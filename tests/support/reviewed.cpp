#include "support/reviewed.h"

#include <algorithm>
#include <set>

#include "whimbrel/revision/revision_file.h"

namespace whimbrel::test {
namespace {

constexpr const char* kFirst = R"(upgrade:
  - create_table:
      name: users
      columns:
        - {name: id, type: bigint, primary_key: true}
        - {name: email, type: varchar(320), nullable: false}
        - {name: nick, type: varchar(40)}
  - create_table:
      name: pets
      columns:
        - {name: id, type: bigint, primary_key: true}
        - {name: owner, type: bigint, nullable: false}
downgrade: auto
)";

std::string id_of(int number) { return "r" + std::to_string(number); }

}  // namespace

ReviewedHistory::ReviewedHistory() { add(kFirst); }

void ReviewedHistory::write(std::string_view extension, std::string_view text) {
  folder_.write(id_of(count_) + std::string(extension), text);
}

void ReviewedHistory::add(std::string_view body, std::string_view header) {
  ++count_;
  std::string text = "revision: " + id_of(count_) + "\n";
  if (count_ > 1) text += "down_revision: " + id_of(count_ - 1) + "\n";
  write(".yaml", text + std::string(header) + "---\n" + std::string(body));
}

void ReviewedHistory::add_sql(std::string_view sections, std::string_view header) {
  ++count_;
  std::string text = "-- whimbrel: revision: " + id_of(count_) + "\n";
  if (count_ > 1) text += "-- whimbrel: down_revision: " + id_of(count_ - 1) + "\n";
  write(".sql", text + std::string(header) + std::string(sections));
}

Review ReviewedHistory::review(const ModelDialect& dialect, const ReviewSettings& settings) const {
  const std::vector<std::filesystem::path> folders = {folder_.path()};
  const RevisionGraph graph(read_revision_headers(folders));
  const RevisionIndex last = graph.find_id(id_of(count_)).value();
  return whimbrel::review(graph, std::vector{last}, dialect, settings);
}

Review review_of_upgrade(std::string_view operations, const ModelDialect& dialect,
                         const ReviewSettings& settings) {
  ReviewedHistory history;
  history.add("upgrade:\n" + std::string(operations) + "downgrade: auto\n");
  return history.review(dialect, settings);
}

std::vector<std::string> found(const Review& review) {
  const std::set<std::string> everywhere = {"missing-lock-timeout", "missing-statement-timeout",
                                            "downgrade-loses-data"};
  std::set<std::string> rules;
  for (const ReviewFinding& each : review.findings)
    if (!everywhere.contains(each.rule)) rules.insert(each.rule);
  return {rules.begin(), rules.end()};
}

std::optional<ReviewFinding> finding(const Review& review, std::string_view rule) {
  const auto at = std::find_if(review.findings.begin(), review.findings.end(),
                               [&](const ReviewFinding& each) { return each.rule == rule; });
  if (at == review.findings.end()) return std::nullopt;
  return *at;
}

}  // namespace whimbrel::test
