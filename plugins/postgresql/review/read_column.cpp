#include "review/read_column.h"

#include <algorithm>
#include <array>

#include "syntax.h"

namespace whimbrel::postgresql {
namespace {

struct Serial {
  std::string_view word;
  std::string_view type;
};

// The type behind a SERIAL; empty for every other type.
std::string_view serial_type(const Node& type_name) {
  constexpr std::array<Serial, 6> kSerials = {{{"serial", "integer"},
                                               {"serial4", "integer"},
                                               {"bigserial", "bigint"},
                                               {"serial8", "bigint"},
                                               {"smallserial", "smallint"},
                                               {"serial2", "smallint"}}};
  const std::vector<std::string> names = strings(child(type_name, "names"));
  if (names.size() != 1) return {};
  for (const Serial& serial : kSerials)
    if (serial.word == names.front()) return serial.type;
  return {};
}

// Reads the parts of one column in the order in which they are written.
class ColumnReader {
 public:
  ColumnReader(Reading& reading, const Node& definition, TokenRange range)
      : reading_(reading), definition_(definition), range_(range) {
    column_ = &written_.column;
  }

  WrittenColumn read() {
    column_->name = reading_.name(scalar(definition_, "colname"));
    find_marks();
    read_type_words();
    const Node& constraints = child(definition_, "constraints");
    for (const Node& item : constraints.items)
      if (const Tagged node = tagged(item); node.tag == "Constraint") read_part(*node.body);
    return std::move(written_);
  }

 private:
  const StatementText& text() const { return reading_.text(); }

  // Where the type ends and each further part begins.
  void find_marks() {
    for (const Node& item : child(definition_, "constraints").items)
      marks_.push_back(text().token_at(location(*tagged(item).body)));
    if (const Node& collate = child(definition_, "collClause"); !collate.is_null())
      marks_.push_back(text().token_at(location(collate)));
    marks_.push_back(range_.end);
    std::sort(marks_.begin(), marks_.end());
  }

  TokenRange part_at(std::size_t offset) const {
    const std::size_t begin = text().token_at(offset);
    const auto end = std::upper_bound(marks_.begin(), marks_.end(), begin);
    return {begin, end == marks_.end() ? range_.end : std::min(*end, range_.end)};
  }

  void read_type_words() {
    const Node& type_name = child(definition_, "typeName");
    const std::string_view serial = serial_type(type_name);
    if (!serial.empty()) {
      column_->type = SqlType(std::string(serial));
      column_->autoincrement = true;
      column_->nullable = false;
      column_->options[std::string(kDialectName)]["serial"] = "true";
    } else {
      TokenRange words{text().token_at(location(type_name)), marks_.front()};
      if (const std::string& compression = scalar(definition_, "compression");
          !compression.empty()) {
        words.end = text().find(words, "compression").value_or(words.end);
        column_->options[std::string(kDialectName)]["compression"] = compression;
      }
      column_->type = read_type(reading_, words);
    }
    const std::vector<Identifier> collation =
        reading_.names(child(child(definition_, "collClause"), "collname"));
    if (!collation.empty()) column_->collation = collation.back().text();
  }

  void read_part(const Node& body) {
    const std::string& kind = scalar(body, "contype");
    const TokenRange range = part_at(location(body));
    if (kind == "CONSTR_NULL") column_->nullable = true;
    if (kind == "CONSTR_NOTNULL") column_->nullable = false;
    if (kind == "CONSTR_DEFAULT") read_default_part(body, range);
    if (kind == "CONSTR_IDENTITY") read_identity(body, range);
    if (kind == "CONSTR_GENERATED")
      column_->generated = Generated{Expression(text().text(text().first_group(range))), true};
    if (kind.starts_with("CONSTR_ATTR_")) return read_attribute(kind);
    if (auto constraint = read_constraint(reading_, body, range, column_->name)) {
      if (std::holds_alternative<PrimaryKey>(constraint->constraint)) column_->nullable = false;
      written_.constraints.push_back(std::move(*constraint));
    }
  }

  void read_default_part(const Node& body, TokenRange range) {
    const std::size_t word = text().find(range, "default").value_or(range.begin);
    column_->default_value =
        read_default(reading_, child(body, "raw_expr"), {word + 1, range.end}, column_->type);
  }

  void read_identity(const Node& body, TokenRange range) {
    column_->autoincrement = true;
    column_->nullable = false;
    auto& options = column_->options[std::string(kDialectName)];
    if (scalar(body, "generated_when") == "a") options["identity"] = "always";
    if (!child(body, "options").items.empty())
      options["sequence"] = text().text(text().first_group(range));
    if (options.empty()) column_->options.clear();
  }

  // What the grammar keeps apart and means for the constraint before it.
  void read_attribute(const std::string& kind) {
    if (written_.constraints.empty()) return;
    auto* key = std::get_if<ForeignKey>(&written_.constraints.back().constraint);
    if (key == nullptr) return;
    if (kind == "CONSTR_ATTR_DEFERRABLE") key->deferral.deferrable = true;
    if (kind == "CONSTR_ATTR_DEFERRED")
      key->deferral.deferrable = key->deferral.initially_deferred = true;
  }

  Reading& reading_;
  const Node& definition_;
  TokenRange range_;
  std::vector<std::size_t> marks_;
  WrittenColumn written_;
  Column* column_;
};

}  // namespace

WrittenColumn read_column(Reading& reading, const Node& definition, TokenRange range) {
  return ColumnReader(reading, definition, range).read();
}

SqlType read_type(Reading& reading, TokenRange range) {
  return SqlType(reading.types().spelling(reading.text().text(range)));
}

}  // namespace whimbrel::postgresql
