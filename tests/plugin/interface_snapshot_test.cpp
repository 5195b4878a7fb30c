#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#include "interface_text.h"
#include "whimbrel/core/error.h"
#include "whimbrel/core/file.h"
#include "whimbrel/core/text.h"
#include "whimbrel/dialect/abilities.h"
#include "whimbrel/dialect/dialect.h"
#include "whimbrel/dialect/pending_tables.h"
#include "whimbrel/dialect/plugin_descriptor.h"
#include "whimbrel/dialect/sql_splitter.h"
#include "whimbrel/dialect/sql_writer.h"
#include "whimbrel/model/portable_type.h"

namespace whimbrel {
namespace {

namespace fs = std::filesystem;

const fs::path kSnapshot =
    fs::path(WHIMBREL_SOURCE_DIR) / "tests" / "plugin" / "interface_snapshot.txt";

template <class Type>
std::string size_line(const std::string& name) {
  return "  " + name + " size " + std::to_string(sizeof(Type)) + " alignment " +
         std::to_string(alignof(Type));
}
#define SIZE_OF(Type) size_line<Type>(#Type)

// The text shows every change that is made here; the sizes show those that come from outside, from
// the standard library or a compiler's option.
std::vector<std::string> sizes() {
  return {SIZE_OF(Error),
          SIZE_OF(Identifier),
          SIZE_OF(QualifiedName),
          SIZE_OF(Secret),
          SIZE_OF(DialectText),
          SIZE_OF(Column),
          SIZE_OF(PrimaryKey),
          SIZE_OF(UniqueConstraint),
          SIZE_OF(ForeignKey),
          SIZE_OF(CheckConstraint),
          SIZE_OF(IndexKey),
          SIZE_OF(Index),
          SIZE_OF(Table),
          SIZE_OF(Schema),
          SIZE_OF(PortableType),
          SIZE_OF(ColumnAttributes),
          SIZE_OF(AlterColumn),
          SIZE_OF(Operation),
          SIZE_OF(Capabilities),
          SIZE_OF(ServerInfo),
          SIZE_OF(Rows),
          SIZE_OF(Endpoint),
          SIZE_OF(IntrospectionScope),
          SIZE_OF(Statement),
          SIZE_OF(Rendered),
          SIZE_OF(Syntax),
          SIZE_OF(ScriptStatement),
          SIZE_OF(SqlWriter),
          SIZE_OF(PendingTables),
          SIZE_OF(Unsupported),
          SIZE_OF(whimbrel_plugin_descriptor)};
}

// The layers that plugins see.
std::string current_interface() {
  const fs::path include = fs::path(WHIMBREL_SOURCE_DIR) / "framework" / "include" / "whimbrel";
  std::string text = "plugin interface " + std::to_string(WHIMBREL_PLUGIN_API_VERSION) + "\n";
  for (const char* layer : {"core", "model", "ops", "dialect"}) {
    std::vector<fs::path> headers;
    for (const auto& entry : fs::directory_iterator(include / layer))
      if (entry.path().extension() == ".h") headers.push_back(entry.path());
    std::sort(headers.begin(), headers.end());
    for (const fs::path& header : headers) {
      const auto lines = test::interface_text(read_file(header));
      if (lines.empty()) continue;
      text +=
          std::string(layer) + "/" + header.filename().string() + "\n" + join(lines, "\n") + "\n";
    }
  }
  return text + "sizes\n" + join(sizes(), "\n") + "\n";
}

// The first line in which the two differ, with the header that it stands in.
std::string first_difference(const std::string& before, const std::string& now) {
  const auto old_lines = split(before, '\n');
  const auto new_lines = split(now, '\n');
  std::string header;
  for (size_t i = 0; i < std::max(old_lines.size(), new_lines.size()); ++i) {
    const std::string_view was = i < old_lines.size() ? old_lines[i] : "(the end)";
    const std::string_view is = i < new_lines.size() ? new_lines[i] : "(the end)";
    if (!is.starts_with(' ')) header = is;
    if (was != is) return header + "\n  was: " + std::string(was) + "\n  is:  " + std::string(is);
  }
  return "";
}

TEST(PluginInterface, ChangesOnlyTogetherWithItsNumber) {
  const std::string now = current_interface();
  if (std::getenv("WHIMBREL_RENEW_SNAPSHOT") != nullptr) write_file(kSnapshot, now);
  const std::string before = read_file(kSnapshot);
  EXPECT_TRUE(now == before)
      << "the plugin interface changed: raise WHIMBREL_PLUGIN_API_VERSION in "
         "whimbrel/dialect/plugin_descriptor.h (once for each release) and renew the snapshot with "
         "tests/plugin/renew_snapshot BUILD_FOLDER\n"
      << first_difference(before, now);
}

TEST(PluginInterfaceText, ShowsMembersAndVirtualsInTheirOrder) {
  EXPECT_THAT(
      test::interface_text(R"(
#include "x.h"
namespace a {
/// A comment.
struct Point {
  int x = 0;  // where
  int sum() const { return x + y; }
  int y{1};
};
class Shape { public: virtual ~Shape(); virtual double area() const = 0; };
enum class Kind { one, two };
using Points = std::vector<Point>;
int free_function(int x);
inline int other() { return 1; }
class Later;
}
)"),
      testing::ElementsAre("  struct Point {", "  int x = 0;", "  int sum() const;", "  int y {",
                           "  1 };", "  };", "  class Shape {", "  public:", "  virtual ~Shape();",
                           "  virtual double area() const = 0;", "  };", "  enum class Kind {",
                           "  one, two };", "  using Points = std::vector<Point>;"));
}

TEST(PluginInterfaceText, DoesNotSeeCommentsLayoutAndBodies) {
  EXPECT_EQ(test::interface_text("struct A { int f() const { return 1; } };"),
            test::interface_text("// new\nstruct A {\n  int f() const {\n    return 2;\n  }\n};"));
}

TEST(PluginInterfaceText, SeesTheOrderOfMembers) {
  EXPECT_NE(test::interface_text("struct A { int x; int y; };"),
            test::interface_text("struct A { int y; int x; };"));
}

}  // namespace
}  // namespace whimbrel
