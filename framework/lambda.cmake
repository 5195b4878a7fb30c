# The Lambda function: a program that serves events, and the static launcher that starts it with the
# libraries of its package. Boost.Beast is headers only.
file(GLOB lambda_sources CONFIGURE_DEPENDS src/lambda/*.cpp)
set(lambda_main ${CMAKE_CURRENT_SOURCE_DIR}/src/lambda/main.cpp)
list(REMOVE_ITEM lambda_sources ${lambda_main})
find_package(Threads REQUIRED)
add_library(whimbrel_lambda_parts STATIC ${lambda_sources})
target_include_directories(whimbrel_lambda_parts PUBLIC src/lambda)
target_link_libraries(whimbrel_lambda_parts PUBLIC whimbrel_cli Boost::boost Threads::Threads)
add_executable(whimbrel_lambda ${lambda_main})
set_target_properties(whimbrel_lambda PROPERTIES OUTPUT_NAME whimbrel-lambda
  INSTALL_RPATH $ORIGIN/../lib)
target_link_libraries(whimbrel_lambda PRIVATE whimbrel_lambda_parts)

# A sanitizer's runtime cannot be linked statically, and 100 lines of system calls need none.
add_executable(whimbrel_lambda_bootstrap src/lambda/bootstrap/bootstrap.cpp)
set_target_properties(whimbrel_lambda_bootstrap PROPERTIES
  OUTPUT_NAME whimbrel-lambda-bootstrap POSITION_INDEPENDENT_CODE OFF)
target_compile_options(whimbrel_lambda_bootstrap PRIVATE -fno-sanitize=all)
target_link_options(whimbrel_lambda_bootstrap PRIVATE -static -fno-sanitize=all)
target_link_libraries(whimbrel_lambda_bootstrap PRIVATE whimbrel_flags)

install(TARGETS whimbrel_lambda whimbrel_lambda_bootstrap RUNTIME DESTINATION bin)
