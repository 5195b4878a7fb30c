// Revision files: the header builds the graph, the body is read only when the revision is needed.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "whimbrel/ops/operation_codec.h"
#include "whimbrel/revision/revision.h"

namespace whimbrel {

/// `downgrade: auto`: derived from the way up.
struct AutoDowngrade {};
/// The file has no way down.
struct NoDowngrade {};

/// What a revision does.
struct RevisionBody {
  std::vector<WrittenOperation> upgrade;
  std::variant<NoDowngrade, AutoDowngrade, std::vector<WrittenOperation>> downgrade;
  /// `transactional: false` runs it without a transaction; absent: as the target says.
  std::optional<bool> transactional;
  /// Not empty: the sentence that says why this revision cannot be run in either direction. It
  /// stands in the graph and can be stamped; operations_of refuses it.
  std::string refused;
  /// Fingerprint of the body with its line ends normalised; the header does not count.
  std::string checksum;
  /// An SQL migration; the lines of its statements are then those of the file.
  bool is_sql = false;
};

/// An operation for one dialect with its place in the file.
struct LocatedOperation {
  Operation operation;
  Mark mark;
};

/// The header of a revision file (.yaml, .yml or .sql). Throws Error{config} or Error{revision}
/// with the file's name when it has none or it is wrong.
Revision read_revision_header(const std::filesystem::path& file);
/// The same from a text.
Revision parse_revision_header(std::string_view text, const std::filesystem::path& file);

/// The body of a revision file. Throws as above, with line and column.
RevisionBody read_revision_body(const std::filesystem::path& file);
RevisionBody parse_revision_body(std::string_view text, const std::filesystem::path& file);

/// The body of a revision: of its file, or of what the database keeps of it.
RevisionBody read_revision_body(const Revision& revision);

/// What is kept of an applied revision in case that its file gets lost: a revision file with the
/// header, an empty way up, and the way back `back` as explicit operations. One that does not
/// exist, or with which the text would be longer than `longest` bytes, is left out.
std::string way_back_text(const Revision& header, const RevisionBody& body,
                          const std::optional<std::vector<LocatedOperation>>& back,
                          std::size_t longest);

/// RevisionBody::checksum alone, without reading what the body says.
std::string read_body_checksum(const std::filesystem::path& file);

/// The headers of all revision files in the folders, in the order of their names, folder by folder.
/// A folder that does not exist has none. `recursive`: folders inside of them count too.
std::vector<Revision> read_revision_headers(std::span<const std::filesystem::path> folders,
                                            bool recursive = false);

/// What the body does in one direction on one dialect. Throws Error{revision} when the revision is
/// refused, there is no way down, or it cannot be derived, naming the operation and the reason.
std::vector<LocatedOperation> operations_of(const RevisionBody& body, bool up,
                                            std::string_view dialect,
                                            const std::filesystem::path& file);

/// The way down of a revision that says 'downgrade: auto', on the schema that it is applied to; the
/// schema tells what the file does not. Nothing when an operation has no way back even so.
std::optional<std::vector<LocatedOperation>> derived_way_back(const RevisionBody& body,
                                                              std::string_view dialect,
                                                              const Schema& before);

/// A new revision in the two-document form; with `downgrade` absent it says `auto`.
std::string revision_text(const Revision& header, std::span<const Operation> upgrade,
                          const std::optional<std::vector<Operation>>& downgrade);
/// What an SQL migration says below its header. The text of a section stands under the name of its
/// dialect, that of the general section under the empty one.
struct SqlSections {
  std::map<std::string, std::string> upgrade;
  std::map<std::string, std::string> downgrade;  ///< empty: no way down
  bool transactional = true;
  std::string refused;  ///< as RevisionBody::refused
};

/// An SQL migration. Each text ends in a line end of its own afterwards; nothing else of it
/// changes. Throws Error{revision} when a line of a text would read as a directive of this format.
std::string sql_revision_text(const Revision& header, const SqlSections& sections);
/// An empty SQL migration with its two sections.
std::string sql_revision_text(const Revision& header);

}  // namespace whimbrel
