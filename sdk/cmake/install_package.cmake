# What `cmake --install` installs: headers, libraries, find_package(oread) and pkg-config.
include(CMakePackageConfigHelpers)

set(oread_installed)
foreach(target IN ITEMS oread_engine oread_trace oread_broker oread_native oread_conformance)
  if(TARGET ${target})
    list(APPEND oread_installed ${target})
  endif()
endforeach()

install(TARGETS ${oread_installed} EXPORT oread_targets
        ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR}
        LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR})
install(EXPORT oread_targets NAMESPACE oread:: FILE oread-targets.cmake
        DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/oread)
# lean/ is for the Wasm build, which is built from source.
install(DIRECTORY sdk/include/ DESTINATION ${CMAKE_INSTALL_INCLUDEDIR} PATTERN lean EXCLUDE)
if(TARGET oread_native)
  install(DIRECTORY native/include/ DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
endif()
if(TARGET oread_conformance)
  install(DIRECTORY native/conform/include/ DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
endif()

configure_package_config_file(
  sdk/cmake/oread-config.cmake.in ${CMAKE_CURRENT_BINARY_DIR}/oread-config.cmake
  INSTALL_DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/oread)
write_basic_package_version_file(${CMAKE_CURRENT_BINARY_DIR}/oread-config-version.cmake
                                 COMPATIBILITY SameMajorVersion)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/oread-config.cmake
              ${CMAKE_CURRENT_BINARY_DIR}/oread-config-version.cmake
        DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/oread)

# Relative, so that the tree can be moved.
file(RELATIVE_PATH OREAD_PREFIX_FROM_PC /${CMAKE_INSTALL_LIBDIR}/pkgconfig /)
# A static liboread contains none of its dependencies: programs that link it must link those, too, even without
# `pkg-config --static`.
set(OREAD_PC_LIBS "-loread_engine")
set(OREAD_PC_REQUIRES "")
if(TARGET oread_native)
  set(OREAD_PC_LIBS "-loread -loread_engine -pthread")
  set(OREAD_PC_REQUIRES "Requires: libwebsockets openssl libsodium libcares")
  if(BUILD_SHARED_LIBS)
    string(REPLACE "Requires:" "Requires.private:" OREAD_PC_REQUIRES "${OREAD_PC_REQUIRES}")
  endif()
endif()
configure_file(sdk/cmake/oread.pc.in ${CMAKE_CURRENT_BINARY_DIR}/oread.pc @ONLY)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/oread.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)

# Also when only the command is installed: `cmake --install BUILD --component command`.
install(FILES LICENSE THIRD_PARTY_NOTICES.md DESTINATION ${CMAKE_INSTALL_DOCDIR} COMPONENT command)
