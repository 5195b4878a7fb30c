#include "whimbrel/plugin/guarded_dialect.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <set>
#include <stdexcept>

#include "whimbrel/core/file.h"
#include "whimbrel/dialect/abilities.h"
#include "whimbrel/plugin/guard.h"

namespace whimbrel {
namespace {

using testing::HasSubstr;

// A plugin in this process. It insists on being handed connections of its own class.
class OwnConnection : public Connection {
 public:
  const ServerInfo& server() const override { return server_; }
  std::uint64_t execute(std::string_view) override { throw std::runtime_error("execute"); }
  Rows query(std::string_view) override { throw std::runtime_error("query"); }
  void begin() override { throw std::runtime_error("begin"); }
  void commit() override { throw std::runtime_error("commit"); }
  void rollback() override { throw std::runtime_error("rollback"); }
  std::string session_id() const override { throw std::runtime_error("session_id"); }

 private:
  ServerInfo server_{"Own", "1", 1};
};

bool is_own(Connection& connection) { return dynamic_cast<OwnConnection*>(&connection) != nullptr; }

class OwnParts : public TypeSystem,
                 public Introspector,
                 public OpRenderer,
                 public RunLocks,
                 public ScratchPlaces,
                 public TemporaryDatabases {
 public:
  std::variant<std::string, Unsupported> native(const SqlType& type,
                                                const ServerInfo&) const override {
    return type.text;
  }
  std::string spelling(std::string_view text) const override { return std::string(text); }
  Schema read(Connection& connection, const IntrospectionScope&) const override {
    if (!is_own(connection)) throw std::logic_error("a connection of somebody else");
    return {};
  }
  Rendered render(std::span<const Operation>, RenderContext&) const override {
    return Unsupported{"nothing is possible", 0};
  }
  std::unique_ptr<HeldLock> try_acquire(Connection& connection, const Endpoint&,
                                        std::string_view) const override {
    if (!is_own(connection)) throw std::logic_error("a connection of somebody else");
    return nullptr;
  }
  std::variant<std::unique_ptr<ScratchPlace>, Unsupported> open(Connection& target, const Endpoint&,
                                                                const Endpoint*) const override {
    if (!is_own(target)) throw std::logic_error("a connection of somebody else");
    return std::make_unique<OwnPlace>();
  }
  std::variant<std::unique_ptr<TemporaryDatabase>, Unsupported> create(
      const Endpoint& beside, std::string_view) const override {
    if (beside.host == "full") throw std::runtime_error("no room for " + beside.password.reveal());
    return std::unique_ptr<TemporaryDatabase>();
  }
  std::vector<std::string> drop_leftovers(const Endpoint&, std::string_view) const override {
    throw std::runtime_error("leftovers");
  }

 private:
  class OwnPlace : public ScratchPlace {
   public:
    Connection& connection() override { return connection_; }
    Schema read(const IntrospectionScope&) override { throw std::runtime_error("place"); }

   private:
    OwnConnection connection_;
  };
};

class OwnDialect : public Dialect {
 public:
  std::string_view name() const override { return "own"; }
  const Capabilities& capabilities() const override { return capabilities_; }
  const Syntax& syntax() const override { return syntax_; }
  const TypeSystem& types() const override { return parts_; }
  const Introspector& introspector() const override {
    if (broken) throw std::runtime_error("no introspector today");
    return parts_;
  }
  const OpRenderer& renderer() const override { return parts_; }
  std::unique_ptr<Connection> connect(const Endpoint& endpoint) const override {
    if (endpoint.host == "nowhere") return nullptr;
    return std::make_unique<OwnConnection>();
  }
  const void* ability(std::string_view id) const override {
    if (id == RunLocks::id) return static_cast<const RunLocks*>(&parts_);
    if (id == ScratchPlaces::id) return static_cast<const ScratchPlaces*>(&parts_);
    if (id == TemporaryDatabases::id) return static_cast<const TemporaryDatabases*>(&parts_);
    return nullptr;
  }

  bool broken = false;

