// goose: VERSION_TITLE.sql with `-- +goose Up`, `-- +goose Down` and further directives.
#include "marked_sql.h"
#include "whimbrel/core/text.h"

namespace whimbrel {
namespace fs = std::filesystem;
namespace {

constexpr std::string_view kMark = "+goose";

std::optional<std::string> directive(std::string_view line) {
  line = trimmed(line);
  if (!line.starts_with("--")) return std::nullopt;
  line = trimmed(line.substr(2));
  if (!line.starts_with(kMark)) return std::nullopt;
  return upper(trimmed(line.substr(kMark.size())));
}

// Reads one file. [one thread at a time]
class GooseFile {
 public:
  GooseFile(const fs::path& path, const ImportSource& source, NumberedName name)
      : path_(path), file_(path, source, std::move(name.version), std::move(name.title)) {}

  void read(ImportPieces& found) {
    const std::string text = read_sql(path_);
    for (const std::string_view line : split(text, '\n')) {
      ++line_;
      if (const auto words = directive(line))
        follow(*words, found);
      else
        take(line);
    }
    if (in_statement_ > 0) throw wrong(in_statement_, "this StatementBegin has no StatementEnd");
    file_.finish("there is no '-- +goose Up' in this file", found);
  }

 private:
  void follow(const std::string& words, ImportPieces& found) {
    if (words == "UP" || words == "DOWN") {
      file_.open(words == "UP", line_);
    } else if (words == "NO TRANSACTION") {
      file_.without_transaction();
    } else if (words == "STATEMENTBEGIN") {
      if (!file_.is_open()) throw wrong(line_, "StatementBegin stands before Up and Down");
      in_statement_ = line_;
    } else if (words == "STATEMENTEND") {
      if (in_statement_ == 0) throw wrong(line_, "this StatementEnd has no StatementBegin");
      in_statement_ = 0;
      end_statement();
    } else if (words == "ENVSUB ON" || words == "ENVSUB OFF") {
      substitutes_ = words == "ENVSUB ON";
    } else {
      throw wrong(line_, "the directive '" + words + "' is not understood");
    }
    if (words == "ENVSUB ON")
      found.warnings.push_back({import_mark(path_, line_),
                                "environment variables are not put in: a revision with one of them "
                                "refuses to run until its text is written out"});
  }

  void take(std::string_view line) {
    file_.add(line, line_);
    const bool has_variable = line.find("${") != std::string_view::npos;
    if (!substitutes_ || !has_variable || !file_.is_open()) return;
    if (file_.piece().refused.empty())
      file_.piece().refused = "line " + std::to_string(line_) + " of " + path_.filename().string() +
                              " has an environment variable, whose value goose puts in";
  }

  // The block is one statement whether or not it ends in a semicolon; the next one must not join.
  void end_statement() {
    std::string& sql = file_.piece().sql;
    const std::string_view text = trimmed(sql);
    if (!text.empty() && text.back() != ';') sql += ";\n";
  }

  Error wrong(int line, std::string message) const {
    return import_error(path_, line, std::move(message));
  }

  const fs::path& path_;
  MarkedSql file_;
  int line_ = 0;
  int in_statement_ = 0;  // the line of its StatementBegin
  bool substitutes_ = false;
};

}  // namespace

ImportPieces read_goose(const ImportRequest& request) {
  ImportPieces found;
  for (const ImportSource& source : request.sources)
    for (const fs::path& path : files_of(source.folder, false)) {
      auto name = numbered_name(path);
      if (name)
        GooseFile(path, source, std::move(*name)).read(found);
      else if (path.extension() == ".sql")
        leave_out(path, "its name is not VERSION_TITLE.sql", found);
      else
        leave_out(path, "only SQL can be imported, not a program", found);
    }
  return found;
}

}  // namespace whimbrel
