#include "whimbrel/seed/seed.h"

#include <map>
#include <set>

#include "row_maker.h"
#include "seed_order.h"
#include "whimbrel/core/error.h"
#include "whimbrel/dialect/sql_writer.h"

namespace whimbrel {
namespace {

constexpr std::size_t kRows = 4;

class Seeder {
 public:
  Seeder(const SeedWish& wish, const Dialect& dialect, Connection& connection)
      : wish_(wish), dialect_(dialect), connection_(connection), keys_(dialect, connection) {}

  Seeding seeded(const std::function<bool()>& stop) {
    for (const QualifiedName& name : seed_order(wish_.now, wish_.tables)) {
      if (stop && stop()) throw Error(ErrorCode::interrupted, "stopped on request");
      const Table* table = wish_.now.table(name);
      if (table == nullptr || !is_empty(name)) continue;
      fill(*table);
    }
    return std::move(result_);
  }

 private:
  bool is_empty(const QualifiedName& name) {
    SqlWriter sql(dialect_.syntax());
    sql.word("SELECT 1 FROM").name(name).word("LIMIT 1");
    return connection_.query(std::move(sql).take()).rows.empty();
  }

  void fill(const Table& table) {
    RowMaker maker(table, wish_.next.table(table.name), dialect_.syntax(), keys_);
    std::size_t inserted = 0;
    int level = 0;
    std::string reason;
    for (std::size_t row = 0; row < kRows; ++row)
      // What one row was refused for, the next one would be as well.
      for (int tried = level; tried < kSeedLevels; ++tried) {
        const MadeRow made = maker.make(row, tried);
        if (!made.problem.empty() || !insert(table, made, reason)) {
          if (!made.problem.empty() && reason.empty()) reason = made.problem;
          continue;
        }
        maker.keep(made);
        ++inserted;
        if (inserted == 1) level = tried;
        break;
      }
    inserted -= drop_misfits(table);
    if (inserted == 0) {
      result_.unseeded.push_back(
          {table.name, reason.empty() ? "no row fits its check constraints" : reason});
      return;
    }
    result_.tables.push_back(table.name);
    result_.rows += inserted;
  }

  bool insert(const Table& table, const MadeRow& row, std::string& reason) {
    if (send(insert_statement(table.name, row, dialect_.syntax()), reason)) return true;
    if (!row.values.empty()) return false;
    // The standard's words for a row in which the database fills in everything.
    SqlWriter sql(dialect_.syntax());
    sql.word("INSERT INTO").name(table.name).word("DEFAULT VALUES");
    return send(std::move(sql).take(), reason);
  }

  bool send(const std::string& sql, std::string& reason) {
    try {
      connection_.execute(sql);
      return true;
    } catch (const Error& error) {
      if (error.code() != ErrorCode::database) throw;
      reason = error.message();
      return false;
    }
  }

  // A check that is about to come does not refuse anything yet.
  std::size_t drop_misfits(const Table& table) {
    const Table* next = wish_.next.table(table.name);
    std::size_t dropped = 0;
    if (next == nullptr) return dropped;
    std::set<std::string> known;
    for (const CheckConstraint& each : table.checks) known.insert(each.condition.text);
    for (const CheckConstraint& each : next->checks) {
      if (known.contains(each.condition.text)) continue;
      SqlWriter sql(dialect_.syntax());
      sql.word("DELETE FROM").name(table.name).word("WHERE NOT").parenthesised(each.condition.text);
      try {
        dropped += connection_.execute(std::move(sql).take());
      } catch (const Error& error) {
        // It may speak of a column that is still to come; then the upgrade has the last word.
        if (error.code() != ErrorCode::database) throw;
      }
    }
    return dropped;
  }

  const SeedWish& wish_;
  const Dialect& dialect_;
  Connection& connection_;
  KnownKeys keys_;
  Seeding result_;
};

}  // namespace

Seeding seed(const SeedWish& wish, const Dialect& dialect, Connection& connection,
             const std::function<bool()>& stop) {
  return Seeder(wish, dialect, connection).seeded(stop);
}

void clear_rows(std::span<const QualifiedName> tables, const Dialect& dialect,
                Connection& connection) {
  for (auto name = tables.rbegin(); name != tables.rend(); ++name) {
    SqlWriter sql(dialect.syntax());
    sql.word("DELETE FROM").name(*name);
    connection.execute(std::move(sql).take());
  }
}

}  // namespace whimbrel
