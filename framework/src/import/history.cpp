#include "whimbrel/import/history.h"

#include <array>

#include "sql_files.h"
#include "whimbrel/core/text.h"

namespace whimbrel {
namespace {

struct ToolWords {
  ImportTool tool;
  std::string_view word;
  std::string_view version_table;
};

constexpr std::array<ToolWords, 5> kTools = {{
    {ImportTool::alembic, "alembic", "alembic_version"},
    {ImportTool::dbmate, "dbmate", "schema_migrations"},
    {ImportTool::flyway, "flyway", "flyway_schema_history"},
    {ImportTool::golang_migrate, "golang-migrate", "schema_migrations"},
    {ImportTool::goose, "goose", "goose_db_version"},
}};

const ToolWords& words_of(ImportTool tool) {
  for (const ToolWords& each : kTools)
    if (each.tool == tool) return each;
  throw Error(ErrorCode::internal, "a tool without words");
}

ImportPieces read_pieces(const ImportRequest& request) {
  switch (request.tool) {
    case ImportTool::dbmate:
      return read_dbmate(request);
    case ImportTool::flyway:
      return read_flyway(request);
    case ImportTool::goose:
      return read_goose(request);
    case ImportTool::golang_migrate:
      return read_golang_migrate(request);
    case ImportTool::alembic:
      break;
  }
  throw Error(ErrorCode::internal, "a tool without SQL files");
}

}  // namespace

std::vector<std::string> import_tools() {
  std::vector<std::string> words;
  for (const ToolWords& each : kTools) words.emplace_back(each.word);
  return words;
}

ImportTool parse_import_tool(std::string_view word) {
  for (const ToolWords& each : kTools)
    if (each.word == word) return each.tool;
  const std::vector<std::string> known = import_tools();
  const std::string near = nearest(word, known);
  throw Error(ErrorCode::usage, "histories of '" + std::string(word) + "' are not understood")
      .with_hint(near.empty() ? "the tools are " + join(known, ", ")
                              : "did you mean '" + near + "'?");
}

std::string_view word_for(ImportTool tool) { return words_of(tool).word; }

std::string_view default_version_table(ImportTool tool) { return words_of(tool).version_table; }

bool ImportedRevision::is_for(std::string_view dialect) const {
  return sections.upgrade.empty() || sections.upgrade.contains("") ||
         sections.upgrade.contains(std::string(dialect));
}

ImportedHistory read_history(const ImportRequest& request) {
  if (request.tool == ImportTool::alembic) return read_alembic(request);
  return assemble(request.tool, read_pieces(request));
}

std::set<std::string> dialects_of(const ImportedHistory& history) {
  std::set<std::string> dialects;
  for (const ImportedRevision& each : history.revisions)
    for (const auto* texts : {&each.sections.upgrade, &each.sections.downgrade})
      for (const auto& [dialect, text] : *texts) dialects.insert(dialect);
  dialects.erase("");
  return dialects;
}

SqlSections sections_for_file(const ImportedRevision& revision,
                              const std::set<std::string>& dialects) {
  SqlSections sections = revision.sections;
  if (sections.upgrade.empty() || sections.upgrade.contains("")) return sections;
  for (const std::string& dialect : dialects) {
    if (sections.upgrade.contains(dialect)) continue;
    sections.upgrade[dialect] = "-- nothing happens here on this dialect\n";
    if (!sections.downgrade.contains("")) sections.downgrade.try_emplace(dialect, "");
  }
  return sections;
}

}  // namespace whimbrel
