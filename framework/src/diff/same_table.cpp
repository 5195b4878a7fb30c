#include "same_table.h"

#include <algorithm>
#include <type_traits>

#include "fields.h"

namespace whimbrel {
namespace {

// Above this, looking through the whole list for each part takes longer than a map.
constexpr std::size_t kShortList = 32;

template <class T>
bool same(const T& a, const T& b) {
  return a == b;
}

// Constraints and indexes. Columns have an order that counts.
template <class Part>
requires(!std::is_same_v<Part, Column> && requires(const Part& part) {
  part.name == part.name;
}) bool same(const std::vector<Part>& a, const std::vector<Part>& b) {
  if (a == b) return true;
  if (a.size() != b.size() || a.size() > kShortList) return false;
  const auto all_in = [](const std::vector<Part>& some, const std::vector<Part>& others) {
    return std::all_of(some.begin(), some.end(), [&](const Part& part) {
      return !part.name.empty() && std::find(others.begin(), others.end(), part) != others.end();
    });
  };
  return all_in(a, b) && all_in(b, a);
}

}  // namespace

bool same_table(const Table& a, const Table& b) {
  const auto all = [](const auto& left, const auto& right) {
    return [&]<std::size_t... I>(std::index_sequence<I...>) {
      return (same(std::get<I>(left), std::get<I>(right)) && ...);
    }
    (std::make_index_sequence<std::tuple_size_v<std::remove_cvref_t<decltype(left)>>>());
  };
  return all(fields::tie(a), fields::tie(b));
}

}  // namespace whimbrel
