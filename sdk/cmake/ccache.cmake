# Compiles through ccache if it is installed.
find_program(OREAD_CCACHE ccache)
mark_as_advanced(OREAD_CCACHE)
if(OREAD_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  set(CMAKE_C_COMPILER_LAUNCHER ${OREAD_CCACHE})
  set(CMAKE_CXX_COMPILER_LAUNCHER ${OREAD_CCACHE})
endif()
