// The test server has a certificate that it made for itself.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/dialect_fixture.h"
#include "whimbrel/core/error.h"

namespace whimbrel::test {
namespace {

std::string cipher(const std::string& mode) {
  Endpoint endpoint = parse_url(test_server_url("mysql"));
  endpoint.parameters["ssl-mode"] = mode;
  const auto session = test_dialect("mysql").connect(endpoint);
  return session->query("SHOW SESSION STATUS LIKE 'Ssl_cipher'").rows.at(0).at(1).value_or("");
}

TEST(MysqlTls, IsHadWhereItIsRequiredOrPreferred) {
  EXPECT_NE(cipher("required"), "");
  EXPECT_NE(cipher("REQUIRED"), "");
  EXPECT_NE(cipher("preferred"), "");
}

TEST(MysqlTls, IsNotUsedWhereItIsDisabled) { EXPECT_EQ(cipher("disabled"), ""); }

TEST(MysqlTls, RefusesACertificateThatNobodyVouchesFor) {
  try {
    cipher("verify-identity");
    FAIL() << "connected";
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::connection);
    EXPECT_THAT(error.hint(), ::testing::HasSubstr("ssl-ca"));
  }
}

TEST(MysqlTls, RefusesAnAuthorityThatCannotBeRead) {
  Endpoint endpoint = parse_url(test_server_url("mysql"));
  endpoint.parameters = {{"ssl-mode", "verify-ca"}, {"ssl-ca", "/nowhere/ca.pem"}};
  EXPECT_THROW(test_dialect("mysql").connect(endpoint), Error);
}

}  // namespace
}  // namespace whimbrel::test
