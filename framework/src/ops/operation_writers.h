// Writing the operations of a kind; operation_writer.cpp puts the word before the body.
#pragma once

#include "whimbrel/core/node.h"
#include "whimbrel/ops/operation.h"

namespace whimbrel {

Node body_node(const CreateObject& op);
Node body_node(const DropObject& op);
Node body_node(const AlterObject& op);
Node body_node(const RenameObject& op);
Node body_node(const AddEnumValue& op);
Node body_node(const RenameEnumValue& op);
Node body_node(const Grant& op);
Node body_node(const Revoke& op);
Node body_node(const RenameIndex& op);
Node body_node(const RenameConstraint& op);
Node body_node(const ValidateConstraint& op);
Node body_node(const SetTableOptions& op);
Node body_node(const SetPartitioning& op);
Node body_node(const AttachPartition& op);
Node body_node(const DetachPartition& op);
Node body_node(const InsertRows& op);
Node body_node(const UpsertRows& op);
Node body_node(const UpdateRows& op);
Node body_node(const DeleteRows& op);
Node body_node(const Backfill& op);

}  // namespace whimbrel
