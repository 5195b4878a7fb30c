#include "type_system.h"

namespace whimbrel::mariadb {
namespace {

constexpr int kFirstWithUuid = 10'007'000;

}  // namespace

std::variant<std::string, Unsupported> MariadbTypes::native_uuid(const ServerInfo& server) const {
  // Offline the version is not known.
  if (server.version_number != 0 && server.version_number < kFirstWithUuid)
    return Unsupported{
        "MariaDB has the type uuid since 10.7 and this is " + server.version + "; write char(36)",
        std::nullopt};
  return "uuid";
}

bool MariadbTypes::is_uuid(std::string_view native_text) const { return native_text == "uuid"; }

}  // namespace whimbrel::mariadb
