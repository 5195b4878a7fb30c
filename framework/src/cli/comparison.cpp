#include "comparison.h"

#include <algorithm>
#include <optional>
#include <set>
#include <utility>

#include "desired_files.h"
#include "desired_source.h"
#include "review_run.h"
#include "whimbrel/core/error.h"
#include "whimbrel/core/overloaded.h"
#include "whimbrel/dialect/abilities.h"
#include "whimbrel/dialect/bare_scratch_places.h"
#include "whimbrel/dialect/name_length.h"
#include "whimbrel/dialect/name_matching.h"
#include "whimbrel/diff/adopt_names.h"
#include "whimbrel/diff/canonical.h"
#include "whimbrel/diff/renderable.h"
#include "whimbrel/diff/wording.h"
#include "whimbrel/ops/operation_codec.h"

namespace whimbrel::cli {
namespace fs = std::filesystem;
namespace {

fs::path memory_file(Workspace& workspace) {
  return cache_file(workspace, std::string(workspace.dialect().name()) + ".canonical");
}

void leave_out(Schema& schema, const IntrospectionScope& scope) {
  std::erase_if(schema.tables, [&](const auto& entry) { return !scope.covers(entry.first); });
  std::erase_if(schema.objects, [&](const auto& entry) { return !scope.covers(entry.first); });
}

// Lists that grew while they were read have room for half as many entries more, which with
// thousands of tables is a tenth of all memory.
void give_back_spare_room(Schema& schema) {
  for (auto& [name, table] : schema.tables) {
    table.columns.shrink_to_fit();
    table.indexes.shrink_to_fit();
  }
}

class Comparer {
 public:
  explicit Comparer(Workspace& workspace)
      : workspace_(workspace),
        memory_(memory_file(workspace)),
        work_{workspace.dialect(), workspace.connection().server(), scratch_source(workspace),
              memory_, bare_scratch_source(workspace)} {}

  Comparison compared() {
    scope_ = scope_of(workspace_, {});
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
    result_.difference =
        diff(actual_, desired_, workspace_.dialect().capabilities(), workspace_.config().naming);
    use_wording();
    require_possible_names();
    remember_privileges();
    take_out_unrenderable(result_.difference, actual_, workspace_.dialect(), work_.server);
    result_.untouched = std::move(actual_.unsupported);
    return std::move(result_);
  }

 private:
  void from_files(const std::vector<fs::path>& files) {
    files_.emplace(workspace_, files);
    const std::vector<ObjectKind> managed = take_document();
    leave_out(desired_, scope_);
    read_database();
    keep_unmanaged(managed);
    use_own_words();
  }

  // The tables change places without being copied: with many of them that is what memory goes to.
  std::vector<ObjectKind> take_document() {
    const std::string_view dialect = workspace_.dialect().name();
    SchemaDocument document = files_->document();
    scope_ = scope_of(workspace_, document);
    scope_.schemas = other_schemas(document.schema);
    auto tables = std::exchange(document.schema.tables, {});
    for (auto& [name, table] : tables) table = for_dialect(std::move(table), dialect);
    desired_ = for_dialect(document.schema, dialect);
    desired_.tables = std::move(tables);
    return std::move(document.kinds);
  }

  // Objects of a kind that the document says nothing of are wanted as they are: so they come back
  // where a change of a table makes them go.
  void keep_unmanaged(const std::vector<ObjectKind>& managed) {
    std::map<ObjectKind, size_t> unmanaged;
    for (const auto& [id, object] : actual_.objects) {
      if (std::find(managed.begin(), managed.end(), id.kind) != managed.end()) continue;
      desired_.objects.emplace(id, object);
      ++unmanaged[id.kind];
    }
    for (const auto& [kind, count] : unmanaged)
      workspace_.console().detail("not managed: " + std::to_string(count) + " of kind '" +
                                  std::string(word_for(kind)) + "' (the desired schema has no '" +
                                  std::string(section_for(kind)) + "')");
  }

  // What another engine says is not yet what this one would say.
  void from_target(const TargetSchema& target) {
    TargetState state = target_state(workspace_, target);
    desired_ = std::move(state.schema);
    desired_.unsupported.clear();
    leave_out(desired_, scope_);
    read_database();
    if (!state.same_dialect) foreign_words_ = desired_;
    if (!state.same_engine) use_own_words();
  }

  void use_own_words() {
    Canonical form = canonical(desired_, actual_, work_);
    desired_ = std::move(form.schema);
    result_.unverified = std::move(form.unverified);
  }

  // A second reading of large files is cheaper than holding them all the time.
  void use_wording() {
    if (result_.difference.operations.empty()) return;
    std::vector<Operation>& operations = result_.difference.operations;
    const NamingConvention& names = workspace_.config().naming;
    if (files_) whimbrel::use_wording(operations, files_->document().schema, names);
    if (foreign_words_) whimbrel::use_wording(operations, *foreign_words_, names);
  }

