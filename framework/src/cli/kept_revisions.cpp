#include "kept_revisions.h"

#include <set>

#include "whimbrel/revision/revision_file.h"

namespace whimbrel::cli {
namespace {

Revision kept_revision(const std::string& id, Journal& journal) {
  const auto entry = journal.last_upgrade(id);
  if (!entry || entry->way_back.empty())
    throw Error(ErrorCode::revision,
                "no file has revision '" + id + "', and the database keeps nothing of it")
        .with_hint(
            "bring its file back, or say anew where the database is with 'whimbrel stamp "
            "--purge REVISION'");
  const bool is_sql = entry->way_back.starts_with("--");
  const std::string name = "kept in the database/" + id + (is_sql ? ".sql" : ".yaml");
  Revision revision = parse_revision_header(entry->way_back, name);
  revision.kept_text = entry->way_back;
  return revision;
}

}  // namespace

std::vector<Revision> with_kept_revisions(std::vector<Revision> files,
                                          const std::vector<std::string>& rows, Journal& journal) {
  std::set<std::string> known;
  for (const Revision& each : files) {
    known.insert(each.id);
    known.insert(each.branch_labels.begin(), each.branch_labels.end());
  }
  std::vector<std::string> wanted = rows;
  while (!wanted.empty()) {
    const std::string id = std::move(wanted.back());
    wanted.pop_back();
    if (!known.insert(id).second) continue;
    Revision revision = kept_revision(id, journal);
    for (const auto* below : {&revision.down_revisions, &revision.depends_on})
      wanted.insert(wanted.end(), below->begin(), below->end());
    files.push_back(std::move(revision));
  }
  return files;
}

Error unknown_revisions(const std::vector<std::string>& unknown, Journal& journal,
                        const std::string& database) {
  std::string message = "the database is at ";
  bool all_kept = true;
  for (size_t i = 0; i < unknown.size(); ++i) {
    const auto entry = journal.last_upgrade(unknown[i]);
    message += (i > 0 ? ", " : "") + std::string("revision '") + unknown[i] + "'";
    if (entry) message += " (applied " + entry->started_at + " by " + entry->who + ")";
    all_kept = all_kept && entry && !entry->way_back.empty();
  }
  message += unknown.size() == 1 ? ", which no file here has" : ", which no files here have";
  std::string hint =
      "these files may be older than the database, or from another branch: bring the missing ones "
      "back and run again";
  if (all_kept)
    hint +=
        "; 'whimbrel downgrade --from-database REVISION' undoes them with the way back that the "
        "database keeps";
  hint += "; 'whimbrel stamp --purge REVISION' says anew where the database is";
  Error error(ErrorCode::revision, message);
  error.at(database).with_hint(hint);
  return error;
}

}  // namespace whimbrel::cli
