// whimbrel merge
#include "new_file.h"
#include "whimbrel/core/error.h"
#include "whimbrel/revision/revision_file.h"

namespace whimbrel::cli {
namespace {

int merge(Workspace& workspace, NewFileOptions& options) {
  if (options.heads.empty()) options.heads = {"heads"};
  const Revision header = new_header(workspace, options);
  if (header.down_revisions.size() < 2)
    throw Error(ErrorCode::revision, header.down_revisions.empty()
                                         ? "there is nothing to merge"
                                         : "there is nothing to merge: '" +
                                               header.down_revisions.front() +
                                               "' is the only one named")
        .with_hint("'whimbrel heads' lists the heads");
  write_revision(workspace, options, header, revision_text(header, {}, std::vector<Operation>{}),
                 "yaml", "merge", "");
  workspace.console().log(
      "It does nothing by itself. Where both sides change the same thing, mend it here.");
  return kDone;
}

}  // namespace

Command merge_command() {
  auto options = std::make_shared<NewFileOptions>();
  Command command;
  command.name = "merge";
  command.summary = "Write a revision that makes several heads one";
  command.examples = {"whimbrel merge heads -m \"Merge billing and login\"",
                      "whimbrel merge 3f2a 9b1d -m \"Merge\""};
  command.options = new_file_options(*options);
  command.options.insert(command.options.begin(),
                         {"revisions", "What to merge (default: heads)", &options->heads});
  command.run = [options](Workspace& workspace) { return merge(workspace, *options); };
  return command;
}

}  // namespace whimbrel::cli
