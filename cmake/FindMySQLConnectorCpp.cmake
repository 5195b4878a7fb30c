# Finds MySQL Connector/C++ 1.1 (the JDBC-like interface), which comes without a CMake package.
#
#   MySQLConnectorCpp_FOUND, MySQLConnectorCpp_VERSION
#   MySQL::ConnectorCpp       imported target; its headers count as system headers
find_path(MySQLConnectorCpp_INCLUDE_DIR mysql_connection.h PATH_SUFFIXES jdbc)
find_library(MySQLConnectorCpp_LIBRARY NAMES mysqlcppconn)

set(version_header ${MySQLConnectorCpp_INCLUDE_DIR}/cppconn/version_info.h)
if(MySQLConnectorCpp_INCLUDE_DIR AND EXISTS ${version_header})
  file(STRINGS ${version_header} version_lines REGEX "define MYCPPCONN_DM_[A-Z]+_VERSION +[0-9]+")
  string(REGEX MATCHALL "[0-9]+" version_numbers "${version_lines}")
  list(JOIN version_numbers "." MySQLConnectorCpp_VERSION)
endif()

include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(MySQLConnectorCpp
  REQUIRED_VARS MySQLConnectorCpp_LIBRARY MySQLConnectorCpp_INCLUDE_DIR
  VERSION_VAR MySQLConnectorCpp_VERSION)
mark_as_advanced(MySQLConnectorCpp_LIBRARY MySQLConnectorCpp_INCLUDE_DIR)

if(MySQLConnectorCpp_FOUND AND NOT TARGET MySQL::ConnectorCpp)
  add_library(MySQL::ConnectorCpp UNKNOWN IMPORTED)
  set_target_properties(MySQL::ConnectorCpp PROPERTIES
    IMPORTED_LOCATION ${MySQLConnectorCpp_LIBRARY}
    INTERFACE_INCLUDE_DIRECTORIES ${MySQLConnectorCpp_INCLUDE_DIR})
endif()
