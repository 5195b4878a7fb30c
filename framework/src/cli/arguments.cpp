#include "arguments.h"

#include <CLI/CLI.hpp>
#include <algorithm>

#include "whimbrel/core/overloaded.h"
#include "whimbrel/core/text.h"

namespace whimbrel::cli {
namespace {

constexpr const char* kEverywhere = "On every command";

// `-1` is a revision, not an option: it travels through the parser behind this mark.
constexpr char kNegativeMark = '\x01';

bool is_negative_number(const std::string& text) {
  return text.size() > 1 && text.front() == '-' &&
         std::all_of(text.begin() + 1, text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

void unmark(std::string& text) {
  if (!text.empty() && text.front() == kNegativeMark) text.erase(0, 1);
}

void add_option(CLI::App& app, const Option& option) {
  CLI::Option* added =
      std::visit(overloaded{
                     [&](bool* flag) { return app.add_flag(option.flags, *flag, option.help); },
                     [&](std::string* text) {
                       return app.add_option(option.flags, *text, option.help)->type_name("TEXT");
                     },
                     [&](std::vector<std::string>* texts) {
                       return app.add_option(option.flags, *texts, option.help)->type_name("TEXT");
                     },
                 },
                 option.into);
  if (option.required) added->required();
}

void add_globals(CLI::App& app, GlobalOptions& globals,
                 const std::vector<std::string>& further_formats = {}) {
  std::vector<std::string> formats = {"text", "json"};
  formats.insert(formats.end(), further_formats.begin(), further_formats.end());
  app.add_option("-c,--config", globals.config,
                 "Configuration file (default: $WHIMBREL_CONFIG, then ./whimbrel.yaml)")
      ->type_name("FILE")
      ->group(kEverywhere);
  app.add_option("-t,--target", globals.target, "Target of the configuration")
      ->type_name("NAME")
      ->group(kEverywhere);
  app.add_option("--url", globals.url,
                 "Database URL instead of a target; for one with a password use url_file or an "
                 "environment variable")
      ->type_name("URL")
      ->group(kEverywhere);
  app.add_option("--plugin-path", globals.plugin_path, "Folder with plugins, searched first")
      ->type_name("DIR")
      ->allow_extra_args(false)
      ->group(kEverywhere);
  app.add_option("--format", globals.format, join(formats, ", "))
      ->check(CLI::IsMember(formats))
      ->group(kEverywhere);
  app.add_flag("-q,--quiet", globals.quiet, "No log on standard error")->group(kEverywhere);
  app.add_flag("-v,--verbose", globals.verbose, "More detail")->group(kEverywhere);
}

std::string footer(const Command& command) {
  std::string text = command.description.empty() ? "" : command.description + "\n\n";
  text += command.examples.size() == 1 ? "Example:" : "Examples:";
  for (const std::string& example : command.examples) text += "\n  " + example;
  return text;
}

void add_command(CLI::App& app, const Command& command, GlobalOptions& globals) {
  CLI::App* sub = app.add_subcommand(command.name, command.summary);
  sub->footer(footer(command));
  for (const Option& option : command.options) add_option(*sub, option);
  add_globals(*sub, globals, command.formats);
}

int wrong_arguments(std::string text, const std::string& hint) {
  text.erase(std::remove(text.begin(), text.end(), kNegativeMark), text.end());
  std::cerr << "error: " << text << "\n  hint: " << hint << "\n";
  return kUsage;
}

// The first word is the command; the parser itself would only say that one is missing.
std::optional<int> unknown_command(int argc, char** argv, const std::vector<Command>& commands) {
  if (argc < 2 || argv[1][0] == '-' || argv[1][0] == '\0') return std::nullopt;
  const std::string word = argv[1];
  std::vector<std::string> names;
  for (const Command& command : commands) names.push_back(command.name);
  if (std::find(names.begin(), names.end(), word) != names.end()) return std::nullopt;
  const std::string near = nearest(word, names);
  return wrong_arguments(
      "there is no command '" + word + "'",
      near.empty() ? "'whimbrel --help' lists the commands" : "did you mean '" + near + "'?");
}

std::vector<std::string> marked_arguments(int argc, char** argv) {
  std::vector<std::string> arguments(argv + 1, argv + argc);
  for (std::string& each : arguments)
    if (is_negative_number(each)) each.insert(each.begin(), kNegativeMark);
  std::reverse(arguments.begin(), arguments.end());  // CLI11 takes them from the back
  return arguments;
}

void unmark_all(const Command& command) {
  for (const Option& option : command.options) {
    if (auto* text = std::get_if<std::string*>(&option.into)) unmark(**text);
    if (auto* texts = std::get_if<std::vector<std::string>*>(&option.into))
      for (std::string& each : **texts) unmark(each);
  }
}

}  // namespace

std::vector<Command> all_commands() {
  return {init_command(),
          list_templates_command(),
          revision_command(),
          merge_command(),
          rebase_command(),
          review_command(),
          ci_command(),
          upgrade_command(),
          downgrade_command(),
          current_command(),
          status_command(),
          check_command(),
          history_command(),
          heads_command(),
          branches_command(),
          show_command(),
          edit_command(),
          stamp_command(),
          ensure_version_command(),
          import_command(),
          inspect_command(),
          plugins_command(),
          resume_command()};
}

std::optional<int> parse_arguments(int argc, char** argv, const std::vector<Command>& commands,
                                   Invocation& invocation) {
  if (const auto wrong = unknown_command(argc, argv, commands)) return wrong;
  CLI::App app("Database schema migrations, every database a plugin.", "whimbrel");
  app.set_version_flag("--version", std::string("whimbrel ") + WHIMBREL_VERSION);
  app.require_subcommand(1);
  app.footer(
      "Example:\n  whimbrel init && whimbrel revision --autogenerate -m \"First tables\" && "
      "whimbrel upgrade head\n\n'whimbrel COMMAND --help' explains a command.");
  add_globals(app, invocation.globals);
  for (const Command& command : commands) add_command(app, command, invocation.globals);
  try {
    app.parse(marked_arguments(argc, argv));
  } catch (const CLI::Success& done) {
    return app.exit(done);
  } catch (const CLI::ParseError& problem) {
    return wrong_arguments(problem.what(),
                           "'whimbrel --help' lists the commands, 'whimbrel COMMAND --help' their "
                           "options");
  }
  for (const Command& command : commands)
    if (app.got_subcommand(command.name)) invocation.command = &command;
  unmark_all(*invocation.command);
  return std::nullopt;
}

}  // namespace whimbrel::cli
