#include "runs.h"

#include <map>
#include <optional>

#include "whimbrel/core/overloaded.h"

namespace whimbrel::sqlite {
namespace {

enum class Part {
  change,   ///< of one table
  create,   ///< of a whole table
  drop,     ///< of a whole table, with its indexes
  barrier,  ///< nothing moves across it
};

Part part_of(const Operation& operation) {
  return std::visit(overloaded{
                        [](const CreateTable&) { return Part::create; },
                        [](const DropTable&) { return Part::drop; },
                        [](const RenameTable&) { return Part::barrier; },
                        [](const AddColumn&) { return Part::change; },
                        [](const DropColumn&) { return Part::change; },
                        [](const AlterColumn&) { return Part::change; },
                        [](const RenameColumn&) { return Part::change; },
                        [](const CreateConstraint&) { return Part::change; },
                        [](const DropConstraint&) { return Part::change; },
                        [](const CreateIndex&) { return Part::change; },
                        [](const DropIndex&) { return Part::change; },
                        [](const RenameIndex&) { return Part::change; },
                        [](const RenameConstraint&) { return Part::change; },
                        [](const SetTableOptions&) { return Part::change; },
                        [](const SetTableComment&) { return Part::change; },
                        // Objects, rows, SQL, plugin operations, and what SQLite does not have.
                        [](const auto&) { return Part::barrier; },
                    },
                    operation);
}

class RunMaker {
 public:
  explicit RunMaker(std::span<const Operation> operations) : operations_(operations) {}

  std::vector<Run> made() && {
    for (std::size_t i = 0; i < operations_.size(); ++i) {
      const Part part = part_of(operations_[i]);
      if (part == Part::change)
        add_change(i);
      else
        add_alone(i, part);
    }
    return std::move(runs_);
  }

 private:
  void add_alone(std::size_t i, Part part) {
    runs_.push_back({i});
    if (part == Part::barrier)
      open_.clear();
    else
      open_.erase(*table_of(operations_[i]));
    if (part == Part::drop) last_drop_ = i;
  }

  void add_change(std::size_t i) {
    const Operation& operation = operations_[i];
    const QualifiedName& table = *table_of(operation);
    // Foreign keys of other tables follow a renamed column.
    if (std::holds_alternative<RenameColumn>(operation))
      std::erase_if(open_, [&](const auto& entry) { return entry.first != table; });
    const auto found = open_.find(table);
    if (found == open_.end() || needs_free_name(i, runs_[found->second].back())) {
      open_[table] = runs_.size();
      runs_.push_back({i});
    } else {
      runs_[found->second].push_back(i);
    }
    // A renamed index frees its name as well.
    if (std::holds_alternative<DropIndex>(operation) ||
        std::holds_alternative<RenameIndex>(operation))
      last_drop_ = i;
  }

  // The names of indexes are shared by all tables: a new one may take that of one just dropped.
  bool needs_free_name(std::size_t i, std::size_t last_of_run) const {
    return (std::holds_alternative<CreateIndex>(operations_[i]) ||
            std::holds_alternative<RenameIndex>(operations_[i])) &&
           last_drop_ && *last_drop_ > last_of_run;
  }

  std::span<const Operation> operations_;
  std::vector<Run> runs_;
  std::map<QualifiedName, std::size_t> open_;
  std::optional<std::size_t> last_drop_;
};

}  // namespace

std::vector<Run> runs_of(std::span<const Operation> operations) {
  return RunMaker(operations).made();
}

}  // namespace whimbrel::sqlite
