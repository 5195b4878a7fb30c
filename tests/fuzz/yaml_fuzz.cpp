// Any bytes are YAML or an Error{config}; what was read is written so that it reads back the same.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "whimbrel/core/error.h"
#include "whimbrel/core/json.h"
#include "whimbrel/core/yaml.h"

namespace {

void expect(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  std::vector<whimbrel::Node> documents;
  try {
    documents = whimbrel::parse_yaml_documents(text, "fuzz.yaml");
  } catch (const whimbrel::Error& error) {
    expect(error.code() == whimbrel::ErrorCode::config);
    return 0;
  }
  for (const whimbrel::Node& document : documents) {
    const std::string yaml = whimbrel::to_yaml(document);
    const whimbrel::Node again = whimbrel::parse_yaml(yaml, "again.yaml");
    expect(whimbrel::to_json(again) == whimbrel::to_json(document));
    expect(whimbrel::to_yaml(again) == yaml);
    // Minus zero is the one number that JSON does not give back: it comes as zero.
    const std::string json =
        whimbrel::to_json(whimbrel::parse_json(whimbrel::to_json(document), "fuzz.json"));
    expect(whimbrel::to_json(whimbrel::parse_json(json, "again.json")) == json);
  }
  return 0;
}
