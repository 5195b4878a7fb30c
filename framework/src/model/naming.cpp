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

}  // namespace

Identifier default_name(const QualifiedName& table, const Constraint& constraint) {
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

void fill_names(Table& table) {
  const auto fill = [&](auto& constraints) {
    for (auto& each : constraints)
      if (each.name.empty()) each.name = default_name(table.name, each);
  };
  fill(table.unique_constraints);
  fill(table.foreign_keys);
  fill(table.checks);
  fill(table.exclusions);
}

}  // namespace whimbrel
