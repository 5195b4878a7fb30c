#include "whimbrel/runner/round_trip.h"

#include <algorithm>
#include <optional>
#include <set>

#include "round_trip_compare.h"
#include "round_trip_steps.h"
#include "whimbrel/core/error.h"

namespace whimbrel {
namespace {

constexpr std::size_t kMostChanges = 10;

std::vector<QualifiedName> all_names(const Schema& schema) {
  std::vector<QualifiedName> names;
  for (const auto& [name, table] : schema.tables) names.push_back(name);
  return names;
}

std::string told(const Error& error) {
  return (error.where().empty() ? "" : error.where() + ": ") + error.message();
}

// These end the whole command; what else goes wrong is a result of the trip.
bool ends_everything(const Error& error) {
  return error.code() == ErrorCode::interrupted || error.code() == ErrorCode::connection;
}

}  // namespace

struct RoundTrip::State {
  explicit State(RoundTripWork given) : work(std::move(given)), steps(work) {}

  Schema read() const { return work.dialect.introspector().read(work.connection, work.scope); }

  RoundTripWork work;
  RoundTripSteps steps;
  std::optional<Schema> now;  ///< of the database, where it is known
};

/// One revision's trip. [one thread at a time]
class RoundTrip::Trip {
 public:
  Trip(State& state, RevisionIndex revision)
      : state_(state), work_(state.work), revision_(revision) {
    result_.revision = work_.graph.id(revision);
    result_.file = work_.graph[revision].file.string();
  }

  RoundTripResult result() {
    const auto start = std::chrono::steady_clock::now();
    try {
      run();
    } catch (const Error& error) {
      if (ends_everything(error)) throw;
      result_.problems.push_back(doing_ + told(error));
      result_.broken = true;
    }
    if (!result_.problems.empty()) result_.outcome = RoundTripResult::Outcome::failed;
    result_.took = std::chrono::duration_cast<std::chrono::microseconds>(
        std::chrono::steady_clock::now() - start);
    return std::move(result_);
  }

 private:
  void run() {
    up_operations_ = state_.steps.operations(revision_, true);
    if (!has_way_down()) return skip();
    before_ = state_.now ? std::move(*state_.now) : state_.read();
    state_.now.reset();
    fill();
    go_up_with_rows();
    const Schema up = state_.read();
    fill_what_is_new(up);
    const RowImages shared = shared_images(up);
    go_down(up);
    go_up_again(up, shared);
    take_rows_out(up);
  }

  bool has_way_down() {
    try {
      state_.steps.operations(revision_, false);
      return true;
    } catch (const Error& error) {
      if (error.code() != ErrorCode::revision) throw;
      reason_ = told(error);
      return false;
    }
  }

  void skip() {
    doing_ = "upgrade: ";
    state_.steps.up(revision_);
    state_.now.reset();
    result_.outcome = RoundTripResult::Outcome::skipped;
    result_.problems.clear();
    result_.notes.push_back(reason_);
  }

  void fill() {
    doing_ = "rows for the trial: ";
    const auto tables = tables_to_try(before_, up_operations_);
    const Schema next = after(before_, up_operations_);
    seeding_ = seed({before_, next, tables}, work_.dialect, work_.connection, work_.stop);
    note_unseeded(seeding_);
    images_ = read_images(before_, tables, work_.dialect, work_.connection);
    result_.tables = images_.size();
    for (const RowImage& each : images_) result_.rows += each.rows.size();
  }

  // A way down that works on empty tables only is none. Rows that SQL might carry back into other
  // tables are not put in.
  void fill_what_is_new(const Schema& up) {
    if (has_unknown_effect(up_operations_)) return;
    std::vector<QualifiedName> fresh;
    const auto renamed = names_after(all_names(before_), up_operations_);
    std::set<QualifiedName> known;
    for (const auto& [before, now] : renamed) known.insert(now);
    for (const QualifiedName& each : all_names(up))
      if (!known.contains(each)) fresh.push_back(each);
    doing_ = "rows for the trial: ";
    const Seeding added = seed({up, up, fresh}, work_.dialect, work_.connection, work_.stop);
    note_unseeded(added);
    result_.tables += added.tables.size();
    result_.rows += added.rows;
  }

