#include "whimbrel/runner/journal.h"

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <pwd.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <cstdlib>

#include "whimbrel/core/error.h"
#include "whimbrel/dialect/sql_writer.h"
#include "whimbrel/runner/version_table.h"

namespace whimbrel {
namespace {

constexpr size_t kLongestError = 2000;

std::string word_for(JournalEntry::State state) {
  switch (state) {
    case JournalEntry::State::running:
      return "running";
    case JournalEntry::State::failed:
      return "failed";
    case JournalEntry::State::done:
      return "done";
  }
  return "running";
}

JournalEntry::State read_state(const std::string& word) {
  if (word == "done") return JournalEntry::State::done;
  if (word == "failed") return JournalEntry::State::failed;
  return JournalEntry::State::running;
}

// One column of the journal: its name, its type and whether it is a number.
struct Field {
  const char* name;
  const char* type;
  bool number = false;
};
constexpr std::array<Field, 19> kFields = {{
    {"run", "varchar(32)"},
    {"step", "integer", true},
    {"revision", "varchar(255)"},
    {"direction", "varchar(16)"},
    {"checksum", "varchar(64)"},
    {"state", "varchar(16)"},
    {"statements_done", "integer", true},
    {"statements_total", "integer", true},
    {"done_checksum", "varchar(64)"},
    {"next_checksum", "varchar(64)"},
    {"started_at", "varchar(40)"},
    {"finished_at", "varchar(40)"},
    {"run_by", "varchar(255)"},
    {"session", "varchar(64)"},
    {"error", "text"},
    {"tool_version", "varchar(32)"},
    {"way_back", "text"},
    {"tag", "varchar(255)"},
    {"progress", "text"},
}};

std::array<std::string, kFields.size()> values_of(const JournalEntry& entry) {
  return {entry.run,
          std::to_string(entry.step),
          entry.revision,
          entry.up ? "upgrade" : "downgrade",
          entry.checksum,
          word_for(entry.state),
          std::to_string(entry.done),
          std::to_string(entry.total),
          entry.done_checksum,
          entry.next_checksum,
          entry.started_at,
          entry.finished_at,
          entry.who.substr(0, 255),
          entry.session,
          entry.error.substr(0, kLongestError),
          WHIMBREL_VERSION,
          entry.way_back,
          entry.tag,
          entry.progress};
}

JournalEntry entry_from(const std::vector<std::optional<std::string>>& row) {
  const auto text = [&](size_t i) { return row.at(i).value_or(""); };
  const auto number = [&](size_t i) { return std::atoi(text(i).c_str()); };
  JournalEntry entry;
  entry.run = text(0);
  entry.step = number(1);
  entry.revision = text(2);
  entry.up = text(3) == "upgrade";
  entry.checksum = text(4);
  entry.state = read_state(text(5));
  entry.done = number(6);
  entry.total = number(7);
  entry.done_checksum = text(8);
  entry.next_checksum = text(9);
  entry.started_at = text(10);
  entry.finished_at = text(11);
  entry.who = text(12);
  entry.session = text(13);
  entry.error = text(14);
  entry.way_back = text(16);
  entry.tag = text(17);
  entry.progress = text(18);
  return entry;
}

Table definition(const QualifiedName& name) {
  Table table;
  table.name = name;
  for (const Field& field : kFields) {
    Column column;
    column.name = Identifier(field.name);
    column.type = SqlType(field.type);
    column.nullable = std::string_view(field.type) == "text";
    table.columns.push_back(std::move(column));
  }
  table.primary_key = PrimaryKey{{}, {Identifier("run"), Identifier("step")}};
  return table;
}

void value(const Field& field, const std::string& text, SqlWriter& sql) {
  if (field.number)
    sql.word(text);
  else
    sql.string(text);
}

}  // namespace

Journal::Journal(const Dialect& dialect, Connection& connection, QualifiedName name)
    : dialect_(&dialect), connection_(&connection), name_(std::move(name)) {}

void Journal::ensure() {
  SqlWriter sql(dialect_->syntax());
  sql.word("SELECT").name(Identifier("run")).word("FROM").name(name_).word("WHERE 1 = 0");
  try {
    connection_->query(std::move(sql).take());
  } catch (const Error& error) {
    if (error.condition() != DatabaseCondition::undefined_table) throw;
    create_own_table(definition(name_), *dialect_, *connection_);
  }
}

void Journal::insert(const JournalEntry& entry) { connection_->execute(insert_statement(entry)); }

void Journal::update(const JournalEntry& entry) { connection_->execute(update_statement(entry)); }

std::string Journal::insert_statement(const JournalEntry& entry) const {
  const auto values = values_of(entry);
  SqlWriter sql(dialect_->syntax());
  sql.word("INSERT INTO").name(name_).open_list();
  for (const Field& field : kFields) sql.item().name(Identifier(field.name));
  sql.close_list().word("VALUES").open_list();
  for (size_t i = 0; i < kFields.size(); ++i) value(kFields[i], values[i], sql.item());
  return std::move(sql.close_list()).take();
}

std::string Journal::update_statement(const JournalEntry& entry) const {
  const auto values = values_of(entry);
  SqlWriter sql(dialect_->syntax());
  sql.word("UPDATE").name(name_).word("SET");
  bool first = true;
  for (size_t i = 0; i < kFields.size(); ++i) {
    const std::string_view field = kFields[i].name;
    const bool changes = field == "state" || field == "statements_done" ||
                         field == "done_checksum" || field == "next_checksum" ||
                         field == "finished_at" || field == "error" || field == "progress";
    if (!changes) continue;
    if (!first) sql.word(",");
    first = false;
    value(kFields[i], values[i], sql.name(Identifier(field)).word("="));
  }
  sql.word("WHERE").name(Identifier("run")).word("=").string(entry.run);
  sql.word("AND").name(Identifier("step")).word("=").word(std::to_string(entry.step));
  return std::move(sql).take();
}

// The entries that meet a condition, in the order in which they were begun.
std::vector<JournalEntry> Journal::select(const std::function<void(SqlWriter&)>& condition) {
  SqlWriter sql(dialect_->syntax());
  sql.word("SELECT");
  for (size_t i = 0; i < kFields.size(); ++i) {
    if (i > 0) sql.word(",");
    sql.name(Identifier(kFields[i].name));
  }
  sql.word("FROM").name(name_).word("WHERE");
  condition(sql);
  sql.word("ORDER BY").name(Identifier("started_at")).word(",").name(Identifier("step"));
  std::vector<JournalEntry> entries;
  try {
    for (const auto& row : connection_->query(std::move(sql).take()).rows)
      entries.push_back(entry_from(row));
  } catch (const Error& error) {
    if (error.condition() != DatabaseCondition::undefined_table) throw;
  }
  return entries;
}

std::optional<JournalEntry> Journal::unfinished() {
  const Identifier started("started_at");
  const auto entries = select([&](SqlWriter& sql) {
    sql.name(started).word("= (SELECT max(").name(started).word(") FROM").name(name_).word(")");
  });
  if (entries.empty() || entries.back().state == JournalEntry::State::done) return std::nullopt;
  return entries.back();
}

std::optional<JournalEntry> Journal::last_upgrade(const std::string& revision) {
  const auto entries = select([&](SqlWriter& sql) {
    sql.name(Identifier("revision")).word("=").string(revision).word("AND");
    sql.name(Identifier("direction")).word("=").string("upgrade").word("AND");
    sql.name(Identifier("state")).word("=").string("done");
  });
  if (entries.empty()) return std::nullopt;
  return entries.back();
}

std::map<std::string, std::string> Journal::applied_checksums() {
  SqlWriter sql(dialect_->syntax());
  sql.word("SELECT").name(Identifier("revision")).word(",").name(Identifier("checksum"));
  sql.word("FROM").name(name_).word("WHERE").name(Identifier("direction")).word("=");
  sql.string("upgrade").word("AND").name(Identifier("state")).word("=").string("done");
  sql.word("ORDER BY").name(Identifier("started_at")).word(",").name(Identifier("step"));
  std::map<std::string, std::string> checksums;
  try {
    const Rows rows = connection_->query(std::move(sql).take());
    for (const auto& row : rows.rows) checksums[row.at(0).value_or("")] = row.at(1).value_or("");
  } catch (const Error& error) {
    if (error.condition() != DatabaseCondition::undefined_table) throw;
  }
  return checksums;
}

void settle(JournalEntry& entry, Finding finding) {
  entry.state = JournalEntry::State::failed;
  switch (finding) {
    case Finding::done:
      ++entry.done;
      entry.done_checksum = entry.next_checksum;
      break;
    case Finding::retry:
      break;
    case Finding::undone:
      entry.done = 0;
      entry.done_checksum.clear();
      break;
  }
}

std::string timestamp_now() {
  const auto now =
      std::chrono::time_point_cast<std::chrono::microseconds>(std::chrono::system_clock::now());
  const auto seconds = std::chrono::time_point_cast<std::chrono::seconds>(now);
  return fmt::format("{:%Y-%m-%dT%H:%M:%S}.{:06}Z",
                     fmt::gmtime(std::chrono::system_clock::to_time_t(now)),
                     (now - seconds).count());
}

std::string this_user() {
  std::array<char, 256> host{};
  if (gethostname(host.data(), host.size() - 1) != 0) host[0] = '\0';
  const passwd* user = getpwuid(geteuid());
  return std::string(user != nullptr ? user->pw_name : "?") + "@" + host.data();
}

}  // namespace whimbrel
