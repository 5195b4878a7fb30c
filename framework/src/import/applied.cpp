#include "whimbrel/import/applied.h"

#include <algorithm>
#include <map>
#include <set>

#include "sql_files.h"
#include "whimbrel/core/text.h"
#include "whimbrel/dialect/sql_writer.h"

namespace whimbrel {
namespace {

using Row = std::vector<std::optional<std::string>>;

constexpr size_t kNamed = 5;

std::string cell(const Row& row, size_t column) { return row.at(column).value_or(""); }

// Truth as the databases spell it.
bool is_true(const std::string& text) {
  return text == "1" || same_word(text, "t") || same_word(text, "true");
}

Error refused(const ImportedHistory& history, std::string message, std::string hint) {
  return Error(ErrorCode::revision,
               "the table of " + std::string(word_for(history.tool)) + ": " + std::move(message))
      .with_hint(std::move(hint));
}

std::string few(const std::vector<std::string>& names) {
  std::vector<std::string> shown(names.begin(),
                                 names.begin() + static_cast<long>(std::min(names.size(), kNamed)));
  const std::string more =
      names.size() > kNamed ? " and " + std::to_string(names.size() - kNamed) + " more" : "";
  return join(shown, ", ") + more;
}

// The revisions of a history by what a row may call them.
class Known {
 public:
  explicit Known(const ImportedHistory& history) : history_(history) {
    for (size_t i = 0; i < history.revisions.size(); ++i) {
      const ImportedRevision& each = history.revisions[i];
      names_[each.header.id] = i;
      names_[each.name] = i;
      versions_[each.version] = i;  // the last one with this version
    }
  }

  std::optional<size_t> find(const std::string& row) const {
    if (const auto name = names_.find(row); name != names_.end()) return name->second;
    if (const auto version = versions_.find(row); version != versions_.end())
      return version->second;
    return std::nullopt;
  }

  size_t require(const std::string& row) const {
    if (const auto index = find(row)) return *index;
    throw refused(history_, "it says that " + row + " is applied, and no imported file has that",
                  "import the folder that has this migration, or use --no-stamp and "
                  "'whimbrel stamp' by hand");
  }

 private:
  // 7, 007 and 7.0 are one version.
  struct Before {
    bool operator()(const std::string& a, const std::string& b) const {
      const auto is_version = [](const std::string& text) {
        return !text.empty() && text.find_first_not_of("0123456789.") == std::string::npos;
      };
      if (is_version(a) && is_version(b)) return compare_versions(a, b) < 0;
      return is_version(a) != is_version(b) ? is_version(a) : a < b;
    }
  };

  const ImportedHistory& history_;
  std::map<std::string, size_t> names_;
  std::map<std::string, size_t, Before> versions_;
};

std::vector<std::string> alembic_heads(const Known& known, const ImportedHistory& history,
                                       const Rows& rows) {
  std::vector<std::string> heads;
  for (const Row& row : rows.rows)
    heads.push_back(history.revisions[known.require(cell(row, 0))].header.id);
  return heads;
}

std::vector<std::string> golang_migrate_heads(const Known& known, const ImportedHistory& history,
                                              const Rows& rows) {
  if (rows.rows.empty()) return {};
  const Row& row = rows.rows.back();
  if (is_true(cell(row, 1)))
    throw refused(history, "version " + cell(row, 0) + " is dirty: it failed half-way",
                  "mend the database and say so with 'migrate force VERSION', then import again");
  if (cell(row, 0).starts_with('-')) return {};
  return {history.revisions[known.require(cell(row, 0))].header.id};
}

using Applied = std::set<size_t>;

Applied dbmate_applied(const Known& known, const Rows& rows) {
  Applied applied;
  for (const Row& row : rows.rows) applied.insert(known.require(cell(row, 0)));
  return applied;
}

// The last row of each version counts; version 0 is the table's own.
Applied goose_applied(const Known& known, const Rows& rows) {
  std::map<std::string, bool> last;
  for (const Row& row : rows.rows) last[cell(row, 0)] = is_true(cell(row, 1));
  Applied applied;
  for (const auto& [version, is_applied] : last)
    if (is_applied && version != "0") applied.insert(known.require(version));
  return applied;
}

class FlywayRows {
 public:
  FlywayRows(const Known& known, const ImportedHistory& history)
      : known_(known), history_(history) {}

  Applied read(const Rows& rows) {
    for (const Row& row : rows.rows) take(cell(row, 0), upper(cell(row, 1)), is_true(cell(row, 2)));
    return std::move(applied_);
  }

