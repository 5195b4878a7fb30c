// A command as data: what it is called, which options it has, what it does.
#pragma once

#include <functional>
#include <string>
#include <variant>
#include <vector>

namespace whimbrel::cli {

class Workspace;

/// One option or argument. The value is put where `into` points, which must live as long as the
/// command.
struct Option {
  std::string flags;  ///< "-m,--message", or a bare word for an argument by position
  std::string help;
  std::variant<bool*, std::string*, std::vector<std::string>*> into;
  bool required = false;
};

/// --wait, as every command has it that deployments run; the value is for
/// Workspace::wait_for_database.
Option wait_option(std::string* into);

struct Command {
  std::string name;
  std::string summary;      ///< one line
  std::string description;  ///< further lines of the help; may be empty
  std::vector<std::string> examples;
  std::vector<Option> options;
  std::function<int(Workspace&)> run;     ///< returns the exit code
  bool reports = true;                    ///< understands --format json
  std::vector<std::string> formats = {};  ///< what --format takes besides text and json
};

/// What stands on every command.
struct GlobalOptions {
  std::string config;
  std::string target;
  std::string url;
  std::vector<std::string> plugin_path;
  std::string format = "text";
  bool quiet = false;
  bool verbose = false;
};

/// Exit codes; the README and docs/commands.md list them.
enum ExitCode : int {
  kDone = 0,
  kFailed = 1,
  kUsage = 2,
  kDifferent = 3,
  kFindings = 4,
  kLocked = 5,
  kInterrupted = 6,
};

Command init_command();
Command revision_command();
Command upgrade_command();
Command downgrade_command();
Command current_command();
Command history_command();
Command heads_command();
Command show_command();
Command stamp_command();
Command check_command();
Command inspect_command();
Command plugins_command();
Command resume_command();
Command ci_command();
Command review_command();
Command status_command();
Command merge_command();
Command branches_command();
Command edit_command();
Command ensure_version_command();
Command rebase_command();
Command list_templates_command();
Command import_command();

}  // namespace whimbrel::cli
