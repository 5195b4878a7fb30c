// whimbrel import
#include <fmt/format.h>

#include <algorithm>

#include "import_files.h"
#include "import_stamp.h"
#include "interrupt.h"
#include "whimbrel/core/error.h"
#include "whimbrel/core/file.h"
#include "whimbrel/core/text.h"
#include "whimbrel/plugin/registry.h"

namespace whimbrel::cli {
namespace {

struct State {
  std::string tool;
  std::vector<std::string> folders;
  std::vector<std::string> dialects;
  std::string version_table;
  bool stamp = false;
  bool no_stamp = false;
};

using DialectWords = std::map<std::string, std::vector<std::string>>;

// Dialects by their names and by the other schemes of their URLs.
DialectWords known_words(Workspace& workspace) {
  DialectWords words;
  const PluginRegistry registry(workspace.plugin_path());
  for (const PluginManifest& each : registry.plugins()) {
    for (const std::string& scheme : each.schemes)
      words.try_emplace(scheme, std::vector{each.name});
    words[each.name] = {each.name};
  }
  return words;
}

// "a,b" -> the dialects of both words; nothing when one is not known.
std::optional<std::vector<std::string>> dialects_of_words(const DialectWords& known,
                                                          std::string_view words) {
  std::vector<std::string> dialects;
  for (const std::string_view word : split(words, ',')) {
    const auto found = known.find(std::string(word));
    if (found == known.end()) return std::nullopt;
    for (const std::string& each : found->second)
      if (std::find(dialects.begin(), dialects.end(), each) == dialects.end())
        dialects.push_back(each);
  }
  return dialects;
}

Error unknown_dialect(const DialectWords& known, std::string_view words) {
  std::vector<std::string> names;
  for (const auto& [word, dialects] : known) names.push_back(word);
  const std::string near = nearest(words, names);
  return Error(ErrorCode::usage, "no plugin here serves the dialect '" + std::string(words) + "'")
      .with_hint(near.empty() ? "'whimbrel plugins' lists them" : "did you mean '" + near + "'?");
}

// `--dialect WORD=NAME,...`: what a word in file names means besides the names of the dialects.
DialectWords dialect_words(Workspace& workspace, const State& state) {
  const DialectWords known = known_words(workspace);
  DialectWords words = known;
  for (const std::string& each : state.dialects) {
    const size_t equals = each.find('=');
    if (equals == std::string::npos || equals == 0)
      throw Error(ErrorCode::usage, "--dialect is WORD=DIALECT, not '" + each + "'")
          .with_hint("where a whole folder is for one dialect, write DIALECT=DIR");
    const auto dialects = dialects_of_words(known, std::string_view(each).substr(equals + 1));
    if (!dialects) throw unknown_dialect(known, std::string_view(each).substr(equals + 1));
    words[each.substr(0, equals)] = *dialects;
  }
  return words;
}

ImportSource source_of(const std::string& text, const DialectWords& words, bool is_one_of_many) {
  const size_t equals = text.find('=');
  if (equals != std::string::npos && !std::filesystem::exists(text)) {
    const auto dialects = dialects_of_words(words, std::string_view(text).substr(0, equals));
    if (!dialects) throw unknown_dialect(words, std::string_view(text).substr(0, equals));
    return {text.substr(equals + 1), *dialects};
  }
  if (is_one_of_many)
    throw Error(ErrorCode::usage, "several folders are for several dialects: '" + text +
                                      "' does not say for which one it is")
        .with_hint("write DIALECT=" + text);
  return {text, {}};
}

ImportRequest request_of(Workspace& workspace, const State& state) {
  ImportRequest request;
  request.tool = parse_import_tool(state.tool);
  request.dialect_words = dialect_words(workspace, state);
  request.stop = [] { return interrupted(); };
  request.version_table =
      state.version_table.empty() ? default_version_table(request.tool) : state.version_table;
  for (const std::string& each : state.folders)
    request.sources.push_back(source_of(each, request.dialect_words, state.folders.size() > 1));
  return request;
}

StampWish wish_of(const State& state) {
  if (state.stamp && state.no_stamp)
    throw Error(ErrorCode::usage, "--stamp and --no-stamp exclude each other");
  if (state.stamp) return StampWish::always;
  return state.no_stamp ? StampWish::never : StampWish::if_possible;
}

Node note_list(const std::vector<ImportNote>& notes) {
  Node list = Node::sequence();
  for (const ImportNote& each : notes) {
    Node& node = list.items.emplace_back(Node::map());
    node.add("where", Node::text(each.mark.text()));
    node.add("text", Node::text(each.text));
  }
  return list;
}

void tell(Console& console, const ImportedHistory& history) {
  for (const ImportNote& each : history.left_out)
    console.warn(each.mark.text() + ": left out: " + each.text);
  for (const ImportNote& each : history.warnings) console.warn(each.mark.text() + ": " + each.text);
}

void report(Workspace& workspace, const ImportedHistory& history, const ImportFiles& files,
            const std::optional<std::vector<std::string>>& stamped) {
  Console& console = workspace.console();
  Node written = Node::sequence();
  for (const auto& [path, text] : files.missing) {
    if (console.verbose()) console.line("created " + path.string());
    written.items.push_back(Node::text(path.string()));
  }
  console.line(fmt::format("{} of {} revisions written to {}{}", files.missing.size(),
                           history.revisions.size(),
                           workspace.config().migrations.front().lexically_normal().string(),
                           files.present == 0 ? "" : ", the others were there already"));
  if (stamped)
    console.line("The database is at " + (stamped->empty() ? "base" : join(*stamped, ", ")) + ".");
  Node result = Node::map();
  result.add("tool", Node::text(word_for(history.tool)));
  result.add("revisions", Node::number(static_cast<long long>(history.revisions.size())));
  result.add("written", std::move(written));
  result.add("left_out", note_list(history.left_out));
  result.add("warnings", note_list(history.warnings));
  Node& at = result.add("stamped", stamped ? Node::sequence() : Node());
  if (stamped)
    for (const std::string& each : *stamped) at.items.push_back(Node::text(each));
  console.answer("import", stamped ? workspace.target_name() : "", std::move(result));
}

// Everything is decided, and the database is asked, before the first file is written.
int import(Workspace& workspace, const State& state) {
  const StampWish wish = wish_of(state);
  const ImportRequest request = request_of(workspace, state);
  const ImportedHistory history = read_history(request);
  if (history.revisions.empty())
    throw Error(ErrorCode::usage, "there is no migration of " + state.tool + " in this folder")
        .at(request.sources.front().folder.string())
        .with_hint(history.left_out.empty() ? "name the folder that has the migration files"
                                            : history.left_out.front().mark.text() + ": " +
                                                  history.left_out.front().text);
  tell(workspace.console(), history);
  const ImportFiles files =
      import_files(history, workspace.graph(), workspace.config().migrations.front());
  const auto heads = applied_by_tool(workspace, history, request.version_table, wish);
  write_new_files(files.missing);
  workspace.forget_graph();
  std::optional<std::vector<std::string>> stamped;
  if (heads) stamped = stamp_applied(workspace, *heads);
  report(workspace, history, files, stamped);
  return kDone;
}

}  // namespace

Command import_command() {
  auto state = std::make_shared<State>();
  Command command;
  command.name = "import";
  command.summary = "Take over the history of another migration tool";
  command.description =
      "Tools: alembic, dbmate, flyway, golang-migrate, goose. Writes a revision for each of their\n"
      "migrations, with the same versions as ids, and reads their version table, so that an\n"
      "existing database is current at once. Nothing of theirs is changed. docs/adopting.md has a\n"
      "section for each tool.";
  command.examples = {
      "whimbrel import alembic .", "whimbrel import golang-migrate db/migrations",
      "whimbrel import flyway src/main/resources/db/migration --target prod --stamp"};
  command.options = {
      {"tool", "Whose history it is", &state->tool, true},
      {"folders", "Where its migrations are; DIALECT=DIR for SQL of one dialect", &state->folders,
       true},
      {"--stamp", "It is an error when the database cannot be asked what is applied",
       &state->stamp},
      {"--no-stamp", "Ask no database", &state->no_stamp},
      {"--version-table", "The tool's table, when it does not have its usual name",
       &state->version_table},
      {"--dialect", "WORD=DIALECT[,DIALECT]: what a word in file names stands for",
       &state->dialects},
  };
  command.run = [state](Workspace& workspace) { return import(workspace, *state); };
  return command;
}

}  // namespace whimbrel::cli
