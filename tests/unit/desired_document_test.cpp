// What was read of a desired schema is kept, and never taken for something else.
#include "whimbrel/diff/desired_document.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include "support/temporary_folder.h"
#include "whimbrel/core/error.h"
#include "whimbrel/core/yaml.h"

namespace whimbrel::test {
namespace {

// One table with a word of nearly every kind, often enough to be worth keeping.
std::string large_schema(const std::string& type = "varchar(200)") {
  std::string text = "manage: {exclude: [\"legacy_*\"]}\ntables:\n";
  for (int i = 0; i < 60; ++i) {
    const std::string name = "t" + std::to_string(i);
    text += "  " + name +
            ":\n    comment: \"what's in it\"\n    columns:\n"
            "      id: {type: bigint, primary_key: true, autoincrement: true}\n"
            "      other: {type: bigint, references: {table: t0, column: id, on_delete: cascade}}\n"
            "      name: {type: " +
            type +
            ", nullable: false, default: '', renamed_from: title}\n"
            "      state: {type: {default: text, one: \"enum('a','b')\"}, collation: nocase}\n"
            "      twice: {type: integer, generated: {expression: other * 2, stored: false}}\n"
            "      at: {type: timestamp, default: {expression: {default: now(), one: clock()}}}\n"
            "    unique: {uq_" +
            name + ": [name, other]}\n    checks: {ck_" + name +
            ": other > 0}\n    indexes:\n      ix_" + name +
            ": {columns: [{column: name, descending: true}], unique: true, where: other > 0}\n"
            "    options: {one: {engine: quick}}\n";
  }
  return text + "views:\n  active: {definition: SELECT name FROM t0}\n";
}

SchemaDocument parsed(const std::string& text) { return read_schema(parse_yaml(text, "x.yaml")); }

void expect_same(const SchemaDocument& document, const SchemaDocument& other) {
  EXPECT_EQ(document.schema, other.schema);
  EXPECT_EQ(document.exclude, other.exclude);
}

SchemaDocument read(const std::string& text, const std::filesystem::path& memory) {
  return read_desired(std::vector{SchemaText{"x.yaml", text}}, memory);
}

// Replacing a file gives it another number.
ino_t number_of(const std::filesystem::path& file) {
  struct stat found {};
  EXPECT_EQ(stat(file.c_str(), &found), 0);
  return found.st_ino;
}

TEST(DesiredDocument, SaysTheSameWhenItIsReadFromItsMemory) {
  const TemporaryFolder folder;
  const std::string text = large_schema();
  expect_same(read(text, folder / "memory"), parsed(text));
  const ino_t number = number_of(folder / "memory");
  expect_same(read(text, folder / "memory"), parsed(text));
  EXPECT_EQ(number_of(folder / "memory"), number) << "it was parsed and kept once more";
}

TEST(DesiredDocument, IsReadAnewWhenItsTextIsAnother) {
  const TemporaryFolder folder;
  read(large_schema(), folder / "memory");
  const std::string changed = large_schema("varchar(201)");
  expect_same(read(changed, folder / "memory"), parsed(changed));
}

TEST(DesiredDocument, IsReadAnewWhenItsMemoryIsDamaged) {
  const TemporaryFolder folder;
  const std::string text = large_schema();
  const SchemaDocument wanted = parsed(text);
  read(text, folder / "memory");
  const std::string whole = folder.read("memory");
  ASSERT_GT(whole.size(), 1000u);
  for (std::size_t at = 0; at < whole.size(); at += whole.size() / 37) {
    folder.write("memory", whole.substr(0, at));
    expect_same(read(text, folder / "memory"), wanted);
    std::string bent = whole;
    bent[at] = static_cast<char>(bent[at] ^ 0x41);
    folder.write("memory", bent);
    expect_same(read(text, folder / "memory"), wanted);
  }
}

TEST(DesiredDocument, NeedsNoMemory) {
  const std::string text = large_schema();
  expect_same(read(text, {}), parsed(text));
  expect_same(read(text, "/dev/null/no/folder"), parsed(text));
}

TEST(DesiredDocument, IsNotKeptWhenItIsSmallOrWrong) {
  const TemporaryFolder folder;
  read("tables: {a: {columns: {id: {type: integer}}}}", folder / "memory");
  EXPECT_FALSE(std::filesystem::exists(folder / "memory"));
  const std::string wrong = large_schema() + "  oops: {definitoin: SELECT 1}\n";
  EXPECT_THROW(read(wrong, folder / "memory"), Error);
  EXPECT_FALSE(std::filesystem::exists(folder / "memory"));
}

TEST(DesiredDocument, IsAllOfItsFiles) {
  const TemporaryFolder folder;
  const std::vector<SchemaText> texts = {
      {"a.yaml", large_schema()}, {"b.yaml", "tables: {zz: {columns: {id: {type: integer}}}}"}};
  const SchemaDocument first = read_desired(texts, folder / "memory");
  expect_same(read_desired(texts, folder / "memory"), first);
  EXPECT_EQ(first.schema.tables.size(), 61u);
}

}  // namespace
}  // namespace whimbrel::test
