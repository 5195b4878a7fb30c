#include "type_system.h"

namespace whimbrel::mysql {
namespace {

// The 36 characters that the function uuid() gives. ASCII needs a quarter of the memory of utf8mb4
// in keys, and its usual collation finds a uuid in any case, as databases with a uuid type do.
constexpr std::string_view kUuid = "char(36) character set ascii";

}  // namespace

std::variant<std::string, Unsupported> MysqlTypes::native_uuid(const ServerInfo&) const {
  return std::string(kUuid);
}

bool MysqlTypes::is_uuid(std::string_view native_text) const { return native_text == kUuid; }

}  // namespace whimbrel::mysql
