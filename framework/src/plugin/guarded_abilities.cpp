#include "guarded_abilities.h"

#include <array>
#include <optional>
#include <utility>

#include "guarded_connection.h"
#include "whimbrel/dialect/bare_scratch_places.h"
#include "whimbrel/dialect/client_scripts.h"
#include "whimbrel/dialect/name_matching.h"
#include "whimbrel/dialect/review_guide.h"
#include "whimbrel/dialect/statement_batches.h"
#include "whimbrel/plugin/guarded_dialect.h"

namespace whimbrel {
namespace {

class GuardedRunLocks final : public RunLocks {
 public:
  GuardedRunLocks(const RunLocks& inner, const std::string& plugin)
      : inner_(&inner), plugin_(&plugin) {}
  // A held lock has nothing but its destructor, which does not throw, and so it needs no guard.
  std::unique_ptr<HeldLock> try_acquire(Connection& connection, const Endpoint& endpoint,
                                        std::string_view key) const override {
    return call_plugin(
        *plugin_, [&] { return inner_->try_acquire(unguarded(connection), endpoint, key); },
        endpoint.password);
  }

 private:
  const RunLocks* inner_;
  const std::string* plugin_;
};

class GuardedScratchPlace final : public ScratchPlace {
 public:
  GuardedScratchPlace(std::unique_ptr<ScratchPlace> inner, const std::string& plugin)
      : inner_(std::move(inner)), plugin_(&plugin) {}
  Connection& connection() override {
    Connection& now = call_plugin(*plugin_, [&]() -> Connection& { return inner_->connection(); });
    if (!connection_ || &connection_->inner() != &now) connection_.emplace(now, *plugin_);
    return *connection_;
  }
  Schema read(const IntrospectionScope& scope) override {
    return call_plugin(*plugin_, [&] { return inner_->read(scope); });
  }
  std::vector<Identifier> made_schemas() override {
    return call_plugin(*plugin_, [&] { return inner_->made_schemas(); });
  }

 private:
  std::unique_ptr<ScratchPlace> inner_;
  const std::string* plugin_;
  std::optional<GuardedConnection> connection_;
};

using OpenedPlace = std::variant<std::unique_ptr<ScratchPlace>, Unsupported>;

// `open` asks the plugin for a place.
template <class Open>
OpenedPlace guarded_place(const Open& open, const std::string& plugin, const Endpoint& endpoint,
                          const Endpoint* scratch) {
  const Secret& secret = scratch != nullptr ? scratch->password : endpoint.password;
  OpenedPlace answer = call_plugin(plugin, open, secret);
  auto* place = std::get_if<std::unique_ptr<ScratchPlace>>(&answer);
  if (place == nullptr) return answer;
  if (*place == nullptr)
    throw Error(ErrorCode::plugin,
                "the plugin '" + plugin + "' made no scratch place and gave no reason");
  return std::make_unique<GuardedScratchPlace>(std::move(*place), plugin);
}

class GuardedScratchPlaces final : public ScratchPlaces {
 public:
  GuardedScratchPlaces(const ScratchPlaces& inner, const std::string& plugin)
      : inner_(&inner), plugin_(&plugin) {}
  OpenedPlace open(Connection& target, const Endpoint& endpoint,
                   const Endpoint* scratch) const override {
    return guarded_place([&] { return inner_->open(unguarded(target), endpoint, scratch); },
                         *plugin_, endpoint, scratch);
  }

 private:
  const ScratchPlaces* inner_;
  const std::string* plugin_;
};

class GuardedBareScratchPlaces final : public BareScratchPlaces {
 public:
  GuardedBareScratchPlaces(const BareScratchPlaces& inner, const std::string& plugin)
      : inner_(&inner), plugin_(&plugin) {}
  OpenedPlace open_bare(Connection& target, const Endpoint& endpoint,
                        const Endpoint* scratch) const override {
    return guarded_place([&] { return inner_->open_bare(unguarded(target), endpoint, scratch); },
                         *plugin_, endpoint, scratch);
  }

 private:
  const BareScratchPlaces* inner_;
  const std::string* plugin_;
};

// A database has an address and a destructor, which does not throw, and so it needs no guard once
// its address is copied.
class GuardedTemporaryDatabase final : public TemporaryDatabase {
 public:
  GuardedTemporaryDatabase(std::unique_ptr<TemporaryDatabase> inner, const std::string& plugin)
      : inner_(std::move(inner)),
        endpoint_(call_plugin(plugin, [&] { return inner_->endpoint(); })) {}
  const Endpoint& endpoint() const override { return endpoint_; }

 private:
  std::unique_ptr<TemporaryDatabase> inner_;
  Endpoint endpoint_;
};

class GuardedTemporaryDatabases final : public TemporaryDatabases {
 public:
  using Answer = std::variant<std::unique_ptr<TemporaryDatabase>, Unsupported>;

  GuardedTemporaryDatabases(const TemporaryDatabases& inner, const std::string& plugin)
      : inner_(&inner), plugin_(&plugin) {}
  Answer create(const Endpoint& beside, std::string_view prefix) const override {
    Answer answer = call_plugin(
        *plugin_, [&] { return inner_->create(beside, prefix); }, beside.password);
    auto* database = std::get_if<std::unique_ptr<TemporaryDatabase>>(&answer);
    if (database == nullptr) return answer;
    if (*database == nullptr)
      throw Error(ErrorCode::plugin,
                  "the plugin '" + *plugin_ + "' made no database and gave no reason");
    return std::make_unique<GuardedTemporaryDatabase>(std::move(*database), *plugin_);
  }
  std::vector<std::string> drop_leftovers(const Endpoint& beside,
                                          std::string_view prefix) const override {
    return call_plugin(
        *plugin_, [&] { return inner_->drop_leftovers(beside, prefix); }, beside.password);
  }