 private:
  Capabilities capabilities_{.transactional_ddl = true};
  Syntax syntax_{.quote_open = '['};
  OwnParts parts_;
};

template <class Call>
std::string problem_of(Call&& call) {
  try {
    call();
  } catch (const Error& error) {
    return error.code() == ErrorCode::plugin ? error.message() : "another code";
  }
  return "nothing was thrown";
}

class GuardedDialect : public testing::Test {
 protected:
  OwnDialect own_;
  std::unique_ptr<const Dialect> dialect_ = guarded(own_, "own");
  std::unique_ptr<Connection> connection_ = dialect_->connect({});
};

TEST_F(GuardedDialect, AnswersWhatThePluginAnswers) {
  EXPECT_EQ(dialect_->name(), "own");
  EXPECT_TRUE(dialect_->capabilities().transactional_ddl);
  EXPECT_EQ(dialect_->syntax().quote_open, '[');
  EXPECT_EQ(std::get<std::string>(dialect_->types().native(SqlType("text"), {})), "text");
  EXPECT_EQ(connection_->server().product, "Own");
}

TEST_F(GuardedDialect, TurnsWhatAConnectionThrowsIntoErrors) {
  EXPECT_THAT(problem_of([&] { connection_->execute("x"); }), HasSubstr("execute"));
  EXPECT_THAT(problem_of([&] { connection_->query("x"); }), HasSubstr("query"));
  EXPECT_THAT(problem_of([&] { connection_->begin(); }), HasSubstr("begin"));
  EXPECT_THAT(problem_of([&] { connection_->commit(); }), HasSubstr("commit"));
  EXPECT_THAT(problem_of([&] { connection_->rollback(); }), HasSubstr("rollback"));
  EXPECT_THAT(problem_of([&] { (void)connection_->session_id(); }), HasSubstr("session_id"));
}

TEST_F(GuardedDialect, HandsThePluginItsOwnConnection) {
  EXPECT_NO_THROW(dialect_->introspector().read(*connection_, {}));
  EXPECT_NO_THROW(ability<RunLocks>(*dialect_)->try_acquire(*connection_, {}, "key"));
  EXPECT_NO_THROW(ability<ScratchPlaces>(*dialect_)->open(*connection_, {}, nullptr));
}

TEST_F(GuardedDialect, GuardsAScratchPlaceAndItsConnection) {
  auto answer = ability<ScratchPlaces>(*dialect_)->open(*connection_, {}, nullptr);
  auto& place = *std::get<std::unique_ptr<ScratchPlace>>(answer);
  EXPECT_THAT(problem_of([&] { place.read({}); }), HasSubstr("place"));
  EXPECT_THAT(problem_of([&] { place.connection().execute("x"); }), HasSubstr("execute"));
  EXPECT_EQ(&place.connection(), &place.connection());
  EXPECT_NO_THROW(dialect_->introspector().read(place.connection(), {}));
}

TEST_F(GuardedDialect, TakesNoNullForAConnection) {
  Endpoint nowhere;
  nowhere.host = "nowhere";
  EXPECT_THAT(problem_of([&] { (void)dialect_->connect(nowhere); }), HasSubstr("no connection"));
}

TEST_F(GuardedDialect, GuardsTemporaryDatabases) {
  const auto& databases = *ability<TemporaryDatabases>(*dialect_);
  Endpoint full;
  full.host = "full";
  full.password = Secret("sesame");
  const std::string problem = problem_of([&] { databases.create(full, "a_"); });
  EXPECT_THAT(problem, testing::AllOf(testing::HasSubstr("no room for ***"),
                                      testing::Not(testing::HasSubstr("sesame"))));
  EXPECT_THAT(problem_of([&] { databases.create({}, "a_"); }), testing::HasSubstr("no reason"));
  EXPECT_THAT(problem_of([&] { databases.drop_leftovers({}, "a_"); }),
              testing::HasSubstr("leftovers"));
}

TEST_F(GuardedDialect, HasNoAbilityThatNobodyKnows) {
  EXPECT_EQ(dialect_->ability("whimbrel.unheard_of/1"), nullptr);
}

TEST(Guard, CoversTheMakingOfAGuardedDialect) {
  OwnDialect own;
  own.broken = true;
  EXPECT_THAT(problem_of([&] { (void)guarded(own, "own"); }), HasSubstr("no introspector today"));
}

TEST(Guard, LetsErrorsPassUnchanged) {
  try {
    call_plugin("own",
                [] { throw Error(ErrorCode::database, "refused").with_native_code("42P01"); });
    FAIL() << "nothing was thrown";
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::database);
    EXPECT_EQ(error.native_code(), "42P01");
  }
}

// An ability that the guard does not know would never reach the framework.
TEST(Guard, KnowsEveryAbilityOfThePublicHeaders) {
  const std::string_view mark = "string_view id = \"";
  std::set<std::string> declared;
  for (const auto& file : std::filesystem::directory_iterator(
           std::string(WHIMBREL_SOURCE_DIR) + "/framework/include/whimbrel/dialect")) {
    const std::string header = read_file(file.path());
    for (size_t at = header.find(mark); at != std::string::npos; at = header.find(mark, at + 1)) {
      const size_t start = at + mark.size();
      declared.insert(header.substr(start, header.find('"', start) - start));
    }
  }
  const auto known = known_abilities();
  EXPECT_EQ(std::set<std::string>(known.begin(), known.end()), declared);
}

}  // namespace
}  // namespace whimbrel
