// Files that hold both directions, one behind the other, each after a comment that opens it.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "sql_files.h"

namespace whimbrel {

/// A file of which every line is given to one of the two directions.
class MarkedSql {
 public:
  /// `file` and `version` are those of both pieces.
  MarkedSql(const std::filesystem::path& file, const ImportSource& source, std::string version,
            std::string title);

  /// Opens a direction; throws Error{revision} when it stands twice.
  void open(bool up, int line);
  bool is_open() const { return open_ != nullptr; }
  /// The direction that is open; only when there is one.
  ImportPiece& piece() { return *open_; }
  bool in_up() const { return open_ == &up_; }

  /// A line of SQL. Outside of both directions only empty lines and comments may stand.
  void add(std::string_view line, int number);

  /// Both directions without a transaction.
  void without_transaction();

  /// Gives the pieces that were opened. Throws Error{revision} with `missing` when there is no way
  /// up.
  void finish(const std::string& missing, ImportPieces& found);

 private:
  ImportPiece up_;
  ImportPiece down_;
  bool has_up_ = false;
  bool has_down_ = false;
  ImportPiece* open_ = nullptr;
};

/// The number before the first `_` of a file NUMBER_TITLE.sql and the title behind it; nothing when
/// the name is no such name.
struct NumberedName {
  std::string version;
  std::string title;
};
std::optional<NumberedName> numbered_name(const std::filesystem::path& file);

}  // namespace whimbrel
