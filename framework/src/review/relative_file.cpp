#include "relative_file.h"

#include <cctype>

namespace whimbrel {

std::string relative_file(const Mark& mark, const std::filesystem::path& root) {
  if (!mark.file) return {};
  const std::filesystem::path file = std::filesystem::path(*mark.file).lexically_normal();
  const std::filesystem::path relative = file.lexically_proximate(root.lexically_normal());
  const bool outside = !relative.empty() && *relative.begin() == "..";
  return (outside ? file : relative).generic_string();
}

std::string percent_encoded(const std::string& path) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  constexpr std::string_view kPlain = "-._~/";
  std::string text;
  for (const char c : path) {
    const auto byte = static_cast<unsigned char>(c);
    if ((byte < 0x80 && std::isalnum(byte) != 0) || kPlain.find(c) != std::string_view::npos) {
      text += c;
    } else {
      text += '%';
      text += kDigits[byte >> 4];
      text += kDigits[byte & 0xf];
    }
  }
  return text;
}

}  // namespace whimbrel
