// The example of examples/sqlalchemy, as its README walks through it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/project.h"
#include "whimbrel/core/text.h"

namespace whimbrel::test {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;

namespace fs = std::filesystem;

class SqlAlchemyExample : public ::testing::Test {
 protected:
  SqlAlchemyExample() {
    fs::copy(fs::path(WHIMBREL_SOURCE_DIR) / "examples" / "sqlalchemy", project_.path(),
             fs::copy_options::recursive | fs::copy_options::overwrite_existing);
    // The one Python that surely has the package is the system's own.
    rewrite("whimbrel.yaml", "[python3,", "[/usr/bin/python3,");
  }

  void rewrite(const std::string& file, const std::string& from, const std::string& to) {
    const std::string text = project_.read(file);
    ASSERT_THAT(text, HasSubstr(from));
    project_.write(file, replaced(text, from, to));
  }
  CommandResult expect(int code, Arguments arguments) const {
    arguments.insert(arguments.end(), {"--url", database_.url().reveal()});
    return project_.expect(code, arguments);
  }

  FreshDatabase database_;
  Project project_{database_};
};

TEST_F(SqlAlchemyExample, FollowsItsReadme) {
  expect(0, {"revision", "--autogenerate", "-m", "The library"});
  expect(0, {"upgrade", "head"});
  expect(0, {"check"});
  const std::string library = expect(0, {"inspect"}).out;
  run_script(database_,
             "INSERT INTO members (id, email, name) VALUES (1, 'a@b.c', 'A');"
             "INSERT INTO books (id, isbn, title, price) VALUES (1, '978', 'It''s', 9.99)");
  const auto rows = all_rows(database_);

  rewrite("models.py", "    summary = Column(Text)\n",
          "    summary = Column(Text)\n    pages = Column(Integer)\n");
  EXPECT_THAT(expect(3, {"check"}).out, HasSubstr("add_column books.pages"));
  expect(0, {"revision", "--autogenerate", "-m", "Count pages"});
  expect(0, {"upgrade"});
  expect(0, {"check"});
  EXPECT_EQ(value_of(database_, "SELECT pages FROM books"), "NULL");

  expect(0, {"downgrade", "-1"});
  EXPECT_EQ(expect(0, {"inspect"}).out, library);
  EXPECT_EQ(all_rows(database_), rows);
  expect(0, {"downgrade", "base"});
  EXPECT_THAT(all_rows(database_), IsEmpty());
}

TEST_F(SqlAlchemyExample, AMistakeInTheModelsIsShownAsPythonTellsIt) {
  rewrite("models.py", "from sqlalchemy.orm", "from sqlalchemy.nosuchmodule");
  const std::string said = expect(2, {"check"}).err;
  EXPECT_THAT(said, HasSubstr("ended with exit code 1"));
  EXPECT_THAT(said, HasSubstr("No module named 'sqlalchemy.nosuchmodule'"));
  EXPECT_THAT(said, HasSubstr("print_schema.py " + dialect_under_test()));
}

}  // namespace
}  // namespace whimbrel::test
