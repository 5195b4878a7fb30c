#include "whimbrel/review/catalogue.h"

#include <array>

namespace whimbrel {
namespace {

constexpr ReviewLevel kNote = ReviewLevel::note;
constexpr ReviewLevel kWarning = ReviewLevel::warning;
constexpr ReviewLevel kError = ReviewLevel::error;

// In the order of the ids: a test holds it, and reads one page of docs/rules/ for each.
constexpr std::array kRules = {
    ReviewRule{"check-scans-table", kWarning,
               "A check constraint is added and all rows are read under a lock"},
    ReviewRule{"column-needs-empty-table", kError,
               "A column is added that the database refuses as soon as there is a row"},
    ReviewRule{"column-rewrites-table", kWarning,
               "A column is added with a value that has to be written into every row"},
    ReviewRule{"constraint-validated-at-once", kWarning,
               "A constraint is validated in the transaction that added it"},
    ReviewRule{"does-not-fit", kError,
               "An operation does not fit the schema that the earlier revisions make"},
    ReviewRule{"downgrade-loses-data", kNote,
               "The way down drops what rows may have been written to since"},
    ReviewRule{"downgrade-mismatch", kError,
               "The way down does not lead back to the schema before"},
    ReviewRule{"drop-column", kWarning, "A column is dropped with its values"},
    ReviewRule{"drop-database", kError, "A database is dropped"},
    ReviewRule{"drop-foreign-key", kNote, "A foreign key is dropped"},
    ReviewRule{"drop-index-blocks", kWarning, "An index is dropped under a lock that blocks"},
    ReviewRule{"drop-not-null", kNote, "A column may be null from now on"},
    ReviewRule{"drop-schema", kWarning, "A schema is dropped"},
    ReviewRule{"drop-table", kWarning, "A table is dropped with its rows"},
    ReviewRule{"empty-migration", kNote, "The migration does nothing"},
    ReviewRule{"exclusive-maintenance", kWarning,
               "A table is rewritten for maintenance while nobody can use it"},
    ReviewRule{"foreign-key-invalid", kError,
               "A foreign key refers to what is not there or does not fit"},
    ReviewRule{"foreign-key-locks", kWarning,
               "A foreign key is added and both tables are locked while rows are checked"},
    ReviewRule{"foreign-key-without-index", kWarning,
               "The referring columns of a foreign key have no index"},
    ReviewRule{"half-applied", kNote,
               "A failure in the middle leaves a part of the migration applied"},
    ReviewRule{"index-blocks-writes", kWarning, "An index is built while nobody can write"},
    ReviewRule{"missing-lock-timeout", kWarning,
               "Nothing limits how long the migration waits for locks"},
    ReviewRule{"missing-statement-timeout", kNote,
               "Nothing limits how long a statement of the migration runs"},
    ReviewRule{"name-too-long", kError, "A name is longer than the database keeps"},
    ReviewRule{"narrowing-type", kWarning, "The new type cannot hold every value of the old one"},
    ReviewRule{"no-downgrade", kWarning, "The migration has no way down"},
    ReviewRule{"not-null-on-existing-rows", kWarning,
               "A column becomes NOT NULL, which fails when a row has no value in it"},
    ReviewRule{"not-null-scans-table", kWarning,
               "A column becomes NOT NULL and all rows are read under a lock"},
    ReviewRule{"outside-transaction", kWarning,
               "A statement cannot run in a transaction, and the migration has other steps"},
    ReviewRule{"primary-key-locks", kWarning,
               "A primary key is added or changed while nobody can use the table"},
    ReviewRule{"redundant-index", kNote, "An index repeats the beginning of another one"},
    ReviewRule{"reindex-blocks", kWarning, "An index is rebuilt under a lock that blocks"},
    ReviewRule{"rename-column", kWarning, "A column is renamed under a running application"},
    ReviewRule{"rename-table", kWarning, "A table is renamed under a running application"},
    ReviewRule{"required-column", kError,
               "A NOT NULL column without default is added to a table that has rows"},
    ReviewRule{"reserved-name", kWarning, "A name is a reserved word"},
    ReviewRule{"rows-and-schema-together", kWarning,
               "Rows are changed in the transaction that holds the locks of a schema change"},
    ReviewRule{"rows-without-condition", kWarning, "UPDATE or DELETE without a condition"},
    ReviewRule{"several-heads", kWarning, "The history has several heads"},
    ReviewRule{"small-primary-key", kWarning,
               "A primary key that counts up will run out of numbers"},
    ReviewRule{"suppression-without-reason", kError, "A finding is suppressed and nobody says why"},
    ReviewRule{"table-rebuild", kNote, "The table is copied to carry out the change"},
    ReviewRule{"table-without-primary-key", kWarning, "A table has no primary key"},
    ReviewRule{"transaction-control", kError,
               "The migration begins or ends a transaction of its own"},
    ReviewRule{"truncate", kWarning, "All rows of a table are deleted"},
    ReviewRule{"type-change-rewrites", kWarning,
               "A type changes and the table is rewritten while nobody can use it"},
    ReviewRule{"unique-constraint-locks", kWarning,
               "A unique constraint is added while nobody can use the table"},
    ReviewRule{"unique-on-existing-rows", kNote,
               "A unique key is added, which fails when rows repeat a value"},
    ReviewRule{"unread-statement", kNote, "A statement was not looked at"},
    ReviewRule{"unsupported-operation", kError, "The database cannot do an operation"},
    ReviewRule{"unused-suppression", kWarning, "A suppression suppresses nothing"},
};

}  // namespace

std::span<const ReviewRule> rule_catalogue() { return kRules; }

}  // namespace whimbrel
