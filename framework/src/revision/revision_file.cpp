#include "whimbrel/revision/revision_file.h"

#include <algorithm>
#include <fstream>

#include "header_scan.h"
#include "sql_revision.h"
#include "whimbrel/core/checksum.h"
#include "whimbrel/core/file.h"
#include "whimbrel/core/node_reader.h"
#include "whimbrel/core/text.h"
#include "whimbrel/core/yaml.h"

namespace whimbrel {
namespace fs = std::filesystem;
namespace {

constexpr size_t kHeaderBlock = 4096;

bool is_sql(const fs::path& file) { return file.extension() == ".sql"; }

Error no_revision(const fs::path& file, const std::string& why) {
  Error error(ErrorCode::revision, "this is no revision file: " + why);
  error.at(file.string());
  error.with_hint(
      "a revision file begins with 'revision: <id>', ends its header with a line '---', "
      "and stands alone in the migrations folder; move other files elsewhere");
  return error;
}

struct Parts {
  std::string_view header;
  std::string_view body;
  bool complete = false;  // the line that ends the header was seen
};

// A leading `---` opens the first document; the next one ends it.
Parts cut(std::string_view text) {
  Parts parts;
  size_t at = 0;
  bool has_content = false;
  size_t begin = 0;
  while (at < text.size()) {
    const size_t end = std::min(text.find('\n', at), text.size());
    std::string_view line = text.substr(at, end - at);
    if (line.ends_with('\r')) line.remove_suffix(1);
    const bool separator = line == "---" || line.starts_with("--- ");
    if (separator && has_content) {
      parts.header = text.substr(begin, at - begin);
      parts.body = text.substr(at);
      parts.complete = true;
      return parts;
    }
    const std::string_view content = trimmed(line);
    if (separator)
      begin = std::min(end + 1, text.size());
    else if (!content.empty() && content.front() != '#' && content.front() != '%')
      has_content = true;
    at = end + 1;
  }
  parts.header = text.substr(begin);
  return parts;
}

Revision header_from_yaml(std::string_view header, const fs::path& file) {
  const Node document = parse_yaml(header, file.string());
  if (!document.is_map()) throw no_revision(file, "it has no header");
  if (document.find("revision") == nullptr)
    throw no_revision(file, "its header has no key 'revision'");
  return read_header(document);
}

RevisionBody body_from_yaml(const Node& document) {
  RevisionBody body;
  if (document.is_null()) return body;
  MapReader reader(document, "the body of the revision");
  if (const Node* node = reader.find("upgrade")) body.upgrade = read_operations(*node, "'upgrade'");
  if (const Node* node = reader.find("downgrade")) {
    if (node->is_scalar() && node->scalar == "auto")
      body.downgrade = AutoDowngrade{};
    else
      body.downgrade = read_operations(*node, "'downgrade'");
  }
  body.transactional = reader.flag("transactional");
  if (const Node* node = reader.find("refused")) {
    body.refused = reader.required_text("refused");
    if (body.refused.empty()) throw error_at(node->mark, "'refused' says why in a sentence");
  }
  reader.finish();
  return body;
}

bool is_revision_file(const fs::directory_entry& entry) {
  const fs::path extension = entry.path().extension();
  const std::string name = entry.path().filename().string();
  return !name.starts_with('.') &&
         (extension == ".yaml" || extension == ".yml" || extension == ".sql") &&
         entry.is_regular_file();
}

std::vector<fs::path> revision_files(const fs::path& folder, bool recursive) {
  std::vector<fs::path> files;
  const auto take = [&](const fs::directory_entry& entry) {
    if (is_revision_file(entry)) files.push_back(entry.path());
  };
  if (recursive)
    for (const fs::directory_entry& entry : fs::recursive_directory_iterator(folder)) take(entry);
  else
    for (const fs::directory_entry& entry : fs::directory_iterator(folder)) take(entry);
  std::sort(files.begin(), files.end());
  return files;
}

}  // namespace

Revision parse_revision_header(std::string_view text, const fs::path& file) {
  Revision revision;
  if (is_sql(file)) {
    revision = parse_sql_header(text, file);
  } else {
    const Parts parts = cut(text);
    auto scanned = scan_plain_header(parts.header);
    revision = scanned ? std::move(*scanned) : header_from_yaml(parts.header, file);
  }
  revision.file = file;
  return revision;
}

Revision read_revision_header(const fs::path& file) {
  // The first block holds the header of nearly every file; the rest is not read.
  std::ifstream in(file, std::ios::binary);
  std::string block(kHeaderBlock, '\0');
  in.read(block.data(), kHeaderBlock);
  block.resize(static_cast<size_t>(in.gcount()));
  const bool whole = block.size() < kHeaderBlock;
  const bool enough =
      in.is_open() && (whole || (is_sql(file) ? sql_header_ends_in(block) : cut(block).complete));
  return parse_revision_header(enough ? block : read_file(file), file);
}

RevisionBody parse_revision_body(std::string_view text, const fs::path& file) {
  RevisionBody body;
  std::string normal = with_unix_line_ends(text);
  if (is_sql(file)) return parse_sql_body(normal, file);
  const Parts parts = cut(normal);
  if (parts.complete) {
    const std::vector<Node> documents = parse_yaml_documents(normal, file.string());
    if (documents.size() > 2)
      throw error_at(documents[2].mark, "a revision file has two documents, header and body");
    if (documents.size() == 2) body = body_from_yaml(documents[1]);
  }
  body.checksum = checksum(trimmed(parts.body));
  return body;
}

std::string read_body_checksum(const fs::path& file) {
  const std::string text = with_unix_line_ends(read_file(file));
  if (is_sql(file)) return parse_sql_body(text, file).checksum;
  return checksum(trimmed(cut(text).body));
}

RevisionBody read_revision_body(const fs::path& file) {
  return parse_revision_body(read_file(file), file);
}

RevisionBody read_revision_body(const Revision& revision) {
  return revision.kept_text.empty() ? read_revision_body(revision.file)
                                    : parse_revision_body(revision.kept_text, revision.file);
}

std::vector<Revision> read_revision_headers(std::span<const fs::path> folders, bool recursive) {
  std::vector<Revision> revisions;
  for (const fs::path& folder : folders) {
    if (!fs::exists(folder)) continue;
    const std::vector<fs::path> files = revision_files(folder, recursive);
    for (const fs::path& file : files) revisions.push_back(read_revision_header(file));
  }
  return revisions;
}

}  // namespace whimbrel