  // Who may use a table is read where it is managed; what is dropped comes back with it all the
  // same.
  void remember_privileges() {
    IntrospectionScope scope;
    for (const Operation& operation : result_.difference.operations)
      if (const auto* drop = std::get_if<DropTable>(&operation)) scope.only.push_back(drop->table);
    if (scope.only.empty() || scope_.privileges) return;
    if (!workspace_.dialect().capabilities().has_schemas) return;
    scope.privileges = true;
    const Schema dropped = workspace_.dialect().introspector().read(workspace_.connection(), scope);
    for (Operation& operation : result_.difference.operations) {
      auto* drop = std::get_if<DropTable>(&operation);
      const Table* table = drop == nullptr ? nullptr : dropped.table(drop->table);
      if (table != nullptr && drop->before && table->privileges && !table->privileges->empty())
        drop->before->privileges = table->privileges;
    }
  }

  // The database would refuse such a name, or cut it off and find a difference for ever.
  void require_possible_names() const {
    for (const Operation& each : result_.difference.operations)
      if (const auto problem = too_long(each, workspace_.dialect().capabilities()))
        throw Error(ErrorCode::config, *problem)
            .with_hint("choose a shorter name in the desired schema");
  }

  void read_database() {
    actual_ = workspace_.dialect().introspector().read(workspace_.connection(), scope_);
    give_back_spare_room(actual_);
    const auto* names = ability<NameMatching>(workspace_.dialect());
    if (names != nullptr && names->ignores_case()) adopt_names(desired_, actual_);
  }

  void from_file(const fs::path& file) {
    from_script(definitions(desired_text(file), file.string()), file.string());
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
    SchemaScript script =
        schema_script(text, workspace_.dialect().syntax(), name, workspace_.target().endpoint.path);
    for (const std::string& each : script.left_out)
      workspace_.console().detail(name + ": left out " + each);
    return script;
  }

  void from_script(const SchemaScript& script, const std::string& name) {
    scope_.privileges = script.grants;
    desired_ = canonical(script, name, work_);
    for (const UnsupportedObject& each : desired_.unsupported)
      workspace_.console().warn("unsupported: " + each.kind + " '" + each.name + "' of " + name +
                                " is not compared");
    leave_out(desired_, scope_);
    scope_.schemas = other_schemas(desired_);
    read_database();
    name_what_stays(name);
  }

  // The script is the whole schema: what it lacks would go, if it could be compared.
  void name_what_stays(const std::string& name) {
    const std::set<UnsupportedObject> wanted(desired_.unsupported.begin(),
                                             desired_.unsupported.end());
    for (const UnsupportedObject& each : actual_.unsupported)
      if (!wanted.contains(each))
        workspace_.console().warn("unsupported: " + each.kind + " '" + each.name +
                                  "' of the database is not in " + name + " and is not dropped");
  }

  Workspace& workspace_;
  CanonicalMemory memory_;
  CanonicalWork work_;
  IntrospectionScope scope_;
  Schema desired_;
  Schema actual_;
  // The words that generated operations take, where the desired schema is not in the database's.
  std::optional<DesiredFiles> files_;
  std::optional<Schema> foreign_words_;
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

ScratchSource bare_scratch_source(Workspace& workspace) {
  const auto* places = ability<BareScratchPlaces>(workspace.dialect());
  if (places == nullptr) return {};
  return [&workspace, places] {
    const auto& scratch = workspace.target().scratch;
    return places->open_bare(workspace.connection(), workspace.target().endpoint,
                             scratch ? &*scratch : nullptr);
  };
}

Comparison compare_with_database(Workspace& workspace) {
  Comparison result = Comparer(workspace).compared();
  if (!result.unverified.empty())
    workspace.console().warn("unverified: the comparison looked at texts only: " +
                             result.unverified);
  for (const std::string& hint : result.difference.hints) workspace.console().log("note: " + hint);
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

SchemaDocument desired_scope(Workspace& workspace) {
  SchemaDocument document;
  // A folder that is still to be filled says nothing yet.
  if (const auto* source = std::get_if<FolderSchema>(&workspace.config().schema))
    if (!fs::is_directory(source->folder) || fs::is_empty(source->folder)) return document;
  auto files = yaml_files(workspace.config().schema);
  if (!files) return document;
  std::erase_if(*files, [](const fs::path& file) { return !fs::exists(file); });
  document = DesiredFiles(workspace, *files).document();
  document.schema = {};
  return document;
}

IntrospectionScope scope_of(Workspace& workspace, const SchemaDocument& document) {
  IntrospectionScope scope;
  const ManageConfig& manage = workspace.config().manage;
  scope.exclude = workspace.own_tables();
  scope.include = manage.include;
  scope.exclude.insert(scope.exclude.end(), manage.exclude.begin(), manage.exclude.end());
  scope.exclude.insert(scope.exclude.end(), document.exclude.begin(), document.exclude.end());
  scope.include.insert(scope.include.end(), document.include.begin(), document.include.end());
  scope.privileges = document.privileges;
  return scope;
}

std::vector<std::string> pending_revisions(Workspace& workspace) {
  std::vector<std::string> ids;
  for (const RevisionIndex index : pending_indices(workspace))
    ids.push_back(workspace.graph().id(index));
  return ids;
}

}  // namespace whimbrel::cli
