// The members of plain structs, without naming them.
#pragma once

#include <cstddef>
#include <optional>
#include <tuple>
#include <type_traits>
#include <utility>

namespace whimbrel::fields {

template <class T>
struct IsOptional : std::false_type {};
template <class T>
struct IsOptional<std::optional<T>> : std::true_type {};

/// Initialises any member. An optional makes itself from what its value can be made from.
struct Anything {
  std::size_t position;
  template <class T>
  requires(!IsOptional<T>::value) operator T() const;
};

template <class T, std::size_t... I>
constexpr bool takes(std::index_sequence<I...>) {
  return requires { T{Anything{I}...}; };
}

template <class T, std::size_t Count>
constexpr std::size_t count_up_to() {
  if constexpr (takes<T>(std::make_index_sequence<Count>()))
    return Count;
  else
    return count_up_to<T, Count - 1>();
}

/// The largest number of members that `tie` knows how to take apart.
constexpr std::size_t kMost = 24;

/// How many members the aggregate T has.
template <class T>
constexpr std::size_t count() {
  static_assert(std::is_aggregate_v<T>, "a struct with constructors must be taken apart by name");
  static_assert(!takes<T>(std::make_index_sequence<kMost + 1>()), "too many members: raise kMost");
  return count_up_to<T, kMost>();
}

#define WHIMBREL_FIELDS(number, ...)         \
  else if constexpr (count<T>() == number) { \
    auto& [__VA_ARGS__] = value;             \
    return std::tie(__VA_ARGS__);            \
  }

/// References to the members of `value`, in the order of their declaration. A member that is added
/// to a struct is among them without a word here. Borrows the value.
template <class Value>
auto tie(Value& value) {
  using T = std::remove_const_t<Value>;
  if constexpr (count<T>() == 0) {
    return std::tuple<>();
  }
  WHIMBREL_FIELDS(1, a)
  WHIMBREL_FIELDS(2, a, b)
  WHIMBREL_FIELDS(3, a, b, c)
  WHIMBREL_FIELDS(4, a, b, c, d)
  WHIMBREL_FIELDS(5, a, b, c, d, e)
  WHIMBREL_FIELDS(6, a, b, c, d, e, f)
  WHIMBREL_FIELDS(7, a, b, c, d, e, f, g)
  WHIMBREL_FIELDS(8, a, b, c, d, e, f, g, h)
  WHIMBREL_FIELDS(9, a, b, c, d, e, f, g, h, i)
  WHIMBREL_FIELDS(10, a, b, c, d, e, f, g, h, i, j)
  WHIMBREL_FIELDS(11, a, b, c, d, e, f, g, h, i, j, k)
  WHIMBREL_FIELDS(12, a, b, c, d, e, f, g, h, i, j, k, l)
  WHIMBREL_FIELDS(13, a, b, c, d, e, f, g, h, i, j, k, l, m)
  WHIMBREL_FIELDS(14, a, b, c, d, e, f, g, h, i, j, k, l, m, n)
  WHIMBREL_FIELDS(15, a, b, c, d, e, f, g, h, i, j, k, l, m, n, o)
  WHIMBREL_FIELDS(16, a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p)
  WHIMBREL_FIELDS(17, a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q)
  WHIMBREL_FIELDS(18, a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r)
  WHIMBREL_FIELDS(19, a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s)
  WHIMBREL_FIELDS(20, a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t)
  WHIMBREL_FIELDS(21, a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t, u)
  WHIMBREL_FIELDS(22, a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t, u, v)
  WHIMBREL_FIELDS(23, a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t, u, v, w)
  WHIMBREL_FIELDS(24, a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t, u, v, w, x)
}

#undef WHIMBREL_FIELDS

}  // namespace whimbrel::fields
