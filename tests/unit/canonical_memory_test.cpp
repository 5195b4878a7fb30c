// Canonical forms between runs.
#include <gtest/gtest.h>

#include "random_schema.h"
#include "support/temporary_folder.h"
#include "whimbrel/diff/canonical.h"

namespace whimbrel::test {
namespace {

Schema random_schema(unsigned seed) {
  Schema schema = testing::RandomSchema(seed).schema();
  schema.unsupported = {{"trigger", "touch"}};
  return schema;
}

TEST(CanonicalMemory, GivesBackWhatWasPut) {
  const TemporaryFolder folder;
  CanonicalMemory memory(folder / "memory");
  for (unsigned seed = 0; seed < 200; ++seed) memory.put(std::to_string(seed), random_schema(seed));
  memory.save();
  CanonicalMemory again(folder / "memory");
  for (unsigned seed = 0; seed < 200; ++seed)
    EXPECT_EQ(again.find(std::to_string(seed)), random_schema(seed));
  EXPECT_EQ(again.find("something else"), std::nullopt);
}

TEST(CanonicalMemory, KeepsOnlyWhatTheLastRunUsed) {
  const TemporaryFolder folder;
  CanonicalMemory first(folder / "memory");
  first.put("one", random_schema(1));
  first.put("two", random_schema(2));
  first.save();
  CanonicalMemory second(folder / "memory");
  EXPECT_TRUE(second.find("one"));
  second.put("three", random_schema(3));
  second.save();
  CanonicalMemory third(folder / "memory");
  EXPECT_TRUE(third.find("one"));
  EXPECT_FALSE(third.find("two"));
  EXPECT_TRUE(third.find("three"));
}

TEST(CanonicalMemory, IsEmptyWhenItsFileIsDamaged) {
  const TemporaryFolder folder;
  CanonicalMemory memory(folder / "memory");
  for (unsigned seed = 0; seed < 5; ++seed) memory.put(std::to_string(seed), random_schema(seed));
  memory.save();
  const std::string whole = folder.read("memory");
  for (std::size_t at = 0; at < whole.size(); at += whole.size() / 50 + 1) {
    std::string bent = whole;
    bent[at] = static_cast<char>(bent[at] ^ 0x21);
    for (const std::string& damaged : {bent, whole.substr(0, at)}) {
      folder.write("memory", damaged);
      CanonicalMemory read(folder / "memory");
      for (unsigned seed = 0; seed < 5; ++seed)
        EXPECT_EQ(read.find(std::to_string(seed)), std::nullopt) << "byte " << at;
    }
  }
}

}  // namespace
}  // namespace whimbrel::test
