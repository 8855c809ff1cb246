# Writes a C++ source that contains files: cmake -DOUT=… -DFILES="a;b" -P embed.cmake. Pieces stay below the length of a
# string literal that every compiler accepts.
set(text "// Generated from the files that it contains.\n#include \"conform/embedded.hpp\"\n\n")
string(APPEND text "namespace oread::conform {\n\nconst std::vector<Embedded>& embedded_files() {\n")
string(APPEND text "  static const std::vector<Embedded> files = {\n")
foreach(file IN LISTS FILES)
  get_filename_component(name ${file} NAME)
  file(READ ${file} content HEX)
  string(REGEX REPLACE "([0-9a-f][0-9a-f])" "\\\\x\\1" content "${content}")
  # A literal per 16 bytes: after \x, the compiler would read further digits of the next one.
  string(REGEX REPLACE "(........................................................)" "\\1\"\n     \"" content "${content}")
  string(APPEND text "    {\"${name}\",\n     std::string(\"${content}\"sv)},\n")
endforeach()
string(APPEND text "  };\n  return files;\n}\n\n}  // namespace oread::conform\n")
file(WRITE ${OUT} "${text}")
