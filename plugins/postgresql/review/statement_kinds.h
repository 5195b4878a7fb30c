// What kinds of statements there are, and who reads them.
#pragma once

#include <string_view>

#include "review/reading.h"

namespace whimbrel::postgresql {

/// A kind of statement by the tag of its node.
struct StatementKind {
  std::string_view tag;
  SqlReading::Kind kind;
  void (*read)(Reading&, const Node&);  ///< null: there is nothing in it that a review asks for
  std::string_view unread;              ///< what of it is not looked at; empty: nothing
  bool waits_for_lock = false;          ///< on a table that others use
};

/// The kind for a tag; null for one that is not known. Lives as long as the process.
const StatementKind* statement_kind(std::string_view tag);

/// What a statement does that the parser refuses, by its first word in any case.
SqlReading::Kind kind_by_word(std::string_view word);

}  // namespace whimbrel::postgresql
