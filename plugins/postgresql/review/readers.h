// One function for each kind of statement. `body` is the body of the statement's node; all put what
// they find into the reading.
#pragma once

#include "review/reading.h"

namespace whimbrel::postgresql {

void read_create_table(Reading& reading, const Node& body);
void read_alter_table(Reading& reading, const Node& body);
void read_create_index(Reading& reading, const Node& body);
void read_drop(Reading& reading, const Node& body);
void read_rename(Reading& reading, const Node& body);
void read_set_schema(Reading& reading, const Node& body);
void read_comment(Reading& reading, const Node& body);

// Types that are objects of their own.
void read_alter_enum(Reading& reading, const Node& body);
void read_create_domain(Reading& reading, const Node& body);
void read_alter_domain(Reading& reading, const Node& body);

// Maintenance.
void read_vacuum(Reading& reading, const Node& body);
void read_cluster(Reading& reading, const Node& body);
void read_reindex(Reading& reading, const Node& body);
void read_refresh(Reading& reading, const Node& body);
void read_truncate(Reading& reading, const Node& body);
void read_drop_database(Reading& reading, const Node& body);

// Rows, settings and transactions.
void read_select(Reading& reading, const Node& body);
void read_change_of_rows(Reading& reading, const Node& body);
void read_set(Reading& reading, const Node& body);

}  // namespace whimbrel::postgresql