  void note_unseeded(const Seeding& seeding) {
    for (const UnseededTable& each : seeding.unseeded)
      result_.notes.push_back("table " + each.name.text() + " has no rows: " + each.reason);
  }

  // A migration may rightly refuse rows that its author knows not to exist. It is then tried
  // without them, and the result says so.
  void go_up_with_rows() {
    doing_ = "upgrade: ";
    try {
      state_.steps.up(revision_);
    } catch (const Error& error) {
      if (error.code() != ErrorCode::database || seeding_.tables.empty()) throw;
      clear_rows(seeding_.tables, work_.dialect, work_.connection);
      state_.steps.again();
      result_.notes.push_back(
          "the upgrade refuses rows that the schema allows, and was tried without: " + told(error));
      seeding_.tables.clear();
      images_ = read_images(before_, names_of_images(), work_.dialect, work_.connection);
    }
  }

  std::vector<QualifiedName> names_of_images() const {
    std::vector<QualifiedName> names;
    for (const RowImage& each : images_) names.push_back(each.table);
    return names;
  }

  // The columns that stay, of the tables that stay, as the upgrade leaves them.
  RowImages shared_images(const Schema& schema) const {
    RowImages result;
    for (const auto& [before, now] : names_after(names_of_images(), up_operations_)) {
      const Table* table = schema.table(now);
      const Table* origin = before_.table(before);
      if (table == nullptr || origin == nullptr) continue;
      std::vector<Identifier> columns;
      for (const Column& each : table->columns)
        if (origin->column(each.name) != nullptr) columns.push_back(each.name);
      result.push_back(read_rows(*table, columns, work_.dialect, work_.connection));
    }
    return result;
  }

  void go_down(const Schema& up) {
    doing_ = "downgrade: ";
    state_.steps.down(revision_);
    const Schema now = state_.read();
    add(schema_changes(before_, now, "after the downgrade: ", work_.dialect.capabilities(),
                       work_.canonical));
    compare_rows(images_, now, up, declared_losses(up_operations_, work_.dialect.syntax()), work_,
                 result_);
  }

  void go_up_again(const Schema& up, const RowImages& shared) {
    doing_ = "second upgrade: ";
    state_.steps.up(revision_);
    Schema now = state_.read();
    const std::string when = "after the second upgrade: ";
    add(schema_changes(up, now, when, work_.dialect.capabilities(), work_.canonical));
    const RowImages found = shared_images(now);
    for (std::size_t i = 0; i < std::min(shared.size(), found.size()); ++i)
      for (const RowChange& each : row_changes(shared[i], found[i], {}, kMostChanges))
        result_.problems.push_back(when + each.text(shared[i].table));
    state_.now = std::move(now);
  }

  void take_rows_out(const Schema& up) {
    doing_ = "taking the rows out: ";
    if (seeding_.tables.empty()) return;
    if (has_unknown_effect(up_operations_)) {
      // Which rows are the migration's own is known only where it has not run yet.
      state_.steps.down(revision_);
      clear_rows(seeding_.tables, work_.dialect, work_.connection);
      state_.steps.up(revision_);
      return;
    }
    const auto names = names_after(seeding_.tables, up_operations_);
    std::vector<QualifiedName> left;
    for (const QualifiedName& each : seeding_.tables) {
      const auto now = names.find(each);
      if (now != names.end() && up.table(now->second) != nullptr) left.push_back(now->second);
    }
    clear_rows(left, work_.dialect, work_.connection);
  }

  void add(std::vector<std::string> problems) {
    for (std::string& each : problems) result_.problems.push_back(std::move(each));
  }

  State& state_;
  const RoundTripWork& work_;
  RevisionIndex revision_;
  RoundTripResult result_;
  std::string doing_;
  std::string reason_;
  std::vector<Operation> up_operations_;
  Schema before_;
  Seeding seeding_;
  RowImages images_;
};

RoundTrip::RoundTrip(RoundTripWork work) : state_(std::make_unique<State>(std::move(work))) {}
RoundTrip::~RoundTrip() = default;

void RoundTrip::pass(std::span<const RevisionIndex> revisions) {
  state_->now.reset();
  if (!revisions.empty()) state_->steps.up(revisions);
}

RoundTripResult RoundTrip::prove(RevisionIndex revision) {
  return Trip(*state_, revision).result();
}

}  // namespace whimbrel
