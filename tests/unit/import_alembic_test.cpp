// Version files of Alembic without Python: no alembic.ini stands above them, so no program is run.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/temporary_folder.h"
#include "whimbrel/core/error.h"
#include "whimbrel/import/history.h"

namespace whimbrel {
namespace {

using test::TemporaryFolder;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

ImportedHistory history(const TemporaryFolder& folder) {
  ImportRequest request;
  request.tool = ImportTool::alembic;
  request.sources = {{folder.path(), {}}};
  request.version_table = "alembic_version";
  return read_history(request);
}

const Revision& only(const ImportedHistory& history) { return history.revisions.at(0).header; }

std::string problem(const std::string& text) {
  const TemporaryFolder folder;
  folder.write("a.py", text);
  try {
    history(folder);
  } catch (const Error& error) {
    return error.what();
  }
  return {};
}

TEST(ImportAlembic, ReadsTheHeaderThatItsTemplateWrites) {
  const TemporaryFolder folder;
  folder.write("a.py", R"("""Add "songs",
and more

Revision ID: ae10
Revises:
Create Date: 2024-02-03 10:11:12.131415

"""
from alembic import op

# revision identifiers, used by Alembic.
revision = 'ae10'
down_revision = None
branch_labels = ('music', "arts")
depends_on = None


def upgrade():
    revision = 'not this one'
)");
  const ImportedHistory read = history(folder);
  EXPECT_EQ(only(read).id, "ae10");
  EXPECT_THAT(only(read).down_revisions, IsEmpty());
  EXPECT_THAT(only(read).branch_labels, ElementsAre("music", "arts"));
  EXPECT_EQ(only(read).message, "Add \"songs\", and more");
  EXPECT_EQ(only(read).created, "2024-02-03");
}

TEST(ImportAlembic, ReadsEveryFormOfALiteral) {
  const TemporaryFolder folder;
  folder.write("a.py", "revision: str = \"a\"\ndown_revision: Union[str, None] = None\n");
  folder.write("b.py",
               "x = '''\nrevision = 'no'\n'''\nrevision = \\\n    'b' # it\n"
               "down_revision = (\n    'a'\n)\nbranch_labels = {'one'}\n");
  folder.write("c.py", "revision = u'c'; x = 1\ndown_revision = 'a'\n");
  folder.write("d.py", "revision = 'd' ''\ndown_revision = ('b', 'c',)\ndepends_on = ['a']\n");
  folder.write("env.py", "revision_of = 'nothing'\n");
  const ImportedHistory read = history(folder);
  ASSERT_EQ(read.revisions.size(), 4u);
  EXPECT_EQ(only(read).id, "a");
  const Revision& merge = read.revisions.back().header;
  EXPECT_EQ(merge.id, "d");
  EXPECT_THAT(merge.down_revisions, ElementsAre("b", "c"));
  EXPECT_THAT(merge.depends_on, ElementsAre("a"));
}

TEST(ImportAlembic, WithoutAlembicARevisionIsAHeaderThatRefusesToRun) {
  const TemporaryFolder folder;
  folder.write("versions/a_first.py", "revision = 'a'\n");
  const ImportedHistory read = history(folder);
  EXPECT_THAT(read.revisions.at(0).sections.refused, HasSubstr("a_first.py"));
  EXPECT_THAT(read.revisions.at(0).sections.upgrade, IsEmpty());
  ASSERT_EQ(read.warnings.size(), 1u);
  EXPECT_THAT(read.warnings[0].text, AllOf(HasSubstr("alembic.ini"), HasSubstr("stamped")));
}

TEST(ImportAlembic, WhatIsNotLiteralIsNamedWithItsLine) {
  EXPECT_THAT(problem("revision = 'a'\ndown_revision = previous\n"),
              AllOf(HasSubstr("a.py:2"), HasSubstr("'down_revision'"), HasSubstr("'previous'")));
  EXPECT_THAT(problem("revision = f'{x}'\n"), HasSubstr("a.py:1"));
  EXPECT_THAT(problem("revision = ('a', 'b')\n"), HasSubstr("must be one text"));
}

TEST(ImportAlembic, AParentThatNoFileHasAndACycleAreNamed) {
  EXPECT_THAT(problem("revision = 'a'\ndown_revision = 'gone'\n"),
              AllOf(HasSubstr("a.py"), HasSubstr("gone")));
  EXPECT_THAT(problem("revision = 'a'\ndown_revision = 'a'\n"), HasSubstr("a.py"));
}

TEST(ImportAlembic, AFolderWithoutVersionFilesIsRefused) {
  EXPECT_THAT(problem("x = 1\n"), HasSubstr("no version file"));
}

}  // namespace
}  // namespace whimbrel
