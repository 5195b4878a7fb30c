// What InnoDB's way of carrying out a change means for those who use the table meanwhile.
#pragma once

#include <optional>
#include <string>

#include "alter_way.h"
#include "whimbrel/dialect/review_guide.h"

namespace whimbrel::mysql_family {

/// "column 'a' of table 't'"
std::string of_table(const Identifier& column, const QualifiedName& table);

/// The table is written anew while rows are read and written; `what` does it.
Hazard rebuilt(const std::string& what, const QualifiedName& table, std::size_t offset = 0);

/// The table is copied and nobody can write meanwhile; `what` does it.
Hazard copied(const std::string& rule, const std::string& what, const QualifiedName& table,
              std::size_t offset = 0);

// Of one operation; nothing when it costs nothing. A null table is not known. Pure.
std::optional<Hazard> hazard_of(const AddColumn& op, const OnlineFacts& facts);
std::optional<Hazard> hazard_of(const DropColumn& op, const Table* table, const OnlineFacts& facts);
std::optional<Hazard> hazard_of(const AlterColumn& op, const Change& change,
                                const OnlineFacts& facts);
std::optional<Hazard> hazard_of(const CreateConstraint& op);
std::optional<Hazard> hazard_of(const DropConstraint& op, const Table* table,
                                const OnlineFacts& facts);
std::optional<Hazard> hazard_of(const CreateIndex& op, const OnlineFacts& facts);

}  // namespace whimbrel::mysql_family
