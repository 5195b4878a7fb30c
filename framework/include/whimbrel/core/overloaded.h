// Visiting a variant with one lambda for each of its alternatives.
#pragma once

namespace whimbrel {

template <class... Arms>
struct overloaded : Arms... {
  using Arms::operator()...;
};
// clang 14 does not deduce aggregates.
template <class... Arms>
overloaded(Arms...) -> overloaded<Arms...>;

}  // namespace whimbrel
