// What stands behind the columns of a table: its options and partitions.
#include <algorithm>
#include <array>

#include "native_type.h"
#include "renderer.h"
#include "whimbrel/core/text.h"

namespace whimbrel::mysql_family {
namespace {

sdk::Answer cannot(std::string what) { return Unsupported{std::move(what), std::nullopt}; }

constexpr std::string_view kUsualEngine = "InnoDB";

bool is_word(const std::string& text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](unsigned char c) {
    return std::isalnum(c) != 0 || c == '_';
  });
}

// Those whose value is a string; an unquoted word would be refused.
bool takes_string(std::string_view key) {
  constexpr std::array<std::string_view, 6> kKeys = {
      "compression", "encryption", "connection", "data directory", "index directory", "password"};
  return std::find(kKeys.begin(), kKeys.end(), key) != kKeys.end();
}

// What a table has that says nothing of the option.
std::string usual_value(std::string_view key) {
  if (key == "compression") return "none";
  if (key == "encryption") return "N";
  constexpr std::array<std::string_view, 7> kNumbers = {
      "key_block_size", "avg_row_length",  "max_rows",     "min_rows",
      "checksum",       "delay_key_write", "page_checksum"};
  return std::find(kNumbers.begin(), kNumbers.end(), key) != kNumbers.end() ? "0" : "DEFAULT";
}

bool is_charset_option(const std::string& key) { return key == "charset" || key == "collate"; }

bool has_characters(const std::string& native) {
  const NativeType type = parse_native_type(native);
  if (!type.rest.empty()) return false;
  return type.name == "char" || type.name == "varchar" || type.name == "enum" ||
         type.name == "set" || type.name.ends_with("text");
}

}  // namespace

void FamilyRenderer::option_words(const std::string& key, const std::string& value,
                                  SqlWriter& sql) const {
  if (!is_word(key) && !takes_string(key)) return;
  const std::string given = value.empty() ? usual_value(key) : value;
  sql.word(upper(key)).word("=");
  if (takes_string(key) || !is_word(given))
    sql.string(given);
  else
    sql.word(given);
}

void FamilyRenderer::table_options(const Table& table, SqlWriter& sql) const {
  const auto word = [&](std::string_view key, std::string_view words) {
    if (const std::string value = option(table.options, key); !value.empty())
      sql.word(words).name(Identifier(value));
  };
  word("engine", "ENGINE");
  word("charset", "DEFAULT CHARACTER SET");
  word("collate", "COLLATE");
  if (const auto own = table.options.find(std::string(dialect().name()));
      own != table.options.end())
    for (const auto& [key, value] : own->second)
      if (key != "engine" && !is_charset_option(key)) option_words(key, value, sql);
  if (!table.comment.empty()) sql.word("COMMENT").string(table.comment);
  if (table.partition_by) sql.word("PARTITION BY").word(table.partition_by->text);
}

FamilyRenderer::Answer FamilyRenderer::set_table_options(const SetTableOptions& op,
                                                         RenderWork& work) const {
  const auto own = op.to.find(std::string(dialect().name()));
  if (own == op.to.end()) return std::nullopt;
  AlterPart part;
  bool charset = false;
  for (const auto& [key, value] : own->second) {
    if (is_charset_option(key)) {
      charset = true;
      continue;
    }
    SqlWriter sql = writer();
    if (key == "engine")
      sql.word("ENGINE").name(Identifier(value.empty() ? std::string(kUsualEngine) : value));
    else
      option_words(key, value, sql);
    part.add(std::move(sql).take(), "option:" + key);
  }
  if (charset) return set_charset(op, std::move(part), work);
  finish(op.table, std::move(part), work);
  return std::nullopt;
}

// The columns that say nothing of their character set have that of their table, and stay so.
FamilyRenderer::Answer FamilyRenderer::set_charset(const SetTableOptions& op, AlterPart part,
                                                   RenderWork& work) const {
  const Table* table = work.tables.table(op.table);
  if (table == nullptr)
    return cannot("the character set of table '" + op.table.text() +
                  "' cannot change while its columns are not known");
  Options to = table->options;
  auto& own = to[std::string(dialect().name())];
  for (const auto& [key, value] : op.to.at(std::string(dialect().name()))) own[key] = value;
  const bool usual = own["charset"].empty() && own["collate"].empty();
  AlterPart columns;
  for (const Column& column : table->columns) {
    Answer problem;
    const std::string native = type_text(column.type, work.now.server(), problem);
    if (problem) return problem;
    // What follows the table is stated anew; after a conversion of everything, so is the rest.
    if (!has_characters(native) || (!usual && !column.collation.empty())) continue;
    const std::string definition = column_text(column, work.now.server(), problem);
    if (problem) return problem;
    AlterPart& place = usual ? columns : part;
    place.touched.insert("column:" + column.name.text());
    place.add("MODIFY COLUMN " + definition + restated_checks(*table, column, place));
  }
  if (usual) {
    part.clauses.insert(part.clauses.begin(), "CONVERT TO CHARACTER SET DEFAULT");
  } else {
    SqlWriter sql = writer();
    if (!own["charset"].empty()) sql.word("DEFAULT CHARACTER SET").name(Identifier(own["charset"]));
    if (!own["collate"].empty()) sql.word("COLLATE").name(Identifier(own["collate"]));
    part.clauses.insert(part.clauses.begin(), std::move(sql).take());
  }
  part.touched.insert("charset");
  finish(op.table, std::move(part), work);
  columns.touched.insert("charset");
  if (!columns.clauses.empty()) finish(op.table, std::move(columns), work);
  return std::nullopt;
}

FamilyRenderer::Answer FamilyRenderer::set_partitioning(const SetPartitioning& op,
                                                        RenderWork& work) const {
  SqlWriter sql = writer();
  sql.word("ALTER TABLE").name(op.table);
  if (op.to)
    sql.word("PARTITION BY").word(op.to->text);
  else
    sql.word("REMOVE PARTITIONING");
  static_cast<AlterWork&>(work).add_ddl(std::move(sql).take());
  return std::nullopt;
}

FamilyRenderer::Answer FamilyRenderer::attach_partition(const AttachPartition& op,
                                                        RenderWork&) const {
  return cannot("table '" + op.partition.text() + "' cannot become a partition of '" +
                op.table.text() + "': partitions are no tables here; change partition_by");
}

FamilyRenderer::Answer FamilyRenderer::detach_partition(const DetachPartition& op,
                                                        RenderWork&) const {
  return cannot("partition '" + op.partition.text() + "' of table '" + op.table.text() +
                "' cannot become a table: partitions are no tables here; change partition_by");
}

FamilyRenderer::Answer FamilyRenderer::validate_constraint(const ValidateConstraint& op,
                                                           RenderWork&) const {
  return cannot("constraint '" + op.name.text() + "' of table '" + op.table.text() +
                "' cannot be validated: every constraint has seen all rows here");
}

FamilyRenderer::Answer FamilyRenderer::possible(const Table& table) const {
  const std::string about = "table '" + table.name.text() + "'";
  if (table.partition_of)
    return cannot(about + " cannot be a partition of another table: partitions are no tables here");
  if (!table.inherits.empty())
    return cannot(about + " cannot inherit from other tables: there is no such thing here");
  if (!table.exclusions.empty())
    return cannot("exclusion constraint '" + table.exclusions.front().name.text() + "' of " +
                  about + " is not possible: there are no exclusion constraints here");
  return std::nullopt;
}

}  // namespace whimbrel::mysql_family
