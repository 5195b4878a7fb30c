#include "whimbrel/dialect/endpoint.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <vector>

#include "whimbrel/core/error.h"

namespace whimbrel {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using Parameters = std::map<std::string, std::string>;

Endpoint parsed(const std::string& url) { return parse_url(Secret(url)); }

std::string refusal(const std::string& url) {
  try {
    parsed(url);
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::config);
    return error.what();
  }
  ADD_FAILURE() << "accepted: " << url;
  return {};
}

TEST(Endpoint, WithoutSlashesHoldsAPath) {
  const Endpoint endpoint = parsed("files:folder/app.db");
  EXPECT_EQ(endpoint.scheme, "files");
  EXPECT_FALSE(endpoint.has_authority);
  EXPECT_EQ(endpoint.path, "folder/app.db");
  EXPECT_EQ(parsed("files:/srv/app.db").path, "/srv/app.db");
  EXPECT_EQ(parsed("files::memory:").path, ":memory:");
  EXPECT_EQ(parsed("files:me@home.db").path, "me@home.db");
}

TEST(Endpoint, WithoutSlashesHasParametersAfterAQuestionMark) {
  const Endpoint endpoint = parsed("files:a%3Fb.db?mode=ro&name=x%26y");
  EXPECT_EQ(endpoint.path, "a?b.db");
  EXPECT_EQ(endpoint.parameters, (Parameters{{"mode", "ro"}, {"name", "x&y"}}));
}

TEST(Endpoint, WithSlashesIsTakenApartAndDecoded) {
  const Endpoint endpoint =
      parsed("Server://me%40home:p%40s%3As@db.example.org:5432/my%20db?k=v&k2=v%3D2");
  EXPECT_EQ(endpoint.scheme, "server");
  EXPECT_TRUE(endpoint.has_authority);
  EXPECT_EQ(endpoint.user, "me@home");
  EXPECT_EQ(endpoint.password.reveal(), "p@s:s");
  EXPECT_EQ(endpoint.host, "db.example.org");
  EXPECT_EQ(endpoint.port, 5432);
  EXPECT_EQ(endpoint.path, "my db");
  EXPECT_EQ(endpoint.parameters, (Parameters{{"k", "v"}, {"k2", "v=2"}}));
}

TEST(Endpoint, WithAnEmptyAuthorityHasAPathWithoutItsFirstSlash) {
  EXPECT_TRUE(parsed("server:///app").has_authority);
  EXPECT_EQ(parsed("server:///app").host, "");
  EXPECT_EQ(parsed("server:///app").path, "app");
  EXPECT_EQ(parsed("server:////srv/app").path, "/srv/app");
  EXPECT_EQ(parsed("server://").path, "");
}

TEST(Endpoint, HostMayBeAnAddressInBracketsOrAnEncodedFolder) {
  EXPECT_EQ(parsed("server://[::1]:5432/app").host, "::1");
  EXPECT_EQ(parsed("server://[::1]:5432/app").port, 5432);
  EXPECT_EQ(parsed("server://[fe80::1%25eth0]/app").host, "fe80::1%eth0");
  EXPECT_EQ(parsed("server://%2Fvar%2Frun%2Fdb/app").host, "/var/run/db");
  EXPECT_EQ(parsed("server://me@%2Ftmp:5433/app").port, 5433);
}

TEST(Endpoint, LastAtSignEndsThePassword) {
  const Endpoint endpoint = parsed("server://me:a@b@c@host/app");
  EXPECT_EQ(endpoint.user, "me");
  EXPECT_EQ(endpoint.password.reveal(), "a@b@c");
  EXPECT_EQ(endpoint.host, "host");
}

TEST(Endpoint, PasswordMayBeEmptyAbsentOrHoldColonsAndHashes) {
  EXPECT_TRUE(parsed("server://me:@host/app").password.empty());
  EXPECT_TRUE(parsed("server://me@host/app").password.empty());
  EXPECT_EQ(parsed("server://me:a:b#c@host/app").password.reveal(), "a:b#c");
}

TEST(Endpoint, AtSignInAParameterIsNoUser) {
  const Endpoint endpoint = parsed("server://host/app?user=me@home");
  EXPECT_EQ(endpoint.host, "host");
  EXPECT_EQ(endpoint.parameters.at("user"), "me@home");
}

TEST(Endpoint, PlusSignIsNoSpace) {
  EXPECT_EQ(parsed("server://a+b@host/c+d?e=f+g").parameters.at("e"), "f+g");
  EXPECT_EQ(parsed("server://a+b@host/c+d").user, "a+b");
}

