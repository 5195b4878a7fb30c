#include "rename_hints.h"

#include <map>

#include "whimbrel/core/text.h"

namespace whimbrel {
namespace {

// Pairs what has the same fingerprint on both sides and is alone with it there.
class Pairing {
 public:
  void gone(const std::string& fingerprint, const std::string& name) {
    gone_[fingerprint].push_back(name);
  }
  void come(const std::string& fingerprint, const std::string& name) {
    come_[fingerprint].push_back(name);
  }

  std::vector<std::string> sentences(const std::string& what, const std::string& where) const {
    std::vector<std::string> result;
    for (const auto& [fingerprint, names] : gone_) {
      const auto others = come_.find(fingerprint);
      if (names.size() != 1 || others == come_.end() || others->second.size() != 1) continue;
      result.push_back(what + " '" + names.front() + "' goes and '" + others->second.front() +
                       "' comes" + where + ": if that is a rename, write 'renamed_from: " +
                       names.front() + "' in the desired schema");
    }
    return result;
  }

 private:
  std::map<std::string, std::vector<std::string>> gone_;
  std::map<std::string, std::vector<std::string>> come_;
};

std::string fingerprint(const Table& table) {
  std::vector<std::string> columns;
  for (const Column& column : table.columns)
    columns.push_back(column.name.text() + " " + column.type.text);
  return join(columns, "\n");
}

}  // namespace

std::vector<std::string> table_rename_hints(const Schema& from, const Schema& to,
                                            const std::set<Part>& dropped,
                                            const std::set<Part>& created) {
  if (dropped.empty() || created.empty()) return {};
  Pairing pairing;
  for (const Part& part : dropped) {
    const Table& table = from.tables.at(std::get<QualifiedName>(part));
    pairing.gone(fingerprint(table), table.name.text());
  }
  for (const Part& part : created) {
    const Table& table = to.tables.at(std::get<QualifiedName>(part));
    pairing.come(fingerprint(table), table.name.text());
  }
  return pairing.sentences("table", " with the same columns");
}

std::vector<std::string> column_rename_hints(const QualifiedName& table,
                                             const std::vector<const Column*>& dropped,
                                             const std::vector<const Column*>& added) {
  if (dropped.empty() || added.empty()) return {};
  Pairing pairing;
  for (const Column* column : dropped) pairing.gone(column->type.text, column->name.text());
  for (const Column* column : added) pairing.come(column->type.text, column->name.text());
  return pairing.sentences("column", " in table '" + table.text() + "' with the same type");
}

}  // namespace whimbrel
