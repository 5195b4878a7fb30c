#include "xml_writer.h"

#include "whimbrel/core/text.h"

namespace whimbrel::cli {
namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

// The two that are no characters to XML, although UTF-8 has them.
bool is_noncharacter(std::string_view sequence) {
  return sequence == "\xEF\xBF\xBE" || sequence == "\xEF\xBF\xBF";
}

void add_byte(char c, std::string& result) {
  switch (c) {
    case '&':
      result += "&amp;";
      break;
    case '<':
      result += "&lt;";
      break;
    case '>':
      result += "&gt;";
      break;
    case '"':
      result += "&quot;";
      break;
    // In an attribute these would be read as spaces.
    case '\n':
      result += "&#10;";
      break;
    case '\r':
      result += "&#13;";
      break;
    case '\t':
      result += "&#9;";
      break;
    default:
      if (static_cast<unsigned char>(c) < 0x20)
        result += kReplacement;
      else
        result += c;
  }
}

}  // namespace

std::string xml_text(std::string_view text) {
  std::string result;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t length = utf8_length(text, at);
    const std::string_view sequence = text.substr(at, length);
    if (length == 1)
      add_byte(text[at], result);
    else
      result += length == 0 || is_noncharacter(sequence) ? kReplacement : sequence;
    at += length == 0 ? 1 : length;
  }
  return result;
}

XmlWriter::XmlWriter() : text_("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n") {}

void XmlWriter::begin(std::string_view name, const Attributes& attributes) {
  text_.append(open_.size() * 2, ' ') += '<';
  text_ += name;
  for (const auto& [key, value] : attributes)
    (text_ += ' ').append(key).append("=\"").append(xml_text(value)) += '"';
}

void XmlWriter::open(std::string_view name, const Attributes& attributes) {
  begin(name, attributes);
  text_ += ">\n";
  open_.emplace_back(name);
}

void XmlWriter::close() {
  const std::string name = open_.back();
  open_.pop_back();
  text_.append(open_.size() * 2, ' ') += "</" + name + ">\n";
}

void XmlWriter::element(std::string_view name, const Attributes& attributes,
                        std::string_view text) {
  begin(name, attributes);
  if (text.empty()) {
    text_ += "/>\n";
    return;
  }
  // Line ends stay legible here.
  text_ += '>' + replaced(xml_text(text), "&#10;", "\n") + "</" + std::string(name) + ">\n";
}

}  // namespace whimbrel::cli
