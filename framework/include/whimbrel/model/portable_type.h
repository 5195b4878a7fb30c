// The portable types: SQL's own names, lower case.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace whimbrel {

enum class PortableKind {
  boolean,
  smallint,
  integer,
  bigint,
  numeric,
  real,
  double_precision,
  char_,
  varchar,
  text,
  varbinary,
  blob,
  date,
  time,
  timestamp,
  timestamp_with_time_zone,
  interval,
  uuid,
  json,
  enumeration,
};

/// A portable type taken apart. `arguments`: numeric(p[,s]), char(n), varchar(n), varbinary(n),
/// time(p), timestamp(p). `values`: those of enum(...). `dimensions`: how many `[]` follow.
struct PortableType {
  PortableKind kind = PortableKind::text;
  std::vector<int> arguments;
  std::vector<std::string> values;
  int dimensions = 0;
  bool operator==(const PortableType&) const = default;
};

/// The portable type that `text` spells, in any case and spacing; nothing when it is none (then it
/// is the dialect's own type). char without a length is char(1). Pure.
std::optional<PortableType> parse_portable_type(std::string_view text);

/// The one spelling of a portable type, which parses back to the same value.
std::string to_text(const PortableType& type);

}  // namespace whimbrel
