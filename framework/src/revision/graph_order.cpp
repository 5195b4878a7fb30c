#include <algorithm>
#include <cstdint>
#include <limits>
#include <utility>

#include "whimbrel/revision/graph_walk.h"

namespace whimbrel {
namespace {

/// Walks down from the heads in lanes. A lane is a place in a line of revisions; lanes are numbered
/// in the order in which they are opened, and a lane that reaches its end is taken out of the list.
class LaneWalk {
 public:
  LaneWalk(const RevisionGraph& graph, const RevisionSet& wanted)
      : graph_(graph),
        wanted_(wanted),
        region_(ancestors(graph, members(wanted), Edges::all)),
        done_(graph.size(), false),
        waiting_(graph.size(), 0),
        lane_of_(graph.size(), none),
        seen_(graph.size(), 0),
        passed_children_(graph.size(), 0) {
    for (RevisionIndex i = 0; i < graph.size(); ++i)
      if (region_[i])
        for (const RevisionIndex parent : graph.all_parents(i)) ++waiting_[parent];
  }

  std::vector<RevisionIndex> run(std::span<const RevisionIndex> heads) {
    RevisionSet start(graph_.size(), false);
    for (const RevisionIndex head : heads) start[head] = wanted_[head];
    for (const RevisionIndex head : members(start)) open(head);
    for (RevisionIndex i = 0; i < graph_.size(); ++i)
      if (wanted_[i] && waiting_[i] == 0 && lane_of_[i] == none) orphans_.push_back(i);
    walk();
    while (!orphans_.empty()) {
      for (const RevisionIndex i : std::exchange(orphans_, {}))
        if (!done_[i] && lane_of_[i] == none) open(i);
      walk();
    }
    return std::move(order_);
  }

 private:
  using Lane = std::uint32_t;
  static constexpr Lane none = std::numeric_limits<Lane>::max();

  struct LaneState {
    RevisionIndex at;
    Lane before;
    Lane after;
  };

  Lane open(RevisionIndex at) {
    const auto lane = static_cast<Lane>(lanes_.size());
    lanes_.push_back({at, last_, none});
    (last_ == none ? first_ : lanes_[last_].after) = lane;
    last_ = lane;
    lane_of_[at] = lane;
    return lane;
  }

  /// Takes the lane out and returns the one to go on with: the one before it, else the first.
  Lane close(Lane lane) {
    const LaneState& gone = lanes_[lane];
    (gone.before == none ? first_ : lanes_[gone.before].after) = gone.after;
    (gone.after == none ? last_ : lanes_[gone.after].before) = gone.before;
    return gone.before == none ? first_ : gone.before;
  }

  void walk() {
    Lane lane = first_;
    while (lane != none) {
      const RevisionIndex at = lanes_[lane].at;
      if (waiting_[at] > 0) {
        lane = lane_above(at);
        continue;
      }
      emit(at);
      lane = go_down(lane, at);
    }
  }

  void emit(RevisionIndex at) {
    order_.push_back(at);
    lane_of_[at] = none;
    finished_.push_back(at);
    while (!finished_.empty()) {
      const RevisionIndex i = finished_.back();
      finished_.pop_back();
      done_[i] = true;
      for (const RevisionIndex parent : graph_.all_parents(i)) {
        if (--waiting_[parent] > 0) continue;
        if (!wanted_[parent]) finished_.push_back(parent);
        if (wanted_[parent] && !wanted_[i]) orphans_.push_back(parent);
      }
    }
  }

  Lane go_down(Lane lane, RevisionIndex from) {
    bool moved = false;
    for (const RevisionIndex parent : graph_.all_parents(from)) {
      if (!wanted_[parent] || done_[parent] || lane_of_[parent] != none) continue;
      if (moved) {
        open(parent);
      } else {
        lanes_[lane].at = parent;
        lane_of_[parent] = lane;
        moved = true;
      }
    }
    return moved ? lane : close(lane);
  }

  /// The first lane that must come before `below`, because it is at a descendant of it.
  Lane lane_above(RevisionIndex below) {
    const Lane own = lane_of_[below];
    const Lane least = first_ == own ? lanes_[first_].after : first_;
    Lane best = none;
    RevisionIndex ready = below;
    ++search_;
    climb_.assign(1, {below, first_open_child(below)});
    while (!climb_.empty() && (best == none || best != least)) {
      auto& [at, next] = climb_.back();
      const auto children = graph_.all_children(at);
      if (next == children.size()) {
        climb_.pop_back();
        continue;
      }
      const RevisionIndex child = children[next++];
      if (is_passed(child) || seen_[child] == search_) continue;
      seen_[child] = search_;
      best = std::min(best, lane_of_[child]);
      if (waiting_[child] == 0 && (ready == below || child < ready)) ready = child;
      climb_.emplace_back(child, first_open_child(child));
    }
    return best == none ? open(ready) : best;
  }

  bool is_passed(RevisionIndex i) const { return done_[i] || !region_[i]; }

  /// Where the children begin that are not passed; those before stay passed, so each is looked at
  /// once.
  std::uint32_t first_open_child(RevisionIndex at) {
    const auto children = graph_.all_children(at);
    std::uint32_t& first = passed_children_[at];
    while (first < children.size() && is_passed(children[first])) ++first;
    return first;
  }

  const RevisionGraph& graph_;
  const RevisionSet& wanted_;
  RevisionSet region_;                  // what can be above a wanted revision, and they themselves
  RevisionSet done_;                    // in the result, or unwanted with nothing left above
  std::vector<std::uint32_t> waiting_;  // children in the region that are not done
  std::vector<Lane> lane_of_;
  std::vector<std::uint32_t> seen_;  // by the search of this number
  std::vector<std::uint32_t> passed_children_;
  std::uint32_t search_ = 0;
  std::vector<LaneState> lanes_;
  Lane first_ = none;
  Lane last_ = none;
  std::vector<std::pair<RevisionIndex, std::uint32_t>> climb_;
  std::vector<RevisionIndex> finished_;
  std::vector<RevisionIndex> orphans_;  // wanted, free to come next, and led to by no lane
  std::vector<RevisionIndex> order_;
};

}  // namespace

std::vector<RevisionIndex> newest_first(const RevisionGraph& graph, const RevisionSet& wanted,
                                        std::span<const RevisionIndex> heads) {
  return LaneWalk(graph, wanted).run(heads);
}

}  // namespace whimbrel
