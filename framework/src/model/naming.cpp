#include "whimbrel/model/naming.h"

#include "whimbrel/core/checksum.h"
#include "whimbrel/core/overloaded.h"

namespace whimbrel {
namespace {

constexpr size_t kLongestName = 60;
constexpr size_t kFingerprint = 8;

std::string with_columns(std::string name, const std::vector<Identifier>& columns) {
  for (const Identifier& column : columns) name += "_" + column.text();
  return name;
}

std::string fitted(const std::string& name) {
  if (name.size() <= kLongestName) return name;
  size_t keep = kLongestName - kFingerprint - 1;
  // Never inside of a UTF-8 sequence.
  while (keep > 0 && (static_cast<unsigned char>(name[keep]) & 0xc0) == 0x80) --keep;
  return name.substr(0, keep) + "_" + checksum(name).substr(0, kFingerprint);
}

std::string joined(const std::vector<Identifier>& columns) {
  std::string all;
  for (const Identifier& column : columns) all += (all.empty() ? "" : "_") + column.text();
  return all;
}

// What the words of a template stand for. A word that a kind of constraint has nothing for is not
// in it.
using Words = std::map<std::string, std::string>;

Words words_of(const QualifiedName& table, const Constraint& constraint) {
  Words words = {{"table", table.name.text()}};
  std::visit(overloaded{
                 [&](const PrimaryKey& key) { words["columns"] = joined(key.columns); },
                 [&](const UniqueConstraint& unique) { words["columns"] = joined(unique.columns); },
                 [&](const ForeignKey& key) {
                   words["columns"] = joined(key.columns);
                   words["referred_table"] = key.referred_table.name.text();
                   words["referred_columns"] = joined(key.referred_columns);
                 },
                 [&](const CheckConstraint& check) {
                   words["fingerprint"] = checksum(check.condition.text).substr(0, kFingerprint);
                 },
                 [&](const ExclusionConstraint& exclusion) {
                   std::vector<Identifier> columns;
                   for (const ExclusionElement& element : exclusion.elements)
                     if (const auto* column = std::get_if<Identifier>(&element.what))
                       columns.push_back(*column);
                   words["columns"] = joined(columns);
                 },
             },
             constraint);
  return words;
}

Constraint empty_constraint(ConstraintKind kind) {
  switch (kind) {
    case ConstraintKind::primary_key:
      return PrimaryKey{};
    case ConstraintKind::unique:
      return UniqueConstraint{};
    case ConstraintKind::foreign_key:
      return ForeignKey{};
    case ConstraintKind::check:
      return CheckConstraint{};
    case ConstraintKind::exclusion:
      return ExclusionConstraint{};
  }
  return CheckConstraint{};
}

// Hands over each word of the template with its braces' place.
template <class Take>
std::string with_words(const std::string& text, Take take) {
  std::string result;
  size_t at = 0;
  for (size_t open = text.find('{'); open != std::string::npos; open = text.find('{', at)) {
    const size_t close = text.find('}', open);
    if (close == std::string::npos) break;
    result += text.substr(at, open - at) + take(text.substr(open + 1, close - open - 1));
    at = close + 1;
  }
  return result + text.substr(at);
}

std::string by_template(const std::string& text, const Words& words) {
  return with_words(text, [&](const std::string& word) {
    const auto found = words.find(word);
    return found == words.end() ? std::string() : found->second;
  });
}

}  // namespace

std::string problem_of_template(ConstraintKind kind, const std::string& text) {
  const Words known = words_of({}, empty_constraint(kind));
  std::string names;
  for (const auto& [word, value] : known) names += (names.empty() ? "{" : ", {") + word + "}";
  std::string problem;
  const std::string rest = with_words(text, [&](const std::string& word) {
    if (!known.contains(word) && problem.empty())
      problem = "has no '{" + word + "}'; it knows " + names;
    return std::string();
  });
  if (!problem.empty()) return problem;
  if (rest.find_first_of("{}") != std::string::npos) return "has a brace without its other one";
  const std::string telling = kind == ConstraintKind::check ? "{fingerprint}" : "{columns}";
  if (kind != ConstraintKind::primary_key && text.find(telling) == std::string::npos)
    return "needs '" + telling + "': without it two constraints of a table get the same name";
  if (text.find("{table}") == std::string::npos)
    return "needs '{table}': some databases want names that no other table has";
  return {};
}

Identifier default_name(const QualifiedName& table, const Constraint& constraint,
                        const NamingConvention& convention) {
  const auto found = convention.templates.find(kind_of(constraint));
  if (found != convention.templates.end())
    return Identifier(fitted(by_template(found->second, words_of(table, constraint))));
  const std::string& of = table.name.text();
  const std::string name = std::visit(
      overloaded{
          [&](const PrimaryKey&) { return "pk_" + of; },
          [&](const UniqueConstraint& unique) { return with_columns("uq_" + of, unique.columns); },
          [&](const ForeignKey& key) {
            return with_columns("fk_" + of, key.columns) + "_" + key.referred_table.name.text();
          },
          [&](const CheckConstraint& check) {
            return "ck_" + of + "_" + checksum(check.condition.text).substr(0, kFingerprint);
          },
          [&](const ExclusionConstraint& exclusion) {
            std::string name = "ex_" + of;
            for (const ExclusionElement& element : exclusion.elements)
              if (const auto* column = std::get_if<Identifier>(&element.what))
                name += "_" + column->text();
            return name;
          },
      },
      constraint);
  return Identifier(fitted(name));
}

void fill_names(Table& table, const NamingConvention& convention) {
  const auto fill = [&](auto& constraints) {
    for (auto& each : constraints)
      if (each.name.empty()) each.name = default_name(table.name, each, convention);
  };
  fill(table.unique_constraints);
  fill(table.foreign_keys);
  fill(table.checks);
  fill(table.exclusions);
  if (table.primary_key && table.primary_key->name.empty() &&
      convention.templates.contains(ConstraintKind::primary_key))
    table.primary_key->name = default_name(table.name, *table.primary_key, convention);
}

}  // namespace whimbrel
