#include "renderer.h"

#include <algorithm>

namespace whimbrel::mariadb {
namespace {

const CheckConstraint* check_named(const Table& table, const Identifier& name) {
  const auto found = std::find_if(table.checks.begin(), table.checks.end(),
                                  [&](const CheckConstraint& each) { return each.name == name; });
  return found == table.checks.end() ? nullptr : &*found;
}

sdk::Answer cannot(std::string what) { return Unsupported{std::move(what), std::nullopt}; }

bool is_number(const std::string& text) {
  const std::size_t digits = text.starts_with('-') ? 1 : 0;
  return text.size() > digits && text.find_first_not_of("0123456789", digits) == std::string::npos;
}

}  // namespace

// A check that was written with its column has the column's name and is part of its definition: to
// state the column anew without it is to drop it. The same name may also be that of a check of the
// table, which is then dropped here and written with the column.
std::string MariadbRenderer::restated_checks(const Table& table, const Column& column,
                                             mysql_family::AlterPart& part) const {
  const CheckConstraint* check = check_named(table, column.name);
  if (check == nullptr) return {};
  part.add("DROP CONSTRAINT IF EXISTS " + quoted(check->name, dialect().syntax()),
           "check:" + check->name.text());
  return " CHECK (" + check->condition.text + ")";
}

MariadbRenderer::Answer MariadbRenderer::drop_check(const Identifier& name, const Table* table,
                                                    const ServerInfo& server,
                                                    mysql_family::AlterPart& part) const {
  const Column* column = table == nullptr ? nullptr : table->column(name);
  const std::string drop = "DROP CONSTRAINT ";
  const std::string quoted_name = quoted(name, dialect().syntax());
  if (column == nullptr) {
    part.add(drop + quoted_name);
    return std::nullopt;
  }
  Answer problem;
  const std::string definition = column_text(*column, server, problem);
  if (problem) return problem;
  part.add(drop + "IF EXISTS " + quoted_name);
  part.add("MODIFY COLUMN " + definition, "column:" + name.text());
  return std::nullopt;
}

// Every attribute is said, so that one that is taken away becomes the usual one. What the sequence
// has handed out stays as it is.
MariadbRenderer::Answer MariadbRenderer::sequence(std::string_view words,
                                                  const SchemaObject& sequence,
                                                  RenderWork& work) const {
  const std::string about = "sequence '" + sequence.id.text() + "'";
  if (!sequence.comment.empty()) return cannot(about + " cannot have a comment here");
  for (const char* key : {"type", "owned_by"})
    if (sequence.attributes.contains(key))
      return cannot(about + " cannot have the attribute '" + key + "' here");
  SqlWriter sql = writer();
  sql.word(words).name(sequence.id.name);
  const auto say = [&](const char* key, std::string_view phrase, std::string_view none) {
    const auto found = sequence.attributes.find(key);
    if (found == sequence.attributes.end())
      sql.word(none);
    else if (is_number(found->second))
      sql.word(phrase).word(found->second);
  };
  const auto start = sequence.attributes.find("start");
  const auto increment = sequence.attributes.find("increment");
  const bool down = increment != sequence.attributes.end() && increment->second.starts_with('-');
  const auto bound = sequence.attributes.find(down ? "maximum" : "minimum");
  say("increment", "INCREMENT BY", "INCREMENT BY 1");
  say("minimum", "MINVALUE", "NO MINVALUE");
  say("maximum", "MAXVALUE", "NO MAXVALUE");
  if (start != sequence.attributes.end())
    say("start", "START WITH", "");
  else
    sql.word("START WITH")
        .word(bound != sequence.attributes.end() && is_number(bound->second) ? bound->second
                                                                             : (down ? "-1" : "1"));
  say("cache", "CACHE", "CACHE 1000");
  const auto cycle = sequence.attributes.find("cycle");
  sql.word(cycle != sequence.attributes.end() && cycle->second == "true" ? "CYCLE" : "NOCYCLE");
  static_cast<mysql_family::AlterWork&>(work).add_ddl(std::move(sql).take());
  return std::nullopt;
}

MariadbRenderer::Answer MariadbRenderer::create_sequence(const SchemaObject& of,
                                                         RenderWork& work) const {
  return sequence("CREATE SEQUENCE", of, work);
}

MariadbRenderer::Answer MariadbRenderer::alter_sequence(const SchemaObject& to,
                                                        RenderWork& work) const {
  return sequence("ALTER SEQUENCE", to, work);
}

}  // namespace whimbrel::mariadb
