// What cannot be done ends in an error that says what, where and what to do, and leaves the
// database as it was.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/database_user.h"
#include "support/project.h"

namespace whimbrel::test {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

// Everything that a failed command could have changed: objects, definitions, rows, version,
// journal.
struct Picture {
  std::vector<std::string> objects;
  std::string definitions;
  std::map<std::string, TableRows> rows;
  std::string version;
  std::string journal;
  bool operator==(const Picture&) const = default;
};

std::string lines_of(Connection& connection, const std::string& query) {
  std::string text;
  for (const auto& row : connection.query(query).rows) {
    for (const auto& value : row) text += value.value_or("NULL") + " ";
    text += "\n";
  }
  return text;
}

class BadInput : public ::testing::Test {
 protected:
  BadInput() {
    add_table("a1", "", "a");
    add_table("b2", "a1", "b");
    project_.write(
        "migrations/c1.yaml",
        "revision: c1\nbranch_labels: [billing]\nmessage: Billing\n---\n" + create_table("c"));
    project_.succeed({"upgrade", "b2"});
    run_script(database_, "INSERT INTO a (id) VALUES (1)");
  }

  static std::string create_table(const std::string& name) {
    return "upgrade:\n  - create_table: {name: " + name +
           ", columns: [{name: id, type: integer}]}\ndowngrade: auto\n";
  }
  void add_table(const std::string& id, const std::string& parent, const std::string& name) {
    project_.add_revision(id, parent, create_table(name));
  }

  bool has_server() const { return !database_.endpoint().host.empty(); }

  Picture picture() const {
    const auto connection = database_.connect();
    return {all_objects(database_), project_.inspect(), all_rows(database_),
            lines_of(*connection, "SELECT revision FROM whimbrel_version ORDER BY 1"),
            lines_of(*connection, "SELECT * FROM whimbrel_journal ORDER BY 1, 2")};
  }

  /// Ends with `code`, an error with all these words and a hint.
  void refused(int code, const Arguments& arguments, const std::vector<std::string>& words) const {
    const CommandResult result = project_.expect(code, arguments);
    EXPECT_THAT(result.err, AllOf(HasSubstr("error: "), HasSubstr("hint: ")));
    for (const std::string& word : words) EXPECT_THAT(result.err, HasSubstr(word));
    if (const std::string& password = database_.endpoint().password.reveal(); !password.empty()) {
      EXPECT_THAT(result.err, Not(HasSubstr(password)));
    }
  }

  /// All that `refusals` does leaves the database as it was.
  template <class Refusals>
  void expect_unchanged(Refusals refusals) const {
    const Picture before = picture();
    refusals();
    EXPECT_EQ(picture(), before);
  }

  FreshDatabase database_;
  Project project_{database_};
};

TEST_F(BadInput, AnUnknownTarget) {
  expect_unchanged([&] {
    refused(2, {"upgrade", "--target", "prod"}, {"prod", "dev", "whimbrel.yaml"});
    refused(2, {"upgrade", "nosuch"}, {"'nosuch'", "whimbrel history"});
    refused(2, {"downgrade", "nosuch"}, {"'nosuch'", "whimbrel history"});
    refused(2, {"upgrade", "nosuch@head"}, {"'nosuch'", "whimbrel history"});
    refused(2, {"stamp", "nosuch"}, {"'nosuch'"});
  });
}

TEST_F(BadInput, ARevisionOfAnotherBranch) {
  expect_unchanged([&] {
    refused(2, {"downgrade", "c1"}, {"c1", "'b2'", "whimbrel history -i"});
    refused(2, {"downgrade", "billing@-1"}, {"billing"});
    refused(2, {"downgrade", "billing@b2"}, {"b2", "billing", "whimbrel history"});
    refused(2, {"upgrade", "billing@b2"}, {"b2", "billing", "whimbrel history"});
    refused(2, {"upgrade", "head"}, {"'b2'", "'c1'", "heads"});
  });
}

TEST_F(BadInput, ADatabaseAtARevisionThatNoFileHas) {
  run_script(database_, "UPDATE whimbrel_version SET revision = 'elsewhere'");
  const std::string place = database_.endpoint().display();
  expect_unchanged([&] {
    for (const Arguments& arguments : {Arguments{"upgrade", "b2"},
                                       {"downgrade", "base"},
                                       {"downgrade", "-1"},
                                       {"current"},
                                       {"stamp", "b2"}})
      refused(2, arguments, {"'elsewhere'", "stamp --purge"});
    refused(2, {"current"}, {place});
  });
}

TEST_F(BadInput, CredentialsThatMayOnlyRead) {
  add_table("d3", "b2", "d");
  std::optional<DatabaseUser> user;
  std::string url = database_.url().reveal() + "?mode=ro";
  if (has_server()) url = user.emplace(database_, DatabaseUser::Rights::read).url().reveal();
  project_.succeed({"current", "--url", url});
  expect_unchanged([&] {
    refused(1, {"upgrade", "d3", "--url", url}, {"d3"});
    refused(1, {"downgrade", "a1", "--url", url}, {"b2"});
    refused(1, {"stamp", "a1", "--url", url}, {"whimbrel_version"});
  });
}

TEST_F(BadInput, CredentialsThatMayOnlyReadAnEmptyDatabase) {
  if (!has_server()) return;  // a file that does not exist cannot be read either
  const FreshDatabase empty;
  const DatabaseUser user(empty, DatabaseUser::Rights::read);
  const CommandResult result = project_.expect(1, {"upgrade", "b2", "--url", user.url().reveal()});
  EXPECT_THAT(result.err, AllOf(HasSubstr("whimbrel_version"), HasSubstr(empty.name()),
                                HasSubstr("hint: "), HasSubstr("grant the right")));
  EXPECT_THAT(all_objects(empty), testing::IsEmpty());
}

}  // namespace
}  // namespace whimbrel::test