 private:
  const TemporaryDatabases* inner_;
  const std::string* plugin_;
};

class GuardedReviewGuide final : public ReviewGuide {
 public:
  GuardedReviewGuide(const ReviewGuide& inner, const std::string& plugin)
      : inner_(&inner), plugin_(&plugin) {}
  ReviewFacts facts() const override {
    return call_plugin(*plugin_, [&] { return inner_->facts(); });
  }
  std::span<const ReviewRule> rules() const override {
    return call_plugin(*plugin_, [&] { return inner_->rules(); });
  }
  std::vector<Hazard> hazards_of(const Operation& operation,
                                 const ReviewPlace& place) const override {
    return call_plugin(*plugin_, [&] { return inner_->hazards_of(operation, place); });
  }
  SqlReading read(std::string_view statement, const ReviewPlace& place) const override {
    return call_plugin(*plugin_, [&] { return inner_->read(statement, place); });
  }
  bool is_reserved(std::string_view word) const override {
    return call_plugin(*plugin_, [&] { return inner_->is_reserved(word); });
  }

 private:
  const ReviewGuide* inner_;
  const std::string* plugin_;
};

class GuardedClientScripts final : public ClientScripts {
 public:
  GuardedClientScripts(const ClientScripts& inner, const std::string& plugin)
      : inner_(&inner), plugin_(&plugin) {}
  std::string opening(const Endpoint& endpoint) const override {
    return call_plugin(
        *plugin_, [&] { return inner_->opening(endpoint); }, endpoint.password);
  }
  std::string_view begin() const override {
    return call_plugin(*plugin_, [&] { return inner_->begin(); });
  }
  std::variant<std::string, Unsupported> statement(std::string_view sql) const override {
    return call_plugin(*plugin_, [&] { return inner_->statement(sql); });
  }
  std::string refuse_rows(std::string_view query, std::string_view reason) const override {
    return call_plugin(*plugin_, [&] { return inner_->refuse_rows(query, reason); });
  }
  std::string unless_exists(std::string create_table) const override {
    return call_plugin(*plugin_, [&] { return inner_->unless_exists(std::move(create_table)); });
  }

 private:
  const ClientScripts* inner_;
  const std::string* plugin_;
};

class GuardedNameMatching final : public NameMatching {
 public:
  GuardedNameMatching(const NameMatching& inner, const std::string& plugin)
      : inner_(&inner), plugin_(&plugin) {}
  bool ignores_case() const override {
    return call_plugin(*plugin_, [&] { return inner_->ignores_case(); });
  }

 private:
  const NameMatching* inner_;
  const std::string* plugin_;
};

class GuardedStatementBatches final : public StatementBatches {
 public:
  GuardedStatementBatches(const StatementBatches& inner, const std::string& plugin)
      : inner_(&inner), plugin_(&plugin) {}
  void run(Connection& connection, std::span<const BatchStep> steps,
           std::vector<std::uint64_t>& changed) const override {
    call_plugin(*plugin_, [&] { inner_->run(unguarded(connection), steps, changed); });
  }

 private:
  const StatementBatches* inner_;
  const std::string* plugin_;
};

using Guard = std::shared_ptr<const void> (*)(const void* ability, const std::string& plugin);

template <class Ability, class Guarded>
std::shared_ptr<const void> guard(const void* ability, const std::string& plugin) {
  // The pointer that is handed out is one to the interface: its readers cast it back to that.
  const std::shared_ptr<const Ability> guarded =
      std::make_shared<Guarded>(*static_cast<const Ability*>(ability), plugin);
  return guarded;
}

struct KnownAbility {
  std::string_view id;
  Guard guard;
};
constexpr std::array kAbilities = {
    KnownAbility{RunLocks::id, &guard<RunLocks, GuardedRunLocks>},
    KnownAbility{ScratchPlaces::id, &guard<ScratchPlaces, GuardedScratchPlaces>},
    KnownAbility{BareScratchPlaces::id, &guard<BareScratchPlaces, GuardedBareScratchPlaces>},
    KnownAbility{TemporaryDatabases::id, &guard<TemporaryDatabases, GuardedTemporaryDatabases>},
    KnownAbility{ReviewGuide::id, &guard<ReviewGuide, GuardedReviewGuide>},
    KnownAbility{ClientScripts::id, &guard<ClientScripts, GuardedClientScripts>},
    KnownAbility{NameMatching::id, &guard<NameMatching, GuardedNameMatching>},
    KnownAbility{StatementBatches::id, &guard<StatementBatches, GuardedStatementBatches>},
};

constexpr auto ids() {
  std::array<std::string_view, kAbilities.size()> result;
  for (size_t i = 0; i < result.size(); ++i) result[i] = kAbilities[i].id;
  return result;
}
constexpr auto kIds = ids();

}  // namespace

std::span<const std::string_view> known_abilities() { return kIds; }

GuardedAbilities::GuardedAbilities(const Dialect& inner, const std::string& plugin) {
  for (const KnownAbility& known : kAbilities) {
    const void* ability = call_plugin(plugin, [&] { return inner.ability(known.id); });
    if (ability != nullptr) abilities_.emplace(known.id, known.guard(ability, plugin));
  }
}

const void* GuardedAbilities::find(std::string_view id) const {
  const auto found = abilities_.find(id);
  return found == abilities_.end() ? nullptr : found->second.get();
}

}  // namespace whimbrel
