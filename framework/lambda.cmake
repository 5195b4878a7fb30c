# The Lambda function: a program that serves events, and the static launcher that starts it with the
# libraries of its package. Boost.Beast is headers only.
file(GLOB lambda_sources CONFIGURE_DEPENDS src/lambda/*.cpp)
add_executable(whimbrel_lambda ${lambda_sources})
set_target_properties(whimbrel_lambda PROPERTIES OUTPUT_NAME whimbrel-lambda
  INSTALL_RPATH $ORIGIN/../lib)
find_package(Threads REQUIRED)
target_link_libraries(whimbrel_lambda PRIVATE whimbrel_cli Boost::boost Threads::Threads)

# A sanitizer's runtime cannot be linked statically, and 100 lines of system calls need none.
add_executable(whimbrel_lambda_bootstrap src/lambda/bootstrap/bootstrap.cpp)
set_target_properties(whimbrel_lambda_bootstrap PROPERTIES
  OUTPUT_NAME whimbrel-lambda-bootstrap POSITION_INDEPENDENT_CODE OFF)
target_compile_options(whimbrel_lambda_bootstrap PRIVATE -fno-sanitize=all)
target_link_options(whimbrel_lambda_bootstrap PRIVATE -static -fno-sanitize=all)
target_link_libraries(whimbrel_lambda_bootstrap PRIVATE whimbrel_flags)

install(TARGETS whimbrel_lambda whimbrel_lambda_bootstrap RUNTIME DESTINATION bin)
