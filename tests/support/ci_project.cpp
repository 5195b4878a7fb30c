#include "support/ci_project.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>

#include "whimbrel/core/json.h"

namespace whimbrel::test {
namespace {

constexpr const char* kReports =
    "  reports: {junit: reports/ci.xml, sarif: reports/ci.sarif, markdown: reports/ci.md, "
    "json: reports/ci.json}\n";

constexpr const char* kShop = R"yaml(
      columns:
        - {name: id, type: bigint, primary_key: true, autoincrement: true}
        - {name: email, type: varchar(320), nullable: false}
        - {name: note, type: text}
        - {name: balance, type: "numeric(12,2)", nullable: false}
        - {name: born, type: date}
        - {name: seen_at, type: timestamp}
        - {name: active, type: boolean, nullable: false}
        - {name: invited_by, type: bigint, references: {table: users, column: id}}
      unique: {uq_users_email: [email]}
      checks: {ck_users_balance: "balance >= 0"}
)yaml";
constexpr const char* kOrders = R"yaml(
      columns:
        - {name: id, type: uuid, primary_key: true}
        - {name: user_id, type: bigint, nullable: false, references: {table: users, column: id, on_delete: cascade}}
        - {name: status, type: varchar(10), nullable: false}
        - {name: amount, type: double precision}
      checks: {ck_orders_status: "status IN ('open', 'paid')"}
      indexes: {ix_orders_user_id: {columns: [user_id]}}
)yaml";

std::string as_created(const std::string& name, const std::string& body) {
  return "  - create_table:\n      name: " + name + body;
}

}  // namespace

CiProject::CiProject(const FreshDatabase& database, const std::string& targets)
    : Project(database) {
  write("whimbrel.yaml",
        "version: 1\ntargets:\n  dev: {url: \"${DATABASE_URL}\"}\nreview: {threshold: "
        "off}\nci:\n"
        "  targets: [" +
            (targets.empty() ? "{target: dev, ephemeral: true}" : targets) + "]\n" + kReports);
}

void CiProject::add_shop() {
  add_revision("a1", "",
               "upgrade:\n" + as_created("users", kShop) + as_created("orders", kOrders) +
                   "downgrade: auto\n");
  want("tables:\n  users:" + std::string(kShop) + "  orders:" + kOrders);
}

Node CiProject::report() const { return parse_json(read("reports/ci.json"), "reports/ci.json"); }

Node CiProject::step(const std::string& wanted, std::size_t target) const {
  const Node document = report();
  for (const Node& step :
       document.find("result")->find("targets")->items.at(target).find("steps")->items)
    if (step.find("step")->scalar == wanted) return step;
  ADD_FAILURE() << "the report has no step " << wanted;
  return {};
}

std::string CiProject::state(const std::string& wanted, std::size_t target) const {
  const Node node = step(wanted, target);
  return node.is_map() ? node.find("state")->scalar : "";
}

std::string CiProject::texts(const std::string& wanted, const std::string& list) const {
  const Node node = step(wanted);
  std::string text;
  for (const Node& each : node.find(list)->items) text += each.scalar + "\n";
  return text;
}

std::vector<std::string> ci_databases(const FreshDatabase& beside) {
  std::vector<std::string> names;
  const auto add = [&](const std::string& name) {
    if (name.starts_with("whimbrel_ci_")) names.push_back(name);
  };
  const std::string_view dialect = beside.dialect().name();
  if (dialect == "sqlite") {
    for (const auto& entry :
         std::filesystem::directory_iterator(std::filesystem::temp_directory_path()))
      add(entry.path().filename().string());
  } else {
    const char* query = dialect == "postgresql"
                            ? "SELECT datname FROM pg_database"
                            : "SELECT schema_name FROM information_schema.schemata";
    for (const auto& row : beside.connect()->query(query).rows) add(row.at(0).value_or(""));
  }
  std::sort(names.begin(), names.end());
  return names;
}

}  // namespace whimbrel::test
