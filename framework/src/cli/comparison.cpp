#include "comparison.h"

#include <algorithm>
#include <cstdlib>

#include "desired_source.h"
#include "review_run.h"
#include "whimbrel/core/checksum.h"
#include "whimbrel/core/error.h"
#include "whimbrel/core/file.h"
#include "whimbrel/core/overloaded.h"
#include "whimbrel/core/yaml.h"
#include "whimbrel/diff/canonical.h"
#include "whimbrel/diff/wording.h"
#include "whimbrel/model/schema_codec.h"
#include "whimbrel/ops/operation_codec.h"

namespace whimbrel::cli {
namespace fs = std::filesystem;
namespace {

// Beside the user's other caches, one file for each project and dialect; none without a home.
fs::path memory_file(Workspace& workspace) {
  const auto variable = [](const char* name) {
    const char* value = std::getenv(name);
    return std::string(value == nullptr ? "" : value);
  };
  fs::path root = variable("WHIMBREL_CACHE_DIR");
  if (root.empty() && !variable("XDG_CACHE_HOME").empty())
    root = fs::path(variable("XDG_CACHE_HOME")) / "whimbrel";
  if (root.empty() && !variable("HOME").empty())
    root = fs::path(variable("HOME")) / ".cache" / "whimbrel";
  if (root.empty()) return {};
  const std::string project = fs::absolute(workspace.config().folder).lexically_normal().string();
  return root / (checksum(project) + "-" + std::string(workspace.dialect().name()) + ".json");
}

std::string read_desired(const fs::path& file) {
  try {
    return read_file(file);
  } catch (Error& error) {
    error.with_hint(
        "the key 'schema' of the configuration says where the desired schema is; "
        "'whimbrel inspect' prints that of the database");
    throw;
  }
}

SchemaDocument read_documents(const std::vector<fs::path>& files) {
  SchemaDocument document;
  for (const fs::path& file : files) {
    SchemaDocument more = read_schema(parse_yaml(read_desired(file), file.string()));
    try {
      merge(std::move(more), document);
    } catch (Error& error) {
      if (error.where().empty()) error.at(file.string());
      throw;
    }
  }
  return document;
}

void leave_out(Schema& schema, const std::vector<std::string>& exclude) {
  const IntrospectionScope scope{exclude, {}};
  std::erase_if(schema.tables, [&](const auto& entry) { return !scope.covers(entry.first); });
}

class Comparer {
 public:
  explicit Comparer(Workspace& workspace)
      : workspace_(workspace),
        memory_(memory_file(workspace)),
        work_{workspace.dialect(), workspace.connection().server(), scratch_source(workspace),
              memory_} {}

  Comparison compared() {
    exclude_ = workspace_.own_tables();
    const SchemaSource& source = workspace_.config().schema;
    const auto read = overloaded{
        [&](const YamlSchema&) { from_files(*yaml_files(source)); },
        [&](const FolderSchema&) { from_files(*yaml_files(source)); },
        [&](const SqlSchema& sql) { from_file(sql.file); },
        [&](const TargetSchema& target) { from_target(target); },
        [&](const CommandSchema& command) { from_command(command); },
    };
    std::visit(read, source);
    if (result_.unverified.empty()) settle_spelling(desired_, actual_, work_);
    memory_.save();
    result_.difference = diff(actual_, desired_, workspace_.dialect().capabilities());
    use_wording(result_.difference.operations, written_);
    result_.untouched = std::move(actual_.unsupported);
    return std::move(result_);
  }

 private:
  void from_files(const std::vector<fs::path>& files) {
    SchemaDocument document = read_documents(files);
    exclude_.insert(exclude_.end(), document.exclude.begin(), document.exclude.end());
    desired_ = for_dialect(document.schema, workspace_.dialect().name());
    leave_out(desired_, exclude_);
    actual_ = read_database();
    use_own_words();
    written_ = std::move(document.schema);
  }

  // What another engine says is not yet what this one would say.
  void from_target(const TargetSchema& target) {
    TargetState state = target_state(workspace_, target);
    desired_ = std::move(state.schema);
    desired_.unsupported.clear();
    actual_ = read_database();
    if (!state.same_dialect) written_ = desired_;
    if (!state.same_engine) use_own_words();
  }

