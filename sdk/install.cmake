# What `cmake --install` makes: bin/whimbrel, lib/libwhimbrel.so, lib/libwhimbrel_sdk.a, the headers,
# the plugins with their manifests (whimbrel_add_plugin installs those), the CMake package, the
# template and the JSON Schemas. Every path in it is relative: the whole may be moved.
include(CMakePackageConfigHelpers)

set(package_directory lib/cmake/Whimbrel)
set_target_properties(whimbrel PROPERTIES INSTALL_RPATH "$ORIGIN")

install(TARGETS whimbrel_sdk EXPORT WhimbrelTargets ARCHIVE DESTINATION lib)
install(DIRECTORY include/whimbrel DESTINATION include)
install(EXPORT WhimbrelTargets NAMESPACE Whimbrel:: DESTINATION ${package_directory})
configure_package_config_file(cmake/WhimbrelConfig.cmake.in
  ${CMAKE_CURRENT_BINARY_DIR}/WhimbrelConfig.cmake INSTALL_DESTINATION ${package_directory})
# Before 1.0 a minor release may change the interfaces.
write_basic_package_version_file(${CMAKE_CURRENT_BINARY_DIR}/WhimbrelConfigVersion.cmake
  COMPATIBILITY SameMinorVersion)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/WhimbrelConfig.cmake
              ${CMAKE_CURRENT_BINARY_DIR}/WhimbrelConfigVersion.cmake
              cmake/WhimbrelPlugin.cmake cmake/WhimbrelManifest.cmake
        DESTINATION ${package_directory})
install(DIRECTORY ${PROJECT_SOURCE_DIR}/config/schemas DESTINATION share/whimbrel)
install(DIRECTORY template DESTINATION share/whimbrel/sdk)
install(FILES README.md DESTINATION share/whimbrel/sdk)
