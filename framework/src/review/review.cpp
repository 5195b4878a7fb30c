#include "whimbrel/review/review.h"

#include <algorithm>

#include "mirror.h"
#include "rendering.h"
#include "rules.h"
#include "whimbrel/core/error.h"
#include "whimbrel/core/file.h"
#include "whimbrel/dialect/abilities.h"
#include "whimbrel/review/catalogue.h"
#include "whimbrel/revision/graph_walk.h"
#include "whimbrel/revision/ways_back.h"

namespace whimbrel {
namespace {

class Reviewer {
 public:
  Reviewer(const RevisionGraph& graph, const Dialect& dialect, const ReviewSettings& settings)
      : graph_(graph),
        dialect_(dialect),
        guide_(ability<ReviewGuide>(dialect)),
        settings_(settings),
        levels_(review_rules(dialect), settings),
        walk_(dialect, guide_, settings.server_version),
        ways_back_(graph, dialect.name()) {
    if (guide_ != nullptr) facts_ = guide_->facts();
  }

  // From the schema `start`, of which all is known, or from an empty one.
  Review run(std::span<const RevisionIndex> which, const Schema* start) {
    RevisionSet wanted(graph_.size(), false);
    for (const RevisionIndex index : which) wanted[index] = true;
    RevisionSet replayed = wanted;
    if (start != nullptr)
      schema_ = *start;
    else
      replayed = ancestors(graph_, which, Edges::all);
    find_heads();
    for (const std::string& rule : levels_.strangers()) {
      const std::string meant = levels_.nearest_to(rule);
      review_.remarks.push_back("this dialect has no review rule '" + rule + "'" +
                                (meant.empty() ? "" : "; did you mean '" + meant + "'?"));
    }
    std::vector<RevisionIndex> order = newest_first(graph_, replayed, graph_.heads());
    std::reverse(order.begin(), order.end());
    for (const RevisionIndex index : order) {
      if (wanted[index])
        look_at(graph_[index]);
      else
        replay(graph_[index]);
    }
    return std::move(review_);
  }

 private:
  void find_heads() {
    const std::vector<RevisionIndex>& heads = graph_.real_heads();
    const ReviewLevel level = levels_.of("several-heads");
    if (heads.size() < 2 || level == ReviewLevel::off) return;
    const Mark mark{std::make_shared<const std::string>(graph_[heads.back()].file.string()), 1, 1};
    review_.findings.push_back(
        {"several-heads",
         level,
         "the history has " + std::to_string(heads.size()) + " heads: " + listed(graph_, heads),
         "write a revision that makes them one with 'whimbrel merge heads -m MESSAGE', or move one "
         "that is not applied with 'whimbrel rebase'",
         {},
         true,
         mark});
  }

  void replay(const Revision& revision) {
    const RevisionBody body = read_revision_body(revision.file);
    if (!body.refused.empty()) return pass_over();
    const auto up = operations_of(body, true, dialect_.name(), revision.file);
    const Walked walked = walk_.run(up, body.is_sql, schema_, {});
    remember(walked);
  }

  // Nothing is known of what a refused revision did.
  void pass_over() { known_ = false; }

  void remember(const Walked& walked) {
    known_ = known_ && walked.understood && walked.misfits.empty();
  }

  void look_at(const Revision& revision) {
    review_.revisions.push_back(revision.id);
    const std::string text = read_file(revision.file);
    const RevisionBody body = parse_revision_body(text, revision.file);
    if (!body.refused.empty()) return pass_over();
    Findings findings(levels_, revision);
    const bool known = known_;
    std::vector<int> starts;
    TouchedTables changed;
    const auto operations = operations_of(body, true, dialect_.name(), revision.file);
    const Walked up = pass(operations, body, true, changed, findings);
    note_starts(up, starts);
    if (const auto back = way_down(body, revision, findings)) {
      TouchedTables changed_back;
      const Walked down = pass(*back, body, false, changed_back, findings);
      note_starts(down, starts);
      if (known && up.understood && down.understood && up.misfits.empty())
        find_mismatch(changed, changed_back, down, schema_, dialect_, facts_, findings);
      changed_back.restore(schema_);
    }
    remember(up);
    std::sort(starts.begin(), starts.end());
    Suppressions suppressions(text, body.is_sql);
    findings.settle(suppressions, starts, review_);
  }

  static void note_starts(const Walked& walked, std::vector<int>& starts) {
    for (const ReadStatement& each : walked.statements) starts.push_back(each.mark.line);
    for (const ReviewStep& each : walked.steps)
      if (each.reading == nullptr) starts.push_back(each.mark.line);
  }

  // The operations of the way down, or a finding that says why there is none.
  std::optional<std::vector<LocatedOperation>> way_down(const RevisionBody& body,
                                                        const Revision& revision,
                                                        Findings& findings) {
    try {
      return ways_back_.of(graph_.find_id(revision.id).value(), body);
    } catch (const Error& error) {
      if (error.code() != ErrorCode::revision) throw;
      findings.add("no-downgrade", false, {}, error.message(),
                   error.hint().empty() ? "write the downgrade out" : error.hint());
      return std::nullopt;
    }
  }

  // Replays one direction and asks the rules about it.
  Walked pass(std::span<const LocatedOperation> operations, const RevisionBody& body, bool up,
              TouchedTables& changed, Findings& findings) {
    const bool in_transaction = dialect_.capabilities().transactional_ddl &&
                                settings_.uses_transactions && body.transactional.value_or(true);
    const bool known = known_;
    const bool alone =
        operations.size() == 1 && !std::holds_alternative<Execute>(operations.front().operation);
    Walk::Visitor visitor;
    visitor.step = [&](const ReviewStep& step, const ReviewPlace& place) {
      if (step.operation != nullptr) changed.note(*step.operation, place.before);
      if (step.quiet) return;
      const RuleInput input{step, place, dialect_, guide_, up, findings};
      find_lost_data(input);
      find_breaking_changes(input);
      find_demands_on_rows(input);
      find_bad_names(input);
      find_hazards(input);
      if (up) find_rendering_problems(input, in_transaction, known, alone);
    };
    Walked walked = walk_.run(operations, body.is_sql, schema_, visitor);
    const DirectionInput input{walked,   schema_, known,     up,      in_transaction,
                               dialect_, facts_,  settings_, findings};
    find_loss_on_the_way_down(input);
    find_misfits(input);
    find_foreign_key_problems(input);
    find_key_problems(input);
    find_missing_timeouts(input);
    find_statement_problems(input);
    forgive_rebuilds(input);
    return walked;
  }

  const RevisionGraph& graph_;
  const Dialect& dialect_;
  const ReviewGuide* guide_;
  const ReviewSettings& settings_;
  RuleLevels levels_;
  Walk walk_;
  ReviewFacts facts_;
  Schema schema_;
  WaysBack ways_back_;
  bool known_ = true;
  Review review_;
};

}  // namespace

std::vector<ReviewRule> review_rules(const Dialect& dialect) {
  const auto general = rule_catalogue();
  std::vector<ReviewRule> rules(general.begin(), general.end());
  if (const auto* guide = ability<ReviewGuide>(dialect))
    for (const ReviewRule& rule : guide->rules()) rules.push_back(rule);
  std::sort(rules.begin(), rules.end(),
            [](const ReviewRule& a, const ReviewRule& b) { return a.id < b.id; });
  return rules;
}

Review review(const RevisionGraph& graph, std::span<const RevisionIndex> which,
              const Dialect& dialect, const ReviewSettings& settings, const Schema* start) {
  return Reviewer(graph, dialect, settings).run(which, start);
}

}  // namespace whimbrel