  void use_own_words() {
    Canonical form = canonical(desired_, actual_, work_);
    desired_ = std::move(form.schema);
    result_.unverified = std::move(form.unverified);
  }

  Schema read_database() {
    return workspace_.dialect().introspector().read(workspace_.connection(), {exclude_, {}});
  }

  void from_file(const fs::path& file) {
    from_script(definitions(read_desired(file), file.string()), file.string());
  }

  // A program that goes wrong without saying so must not end in a wish for no tables at all.
  void from_command(const CommandSchema& command) {
    const std::string name = "'" + command_line(workspace_, command) + "'";
    const SchemaScript script = definitions(command_output(workspace_, command), name);
    if (script.statements.empty())
      throw Error(ErrorCode::config, "the command of the desired schema printed no definition")
          .at(name)
          .with_hint("it is to print CREATE statements in the SQL of the target's dialect");
    from_script(script, name);
  }

  SchemaScript definitions(const std::string& text, const std::string& name) {
    SchemaScript script = schema_script(text, workspace_.dialect().syntax(), name);
    for (const std::string& each : script.left_out)
      workspace_.console().detail(name + ": left out " + each);
    return script;
  }

  void from_script(const SchemaScript& script, const std::string& name) {
    desired_ = canonical(script, name, work_);
    for (const UnsupportedObject& each : desired_.unsupported)
      workspace_.console().warn("unsupported: " + each.kind + " '" + each.name + "' of " + name +
                                " is not compared");
    leave_out(desired_, exclude_);
    actual_ = read_database();
  }

  Workspace& workspace_;
  CanonicalMemory memory_;
  CanonicalWork work_;
  std::vector<std::string> exclude_;
  Schema desired_;
  Schema actual_;
  Schema written_;  // the words that generated operations take
  Comparison result_;
};

}  // namespace

ScratchSource scratch_source(Workspace& workspace) {
  return [&workspace]() -> std::variant<std::unique_ptr<ScratchPlace>, Unsupported> {
    const auto* places = ability<ScratchPlaces>(workspace.dialect());
    if (places == nullptr) return Unsupported{"this database has no scratch places", std::nullopt};
    const auto& scratch = workspace.target().scratch;
    return places->open(workspace.connection(), workspace.target().endpoint,
                        scratch ? &*scratch : nullptr);
  };
}

Comparison compare_with_database(Workspace& workspace) {
  Comparison result = Comparer(workspace).compared();
  if (!result.unverified.empty())
    workspace.console().warn("unverified: the comparison looked at texts only: " +
                             result.unverified);
  for (const UnsupportedObject& each : result.untouched)
    workspace.console().detail("unsupported: " + each.kind + " '" + each.name +
                               "' of the database is not compared and not touched");
  return result;
}

Node comparison_node(const Comparison& comparison) {
  Node result = Node::map();
  result.add("different", Node::boolean(!comparison.difference.empty()));
  Node& operations = result.add("operations", Node::sequence());
  for (const Operation& operation : comparison.difference.operations)
    operations.items.push_back(operation_node(operation));
  Node& unsupported = result.add("unsupported", Node::sequence());
  for (const std::string& each : comparison.difference.unsupported)
    unsupported.items.push_back(Node::text(each));
  result.add("unverified",
             comparison.unverified.empty() ? Node() : Node::text(comparison.unverified));
  return result;
}

std::vector<std::string> desired_excludes(Workspace& workspace) {
  // A folder that is still to be filled says nothing yet.
  if (const auto* source = std::get_if<FolderSchema>(&workspace.config().schema))
    if (!fs::is_directory(source->folder) || fs::is_empty(source->folder)) return {};
  const auto files = yaml_files(workspace.config().schema);
  if (!files) return {};
  SchemaDocument document;
  for (const fs::path& file : *files)
    if (fs::exists(file)) merge(read_schema(parse_yaml(read_file(file), file.string())), document);
  return document.exclude;
}

std::vector<std::string> pending_revisions(Workspace& workspace) {
  std::vector<std::string> ids;
  for (const RevisionIndex index : pending_indices(workspace))
    ids.push_back(workspace.graph().id(index));
  return ids;
}

}  // namespace whimbrel::cli
