// Text that must not be seen: passwords and URLs that hold one.
#pragma once

#include <string>
#include <utility>

namespace whimbrel {

/// Holds a secret so that it cannot be printed by accident: there is no conversion to text and no
/// stream operator. The one way out is `reveal`, called where a client library needs the value.
class Secret {
 public:
  Secret() = default;
  explicit Secret(std::string value) : value_(std::move(value)) {}

  bool empty() const { return value_.empty(); }
  const std::string& reveal() const { return value_; }
  bool operator==(const Secret&) const = default;

 private:
  std::string value_;
};

/// `text` with every occurrence of the secret replaced by `***`; an empty secret changes nothing.
/// For text of others (a client library's message) that may repeat what it was given.
std::string without(const Secret& secret, std::string text);

}  // namespace whimbrel