 private:
  void take(const std::string& version, const std::string& type, bool success) {
    if (!success)
      throw refused(history_, "version " + version + " failed",
                    "mend the database and say so with 'flyway repair', then import again");
    // Repeatable migrations and the schema marker have no version; programs have no file here.
    if (version.empty() || type == "SCHEMA") return;
    if (type == "BASELINE") return take_baseline(version);
    const bool is_sql = type.find("SQL") != std::string::npos;
    if (type.starts_with("UNDO") || type == "DELETE") {
      if (const auto index = known_.find(version)) applied_.erase(*index);
    } else if (is_sql || known_.find(version)) {
      applied_.insert(known_.require(version));
    }
  }

  // Flyway runs nothing up to the baseline: the database has it.
  void take_baseline(const std::string& version) {
    for (size_t i = 0; i < history_.revisions.size(); ++i)
      if (compare_versions(history_.revisions[i].version, version) <= 0) applied_.insert(i);
  }

  const Known& known_;
  const ImportedHistory& history_;
  Applied applied_;
};

// The newest of a chain, when everything below it is applied too.
std::vector<std::string> chain_head(const ImportedHistory& history, const Applied& applied,
                                    std::string_view dialect) {
  if (applied.empty()) return {};
  std::vector<std::string> missing;
  for (size_t i = 0; i < *applied.rbegin(); ++i)
    if (!applied.contains(i) && history.revisions[i].is_for(dialect))
      missing.push_back(history.revisions[i].header.id);
  const std::string& head = history.revisions[*applied.rbegin()].header.id;
  if (missing.empty()) return {head};
  throw refused(history, "below " + head + " are migrations that are not applied: " + few(missing),
                "apply them with " + std::string(word_for(history.tool)) +
                    " first; a chain of revisions has no gaps");
}

// The columns that say something, and the one that orders them.
struct TableForm {
  std::vector<Identifier> columns;
  std::string order;
};

TableForm form_of(ImportTool tool) {
  const auto names = [](std::initializer_list<const char*> words) {
    std::vector<Identifier> result;
    for (const char* word : words) result.emplace_back(word);
    return result;
  };
  switch (tool) {
    case ImportTool::alembic:
      return {names({"version_num"}), "version_num"};
    case ImportTool::dbmate:
      return {names({"version"}), "version"};
    case ImportTool::flyway:
      return {names({"version", "type", "success"}), "installed_rank"};
    case ImportTool::golang_migrate:
      return {names({"version", "dirty"}), "version"};
    case ImportTool::goose:
      return {names({"version_id", "is_applied"}), "id"};
  }
  throw Error(ErrorCode::internal, "a tool without a version table");
}

}  // namespace

std::vector<std::string> applied_heads(const ImportedHistory& history, std::string_view dialect,
                                       const Rows& rows) {
  const Known known(history);
  switch (history.tool) {
    case ImportTool::alembic:
      return alembic_heads(known, history, rows);
    case ImportTool::golang_migrate:
      return golang_migrate_heads(known, history, rows);
    case ImportTool::dbmate:
      return chain_head(history, dbmate_applied(known, rows), dialect);
    case ImportTool::goose:
      return chain_head(history, goose_applied(known, rows), dialect);
    case ImportTool::flyway:
      return chain_head(history, FlywayRows(known, history).read(rows), dialect);
  }
  throw Error(ErrorCode::internal, "a tool without a version table");
}

std::string applied_query(ImportTool tool, const QualifiedName& table, const Syntax& syntax) {
  const TableForm form = form_of(tool);
  // A qualified name is never taken for a string, as one database takes quoted words that name no
  // column.
  const Identifier alias("v");
  const auto column = [&](const Identifier& name) { return QualifiedName(alias, name); };
  SqlWriter sql(syntax);
  sql.word("SELECT");
  for (size_t i = 0; i < form.columns.size(); ++i) {
    if (i > 0) sql.word(",");
    sql.name(column(form.columns[i]));
  }
  sql.word("FROM").name(table).word("AS").name(alias);
  sql.word("ORDER BY").name(column(Identifier(form.order)));
  return std::move(sql).take();
}

std::optional<std::vector<std::string>> read_applied(const ImportedHistory& history,
                                                     const QualifiedName& table,
                                                     const Dialect& dialect,
                                                     Connection& connection) {
  Rows rows;
  try {
    rows = connection.query(applied_query(history.tool, table, dialect.syntax()));
  } catch (Error& error) {
    if (error.condition() == DatabaseCondition::undefined_table) return std::nullopt;
    if (error.code() == ErrorCode::database)
      error.add_context("reading '" + table.text() + "' as the version table of " +
                        std::string(word_for(history.tool)));
    throw;
  }
  return applied_heads(history, dialect.name(), rows);
}

}  // namespace whimbrel
