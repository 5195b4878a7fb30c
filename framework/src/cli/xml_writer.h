// XML as text, well formed whatever is put in.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace whimbrel::cli {

/// The characters of `text` as they stand in a text or an attribute. Those that XML 1.0 cannot hold
/// (control characters, bytes that are no UTF-8) become U+FFFD. Pure.
std::string xml_text(std::string_view text);

/// Writes elements one after the other, indented. [one thread at a time]
class XmlWriter {
 public:
  using Attributes = std::vector<std::pair<std::string_view, std::string>>;

  XmlWriter();
  void open(std::string_view name, const Attributes& attributes);
  void close();
  /// An element with this text and nothing else in it; without text an empty one.
  void element(std::string_view name, const Attributes& attributes, std::string_view text);
  /// All elements must be closed.
  std::string take() && { return std::move(text_); }

 private:
  void begin(std::string_view name, const Attributes& attributes);

  std::string text_;
  std::vector<std::string> open_;
};

}  // namespace whimbrel::cli
