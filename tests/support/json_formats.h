// The kinds of files that have a JSON Schema, each with the parser that it must agree with.
#pragma once

#include <functional>
#include <string>

#include "support/config_text.h"
#include "whimbrel/core/yaml.h"
#include "whimbrel/model/schema_codec.h"
#include "whimbrel/revision/revision_file.h"

namespace whimbrel::test {

/// A kind of file: its schema, and the parser that the schema must agree with.
struct Format {
  std::string schema;
  std::function<void(const std::string& text)> parse;
};

inline const Format kConfig = {"whimbrel", [](const std::string& text) { config_from(text); }};
inline const Format kSchema = {
    "schema", [](const std::string& text) { read_schema(parse_yaml(text, "schema.yaml")); }};
inline const Format kHeader = {"revision-header", [](const std::string& text) {
                                 parse_revision_header(text + "---\nupgrade: []\n", "1.yaml");
                               }};
inline const Format kRevision = {"revision", [](const std::string& text) {
                                   parse_revision_body("revision: a\n---\n" + text, "1.yaml");
                                 }};

// Desired schemas with one table, with more about the table or about its column `a`.
inline std::string table(const std::string& rest) {
  return "{tables: {t: {columns: {a: {type: text}, b: {type: text}}, " + rest + "}}}";
}

inline std::string column(const std::string& rest) {
  return "{tables: {t: {columns: {a: {type: text, " + rest + "}}}}}";
}

inline std::string ci(const std::string& section) {
  return "{version: 1, targets: {a: {url: 'files:a'}}, ci: {" + section + "}}";
}

}  // namespace whimbrel::test
