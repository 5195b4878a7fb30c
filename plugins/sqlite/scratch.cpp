#include "scratch.h"

#include "connection.h"

namespace whimbrel::sqlite {
namespace {

class MemoryScratchPlace final : public ScratchPlace {
 public:
  explicit MemoryScratchPlace(const SqliteIntrospector& introspector)
      : introspector_(introspector), connection_(in_memory()) {}

  Connection& connection() override { return connection_; }
  Schema read(const IntrospectionScope& scope) override {
    return introspector_.read(connection_, scope);
  }

 private:
  const SqliteIntrospector& introspector_;
  SqliteConnection connection_;
};

}  // namespace

std::variant<std::unique_ptr<ScratchPlace>, Unsupported> MemoryScratchPlaces::open(
    Connection&, const Endpoint&, const Endpoint*) const {
  return std::make_unique<MemoryScratchPlace>(*introspector_);
}

}  // namespace whimbrel::sqlite
