/* The least that a client of PostgreSQL can do: connect, ask once, print the first value. */
#include <libpq-fe.h>
#include <stdio.h>

int main(int argc, char** argv) {
  if (argc != 3) {
    fprintf(stderr, "usage: libpq_client URL SQL\n");
    return 2;
  }
  PGconn* connection = PQconnectdb(argv[1]);
  if (PQstatus(connection) != CONNECTION_OK) {
    fputs(PQerrorMessage(connection), stderr);
    return 1;
  }
  PGresult* result = PQexec(connection, argv[2]);
  if (PQresultStatus(result) != PGRES_TUPLES_OK || PQntuples(result) == 0) {
    fputs(PQerrorMessage(connection), stderr);
    return 1;
  }
  puts(PQgetvalue(result, 0, 0));
  PQclear(result);
  PQfinish(connection);
  return 0;
}
