// Empty places for scripts that make everything by themselves.
#pragma once

#include <memory>
#include <string_view>
#include <variant>

#include "whimbrel/dialect/abilities.h"

namespace whimbrel {

/// An ability of dialects whose scratch places come with what the target has beside its default
/// schema (other schemas, extensions): a script that makes these itself needs a place without them.
/// Immutable. [thread-safe]
class BareScratchPlaces {
 public:
  static constexpr std::string_view id = "whimbrel.bare_scratch_places/1";
  BareScratchPlaces() = default;
  BareScratchPlaces(const BareScratchPlaces&) = delete;
  BareScratchPlaces& operator=(const BareScratchPlaces&) = delete;
  virtual ~BareScratchPlaces();

  /// As ScratchPlaces::open, but nothing is in the place except an empty default schema.
  virtual std::variant<std::unique_ptr<ScratchPlace>, Unsupported> open_bare(
      Connection& target, const Endpoint& endpoint, const Endpoint* scratch) const = 0;
};

}  // namespace whimbrel
