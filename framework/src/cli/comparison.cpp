#include "comparison.h"

#include <algorithm>
#include <cstdlib>

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

SchemaDocument read_documents(const YamlSchema& source) {
  SchemaDocument document;
  for (const fs::path& file : source.files)
    merge(read_schema(parse_yaml(read_desired(file), file.string())), document);
  return document;
}

Error not_yet(const char* what) {
  return Error(ErrorCode::unsupported,
               std::string("unsupported: ") + what + " as the desired schema")
      .with_hint("name a .yaml or .sql file under 'schema'");
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
    Schema desired;
    Schema actual;
    Schema written;
    Comparison result;
    std::visit(overloaded{
                   [&](const YamlSchema& source) {
                     SchemaDocument document = read_documents(source);
                     exclude_.insert(exclude_.end(), document.exclude.begin(),
                                     document.exclude.end());
                     desired = for_dialect(document.schema, workspace_.dialect().name());
                     leave_out(desired, exclude_);
                     actual = read_database();
                     Canonical canonical_form = canonical(desired, actual, work_);
                     desired = std::move(canonical_form.schema);
                     result.unverified = std::move(canonical_form.unverified);
                     written = std::move(document.schema);
                   },
                   [&](const SqlSchema& source) {
                     desired = from_script(source.file);
                     leave_out(desired, exclude_);
                     actual = read_database();
                   },
                   [](const TargetSchema&) { throw not_yet("another target"); },
                   [](const CommandSchema&) { throw not_yet("a command's output"); },
               },
               workspace_.config().schema);
    if (result.unverified.empty()) settle_spelling(desired, actual, work_);
    memory_.save();
    result.difference = diff(actual, desired, workspace_.dialect().capabilities());
    use_wording(result.difference.operations, written);
    result.untouched = std::move(actual.unsupported);
    return result;
  }

 private:
  Schema read_database() {
    return workspace_.dialect().introspector().read(workspace_.connection(), {exclude_, {}});
  }

  Schema from_script(const fs::path& file) {
    const SchemaScript script = schema_script(read_desired(file), workspace_.dialect().syntax(),
                                              file.string(), workspace_.target().endpoint.path);
    for (const std::string& each : script.left_out)
      workspace_.console().detail(file.string() + ": left out " + each);
    Schema schema = canonical(script, file.string(), work_);
    for (const UnsupportedObject& each : schema.unsupported)
      workspace_.console().warn("unsupported: " + each.kind + " '" + each.name + "' of " +
                                file.string() + " is not compared");
    return schema;
  }

  Workspace& workspace_;
  CanonicalMemory memory_;
  CanonicalWork work_;
  std::vector<std::string> exclude_;
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
  const auto* yaml = std::get_if<YamlSchema>(&workspace.config().schema);
  if (yaml == nullptr) return {};
  SchemaDocument document;
  for (const fs::path& file : yaml->files)
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
