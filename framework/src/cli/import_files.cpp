#include "import_files.h"

#include "whimbrel/core/error.h"
#include "whimbrel/core/file.h"
#include "whimbrel/revision/file_name.h"

namespace whimbrel::cli {
namespace fs = std::filesystem;
namespace {

Error differs(const Revision& revision, const fs::path& file) {
  return Error(ErrorCode::revision, "revision '" + revision.id +
                                        "' is here already, and it is not what would be imported "
                                        "from " +
                                        revision.file.lexically_normal().string())
      .at(file.lexically_normal().string())
      .with_hint(
          "nothing is overwritten: keep your file and import no more, or move it away and import "
          "again; a new migration between older ones changes the down_revision of the next one");
}

// An id that has the title in it needs no second one behind it.
std::string file_name(const ImportedRevision& revision) {
  Revision header = revision.header;
  if (header.id != revision.version) header.message.clear();
  return revision_file_name(header, LocalTime{}, "sql", FileNaming{});
}

// Wrong ids, cycles and parents that are missing are found before a file is written.
void check_together(const RevisionGraph& present, std::vector<Revision> added) {
  std::vector<Revision> all;
  for (RevisionIndex i = 0; i < present.size(); ++i) all.push_back(present[i]);
  all.insert(all.end(), std::make_move_iterator(added.begin()),
             std::make_move_iterator(added.end()));
  const RevisionGraph graph(std::move(all));
}

}  // namespace

ImportFiles import_files(const ImportedHistory& history, const RevisionGraph& present,
                         const fs::path& folder) {
  ImportFiles files;
  std::vector<Revision> added;
  const std::set<std::string> dialects = dialects_of(history);
  for (const ImportedRevision& each : history.revisions) {
    std::string text = sql_revision_text(each.header, sections_for_file(each, dialects));
    if (const auto known = present.find_id(each.header.id)) {
      const fs::path& file = present[*known].file;
      if (read_file(file) != text) throw differs(each.header, file);
      ++files.present;
      continue;
    }
    added.push_back(each.header);
    files.missing.emplace_back((folder / file_name(each)).lexically_normal(), std::move(text));
  }
  check_together(present, std::move(added));
  return files;
}

}  // namespace whimbrel::cli
