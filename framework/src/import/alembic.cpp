// Alembic: the graph from the version files, the SQL from Alembic itself.
#include <algorithm>

#include "alembic_place.h"
#include "alembic_sql.h"
#include "python_header.h"
#include "sql_files.h"
#include "whimbrel/core/file.h"
#include "whimbrel/core/text.h"
#include "whimbrel/revision/graph.h"
#include "whimbrel/revision/graph_walk.h"

namespace whimbrel {
namespace fs = std::filesystem;
namespace {

constexpr std::string_view kCreateDate = "Create Date:";

// The docstring up to the lines that Alembic adds, on one line.
std::string message_of(std::string_view docstring) {
  std::string message;
  for (const std::string_view line : split(docstring, '\n')) {
    const std::string_view words = trimmed(line);
    if (words.starts_with("Revision ID:") || words.starts_with("Revises:")) break;
    if (!words.empty()) message += (message.empty() ? "" : " ") + std::string(words);
  }
  return message;
}

// The day alone: the file does not say in which zone the time is.
std::string created_by(std::string_view docstring) {
  const size_t begin = docstring.find(kCreateDate);
  if (begin == std::string_view::npos) return {};
  const std::string_view date = trimmed(docstring.substr(begin + kCreateDate.size()));
  constexpr std::string_view kForm = "dddd-dd-dd";
  if (date.size() < kForm.size()) return {};
  for (size_t i = 0; i < kForm.size(); ++i) {
    const bool is_digit = date[i] >= '0' && date[i] <= '9';
    if (kForm[i] == 'd' ? !is_digit : date[i] != kForm[i]) return {};
  }
  return std::string(date.substr(0, kForm.size()));
}

std::optional<Revision> read_version_file(const fs::path& file) {
  PythonHeader python = read_python_header(read_file(file), file);
  const std::vector<std::string>& id = python.values["revision"];
  if (id.empty()) return std::nullopt;
  if (id.size() > 1) throw import_error(file, 0, "'revision' is a list; it must be one text");
  Revision revision;
  revision.id = id.front();
  revision.down_revisions = python.values["down_revision"];
  revision.depends_on = python.values["depends_on"];
  revision.branch_labels = python.values["branch_labels"];
  revision.message = message_of(python.docstring);
  revision.created = created_by(python.docstring);
  revision.file = file;
  return revision;
}

std::vector<Revision> read_version_files(const AlembicPlace& place) {
  std::vector<Revision> revisions;
  for (const fs::path& folder : place.versions)
    for (const fs::path& file : files_of(folder, false))
      if (file.extension() == ".py")
        if (auto revision = read_version_file(file)) revisions.push_back(std::move(*revision));
  if (revisions.empty())
    throw Error(ErrorCode::usage, "no version file of Alembic is in this folder")
        .at(place.versions.front().string())
        .with_hint("name the folder with alembic.ini, or the one with the version files");
  return revisions;
}

// What Alembic said of one revision, or did not, becomes its sections.
class Sections {
 public:
  Sections(const OfflineHistory& offline, std::vector<std::string> dialects,
           ImportedHistory& history)
      : offline_(offline), dialects_(std::move(dialects)), history_(history) {
    if (dialects_.empty()) dialects_ = {""};
  }

  SqlSections of(const Revision& revision) {
    SqlSections sections;
    const auto up = offline_.upgrade.find(revision.id);
    if (up == offline_.upgrade.end()) return stub(revision);
    const auto down = offline_.downgrade.find(revision.id);
    const bool has_down = down != offline_.downgrade.end();
    for (const std::string& dialect : dialects_) {
      sections.upgrade[dialect] = up->second.sql;
      if (has_down) sections.downgrade[dialect] = down->second.sql;
    }
    sections.transactional = up->second.transactional && (!has_down || down->second.transactional);
    if (!has_down)
      warn(revision, "its way down cannot be written without a database, so it has none here",
           offline_.refused_down);
    return sections;
  }

 private:
  SqlSections stub(const Revision& revision) {
    SqlSections sections;
    sections.refused =
        "Alembic carried it out before this history was imported, and its SQL is "
        "not known here; the file was " +
        revision.file.filename().string();
    if (offline_.problem.empty())
      warn(revision, "it cannot be written without a database, so only its header is imported",
           offline_.refused_up);
    return sections;
  }

  void warn(const Revision& revision, const std::string& what,
            const std::map<std::string, std::string>& reasons) {
    const auto reason = reasons.find(revision.id);
    history_.warnings.push_back(
        {import_mark(revision.file),
         what + (reason == reasons.end() ? "" : " (" + reason->second + ")")});
  }

  const OfflineHistory& offline_;
  std::vector<std::string> dialects_;
  ImportedHistory& history_;
};

std::vector<std::string> dialects_for(const ImportRequest& request, const std::string& word) {
  if (!request.sources.front().dialects.empty()) return request.sources.front().dialects;
  const auto known = request.dialect_words.find(word);
  return known == request.dialect_words.end() ? std::vector<std::string>{} : known->second;
}

OfflineHistory offline_history(const ImportRequest& request, const AlembicPlace& place,
                               const RevisionGraph& graph) {
  OfflineHistory offline;
  if (place.configuration.empty())
    offline.problem = "there is no alembic.ini above the version files";
  else
    offline = ask_alembic(place.configuration, graph, request.version_table, request.stop);
  return offline;
}

}  // namespace

ImportedHistory read_alembic(const ImportRequest& request) {
  if (request.sources.size() != 1)
    throw Error(ErrorCode::usage, "an Alembic history has one folder: the one with alembic.ini");
  const ImportSource& source = request.sources.front();
  const AlembicPlace place = find_alembic(source.folder);
  const RevisionGraph graph(read_version_files(place));
  const OfflineHistory offline = offline_history(request, place, graph);
  ImportedHistory history;
  history.tool = ImportTool::alembic;
  if (!offline.problem.empty())
    history.warnings.push_back(
        {import_mark(source.folder), offline.problem +
                                         "\n  only the headers are imported: the revisions can be "
                                         "stamped, and refuse to run"});
  Sections sections(offline, dialects_for(request, offline.dialect_word), history);
  std::vector<RevisionIndex> order =
      newest_first(graph, RevisionSet(graph.size(), true), graph.real_heads());
  std::reverse(order.begin(), order.end());
  for (const RevisionIndex index : order) {
    const Revision& revision = graph[index];
    history.revisions.push_back({revision, revision.id, revision.id, sections.of(revision)});
  }
  return history;
}

}  // namespace whimbrel
