#include "whimbrel/seed/row_image.h"

#include <algorithm>
#include <map>

#include "whimbrel/core/text.h"
#include "whimbrel/dialect/sql_writer.h"

namespace whimbrel {
namespace {

using Value = std::optional<std::string>;
using Row = std::vector<Value>;

constexpr std::size_t kShown = 60;
// Pairing compares each with each.
constexpr std::size_t kMostToPair = 50;

std::string shown(const Value& value) {
  if (!value) return "NULL";
  std::string text = replaced(*value, "\n", "\\n");
  if (text.size() > kShown) text = text.substr(0, kShown) + "...";
  return "'" + text + "'";
}

// Where the columns that are compared stand in both images.
struct Pair {
  std::size_t before;
  std::size_t after;
};

std::size_t place_of(const Identifier& name, const std::vector<Identifier>& columns) {
  return static_cast<std::size_t>(std::find(columns.begin(), columns.end(), name) -
                                  columns.begin());
}

class Comparison {
 public:
  Comparison(const RowImage& before, const RowImage& after, const std::set<Identifier>& ignored,
             std::size_t most)
      : before_(before), after_(after), most_(most) {
    for (std::size_t i = 0; i < before.columns.size(); ++i) {
      const std::size_t j = place_of(before.columns[i], after.columns);
      if (j < after.columns.size() && !ignored.contains(before.columns[i]))
        compared_.push_back({i, j});
    }
    for (const Identifier& name : before.key) {
      const auto found = std::find_if(compared_.begin(), compared_.end(), [&](const Pair& each) {
        return before.columns[each.before] == name;
      });
      if (found != compared_.end()) key_.push_back(*found);
    }
    // Without a whole key every value helps to know a row.
    is_keyed_ = !key_.empty() && key_.size() == before.key.size();
    if (!is_keyed_) key_ = compared_;
  }

  std::vector<RowChange> changes() {
    std::multimap<Row, const Row*> found;
    for (const Row& row : after_.rows) found.emplace(key_of(row, &Pair::after), &row);
    std::vector<const Row*> missing;
    for (const Row& row : before_.rows) {
      const auto match = found.find(key_of(row, &Pair::before));
      if (match == found.end()) {
        missing.push_back(&row);
        continue;
      }
      compare(row, *match->second);
      found.erase(match);
    }
    std::vector<const Row*> fresh;
    for (const auto& [key, row] : found) fresh.push_back(row);
    tell(missing, fresh);
    return std::move(changes_);
  }

 private:
  Row key_of(const Row& row, std::size_t Pair::*side) const {
    Row key;
    for (const Pair& each : key_) key.push_back(row[each.*side]);
    return key;
  }

  // The key's columns, or the first few of a row that has none, with their values.
  std::string title(const Row& key) const {
    constexpr std::size_t kMost = 3;
    std::string text;
    for (std::size_t i = 0; i < std::min(key.size(), kMost); ++i)
      text += (i == 0 ? "" : ", ") + before_.columns[key_[i].before].text() + "=" + shown(key[i]);
    return text;
  }

  // A row that is known by all its values and has another one now is gone and new at once; told is
  // the value.
  void tell(const std::vector<const Row*>& missing, std::vector<const Row*>& fresh) {
    for (const Row* row : missing) {
      const auto match =
          is_keyed_ || fresh.size() > kMostToPair ? fresh.end() : nearest(*row, fresh);
      if (match == fresh.end()) {
        add({Identifier(), title(key_of(*row, &Pair::before)), "", "the row is gone"});
        continue;
      }
      compare(*row, **match);
      fresh.erase(match);
    }
    for (const Row* row : fresh)
      add({Identifier(), title(key_of(*row, &Pair::after)), "", "the row is new"});
  }

  std::vector<const Row*>::iterator nearest(const Row& row, std::vector<const Row*>& fresh) const {
    const auto same = [&](const Row* other) {
      return std::count_if(compared_.begin(), compared_.end(), [&](const Pair& each) {
        return row[each.before] == (*other)[each.after];
      });
    };
    const auto best = std::max_element(
        fresh.begin(), fresh.end(), [&](const Row* a, const Row* b) { return same(a) < same(b); });
    return best == fresh.end() || same(*best) == 0 ? fresh.end() : best;
  }

  void compare(const Row& before, const Row& after) {
    for (const Pair& each : compared_)
      if (before[each.before] != after[each.after])
        add({before_.columns[each.before], title(key_of(before, &Pair::before)),
             shown(before[each.before]), shown(after[each.after])});
  }

  void add(RowChange change) {
    if (changes_.size() < most_) changes_.push_back(std::move(change));
  }

  const RowImage& before_;
  const RowImage& after_;
  std::size_t most_;
  std::vector<Pair> compared_;
  std::vector<Pair> key_;
  bool is_keyed_ = false;
  std::vector<RowChange> changes_;
};

}  // namespace

RowImage read_rows(const Table& table, const std::vector<Identifier>& columns,
                   const Dialect& dialect, Connection& connection) {
  RowImage image;
  image.table = table.name;
  image.columns = columns;
  if (table.primary_key) image.key = table.primary_key->columns;
  if (columns.empty()) return image;
  SqlWriter sql(dialect.syntax());
  for (const Identifier& column : columns)
    sql.word(&column == &columns.front() ? "SELECT" : ",").name(column);
  sql.word("FROM").name(table.name);
  image.rows = connection.query(std::move(sql).take()).rows;
  return image;
}

RowImage read_rows(const Table& table, const Dialect& dialect, Connection& connection) {
  std::vector<Identifier> columns;
  for (const Column& each : table.columns) columns.push_back(each.name);
  return read_rows(table, columns, dialect, connection);
}

std::vector<RowChange> row_changes(const RowImage& before, const RowImage& after,
                                   const std::set<Identifier>& ignored, std::size_t most) {
  return Comparison(before, after, ignored, most).changes();
}

std::string RowChange::text(const QualifiedName& table) const {
  const std::string where = "table " + table.text() + ", row " + row;
  if (column.empty()) return where + ": " + after;
  return where + ", column " + column.text() + ": was " + before + ", is " + after;
}

}  // namespace whimbrel