TEST(Endpoint, RefusalSaysWhatIsWrongAndHowAUrlLooks) {
  EXPECT_THAT(refusal(""), HasSubstr("empty"));
  EXPECT_THAT(refusal("app.db"), HasSubstr("scheme"));
  EXPECT_THAT(refusal("/srv/app.db"), HasSubstr("scheme"));
  EXPECT_THAT(refusal("://host"), HasSubstr("scheme"));
  EXPECT_THAT(refusal("files:"), HasSubstr("nothing follows"));
  EXPECT_THAT(refusal("server://host:port/app"), HasSubstr("port"));
  EXPECT_THAT(refusal("server://host:0/app"), HasSubstr("port"));
  EXPECT_THAT(refusal("server://host:65536/app"), HasSubstr("port"));
  EXPECT_THAT(refusal("server://::1/app"), HasSubstr("brackets"));
  EXPECT_THAT(refusal("server://[::1/app"), HasSubstr("']'"));
  EXPECT_THAT(refusal("server://[::1]x/app"), HasSubstr("']'"));
  EXPECT_THAT(refusal("server://host/100%"), HasSubstr("%25"));
  EXPECT_THAT(refusal("server://host/a%0"), HasSubstr("hexadecimal"));
  EXPECT_THAT(refusal("server://host/a%zz"), HasSubstr("hexadecimal"));
  EXPECT_THAT(refusal("server://host/a%00b"), HasSubstr("%00"));
  EXPECT_THAT(refusal("server://host/app?mode"), HasSubstr("key=value"));
  EXPECT_THAT(refusal("server://host/app?=x"), HasSubstr("key=value"));
  EXPECT_THAT(refusal("server://host/app?a=1&a=2"), HasSubstr("twice"));
  EXPECT_THAT(refusal("server://host/app\n"), HasSubstr("line break"));
  EXPECT_THAT(refusal("files:"), HasSubstr("scheme://user:password@host:port/database"));
}

TEST(Endpoint, RefusalNeverRepeatsAPassword) {
  for (const std::string url : {"server://me:sesame%@host/app", "server://me:sesame/x@host/app",
                                "server://me:12/sesame@host/app", "server://me:sesame?@host/app",
                                "server://me:sesame@host:port/app", "server://me:sesame@a:b:c/app",
                                "server://me:sesame@[::1/app", "server://host/app?password=sesame%",
                                "server://host/app?sesame", "server://me:sesame\n@host", "sesame",
                                "server://me:sesame@host/app?a=1&a=2", "me@sesame:x"})
    EXPECT_THAT(refusal(url), Not(HasSubstr("sesame"))) << url;
}

TEST(Endpoint, DisplayHidesPasswordAndSecretParameters) {
  EXPECT_EQ(parsed("server://me:sesame@host:5432/app?sslmode=require&SSLPassword=sesame").display(),
            "server://me:***@host:5432/app?SSLPassword=***&sslmode=require");
  EXPECT_EQ(parsed("server://:sesame@host").display(), "server://:***@host");
  EXPECT_EQ(parsed("files:app.db?password=sesame&auth_token=sesame").display(),
            "files:app.db?auth_token=***&password=***");
}

TEST(Endpoint, DisplayReadsBackToTheSameWhenThereIsNothingToHide) {
  for (const std::string url :
       {"files:app.db", "files::memory:", "files:/srv/app.db",
        "files:a%3Fb%25.db?x=%26&y==", "files:%2F%2Fshare/app.db", "server://", "server:///app",
        "server:////srv/app", "server://[::1]:5432/app", "server://%2Ftmp:1/a?b=c",
        "server://host?k=v", "server://a%3Ab%40c%2Fd@host/%40x", "server://host/%40x",
        "server://[fe80::1%25eth0]", "files:tab%09.db", "server://host/a%2Fb?%3D=%20"}) {
    const Endpoint endpoint = parsed(url);
    const Endpoint again = parsed(endpoint.display());
    EXPECT_EQ(again.display(), endpoint.display()) << url;
    EXPECT_EQ(again.scheme, endpoint.scheme) << url;
    EXPECT_EQ(again.has_authority, endpoint.has_authority) << url;
    EXPECT_EQ(again.user, endpoint.user) << url;
    EXPECT_EQ(again.host, endpoint.host) << url;
    EXPECT_EQ(again.port, endpoint.port) << url;
    EXPECT_EQ(again.path, endpoint.path) << url;
    EXPECT_EQ(again.parameters, endpoint.parameters) << url;
  }
}

TEST(Endpoint, UnderstoodUrlIsNeverRefusedForCapitalsInTheScheme) {
  EXPECT_EQ(parsed("SERVER://Host/App").scheme, "server");
  EXPECT_EQ(parsed("SERVER://Host/App").host, "Host");
  EXPECT_THAT(parsed("SERVER://Host/App").user, IsEmpty());
}

}  // namespace
}  // namespace whimbrel
