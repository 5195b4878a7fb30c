// The statements that make objects, put together from what the catalog knows of them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace whimbrel::mysql_family {

/// A trigger as information_schema has it.
struct TriggerParts {
  std::string name;
  std::string table;
  std::string timing;   ///< BEFORE, AFTER
  std::string event;    ///< INSERT, UPDATE, DELETE
  std::string follows;  ///< the trigger that fires before it; empty: not said
  std::string body;
};
std::string create_trigger(const TriggerParts& parts);

/// A parameter, or what a function returns.
struct RoutineParameter {
  std::string mode;  ///< IN, OUT, INOUT; empty for functions
  std::string name;  ///< empty: what is returned
  std::string type;  ///< with its character set where it has one of its own
};

/// A function or procedure as information_schema has it, without its comment.
struct RoutineParts {
  std::string kind;  ///< FUNCTION, PROCEDURE
  std::string name;
  std::vector<RoutineParameter> parameters;
  std::string returns;  ///< the type; empty for procedures
  bool deterministic = false;
  std::string data_access;  ///< CONTAINS SQL, NO SQL, ...
  bool invoker = false;     ///< with the rights of who calls it
  std::string body;
};
std::string create_routine(const RoutineParts& parts);

/// An event as information_schema has it, without its comment.
struct EventParts {
  std::string name;
  std::string at;  ///< once, at this time; empty: again and again
  std::string interval;
  std::string interval_unit;
  std::string starts;  ///< empty: not said; so is `ends`
  std::string ends;
  bool preserve = false;
  std::string status;  ///< ENABLED, DISABLED, or disabled on replicas
  std::string body;
};
std::string create_event(const EventParts& parts);

/// `clause` behind the word CREATE of a statement; the statement as it is when it says `unless`
/// there already (a word in upper case; empty: never) or does not begin with CREATE. Pure.
std::string behind_create(std::string_view statement, std::string_view clause,
                          std::string_view unless);

/// The statement with another name behind the word `kind` (TRIGGER, FUNCTION, ...); empty when it
/// has no such word. Pure.
std::string renamed_statement(std::string_view statement, std::string_view kind,
                              const std::string& name);

/// What stands behind the words BEFORE or AFTER and the event of a CREATE TRIGGER.
struct TriggerPlace {
  std::string moment;        ///< "BEFORE INSERT"; empty: the statement was not understood
  bool placed = false;       ///< it says FOLLOWS or PRECEDES
  std::size_t body_at = 0;   ///< where FOLLOWS or PRECEDES would stand
  std::string follows = {};  ///< the trigger that FOLLOWS names
};
/// Pure.
TriggerPlace trigger_place(std::string_view statement);

}  // namespace whimbrel::mysql_family
