// From any schema to any other and back, through the command, with rows in the tables.
// WHIMBREL_TEST_ROUNDS sets how many pairs, WHIMBREL_TEST_SEED the first of them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>

#include "support/project.h"
#include "support/random_schema.h"
#include "whimbrel/core/yaml.h"
#include "whimbrel/model/schema_codec.h"
#include "whimbrel/seed/row_image.h"
#include "whimbrel/seed/seed.h"

namespace whimbrel::test {
namespace {

using ::testing::ElementsAre;

unsigned number_from(const char* variable, unsigned otherwise) {
  const char* text = std::getenv(variable);
  return text != nullptr && *text != '\0' ? static_cast<unsigned>(std::stoul(text)) : otherwise;
}

class RandomPair {
 public:
  explicit RandomPair(unsigned seed) {
    RandomSchema random(seed, dialect_under_test());
    first_ = random.schema();
    second_ = random.schema();
    project_.write("first.yaml", desired_text(first_, dialect_under_test()));
    project_.write("second.yaml", desired_text(second_, dialect_under_test()));
  }

  std::string text() const {
    return "--- first\n" + project_.read("first.yaml") + "--- second\n" +
           project_.read("second.yaml");
  }

  void goes_there_and_back() {
    want("first.yaml");
    reach("First");
    if (::testing::Test::HasFailure()) return;
    const Schema before = live();
    put_rows(before);
    const std::vector<RowImage> rows = rows_of(first_);
    want("second.yaml");
    const bool changed = reach("Second");
    if (::testing::Test::HasFailure()) return;
    expect_kept(rows, "up");
    if (changed) project_.succeed({"downgrade", "-1"});
    EXPECT_EQ(words(live()), words(before));
    want("first.yaml");
    project_.succeed({"check"});
    expect_kept(rows, "down");
    if (::testing::Test::HasFailure()) return;
    project_.succeed({"downgrade", "base"});
    EXPECT_THAT(all_objects(database_), ElementsAre("whimbrel_journal", "whimbrel_version"));
  }

 private:
  void want(const std::string& file) {
    project_.write("whimbrel.yaml", "version: 1\nschema: " + file +
                                        "\ntargets:\n  dev: {url: \"${DATABASE_URL}\"}\n");
  }

  /// False when there is no difference.
  bool reach(const std::string& message) {
    const std::size_t files = project_.revision_files().size();
    project_.reach_the_desired_schema(message);
    return project_.revision_files().size() > files;
  }

  Schema live() const {
    const auto connection = database_.connect();
    return database_.dialect().introspector().read(*connection, {{"whimbrel_*"}, {}});
  }

  static std::string words(Schema schema) { return to_yaml(schema_node(in_name_order(schema))); }

  void put_rows(const Schema& now) {
    std::vector<QualifiedName> tables;
    for (const auto& [name, table] : now.tables) tables.push_back(name);
    const auto connection = database_.connect();
    seeded_ = seed({now, second_, tables}, database_.dialect(), *connection, {}).rows;
  }

  /// The rows of the tables that both schemas have, in the columns that both have.
  std::vector<RowImage> rows_of(const Schema&) const {
    std::vector<RowImage> images;
    const auto connection = database_.connect();
    for (const auto& [name, table] : first_.tables) {
      const Table* other = second_.table(name);
      if (other == nullptr) continue;
      std::vector<Identifier> columns;
      for (const Column& each : table.columns)
        if (!each.generated && other->column(each.name) != nullptr) columns.push_back(each.name);
      images.push_back(read_rows(table, columns, database_.dialect(), *connection));
    }
    return images;
  }

  void expect_kept(const std::vector<RowImage>& before, const char* way) const {
    const std::vector<RowImage> after = rows_of(second_);
    for (std::size_t i = 0; i < before.size(); ++i)
      for (const RowChange& change : row_changes(before[i], after[i], {}, 5))
        ADD_FAILURE() << "on the way " << way << ": " << change.text(before[i].table);
  }

  FreshDatabase database_;
  Project project_{database_};
  Schema first_;
  Schema second_;
  std::size_t seeded_ = 0;
};

TEST(RandomPairs, GoThereAndBackAndKeepTheirRows) {
  const unsigned begin = number_from("WHIMBREL_TEST_SEED", 1);
  const unsigned rounds = number_from("WHIMBREL_TEST_ROUNDS", 5);
  for (unsigned seed = begin; seed < begin + rounds; ++seed) {
    RandomPair pair(seed);
    pair.goes_there_and_back();
    if (HasFailure()) FAIL() << "seed " << seed << "\n" << pair.text();
  }
}

}  // namespace
}  // namespace whimbrel::test
