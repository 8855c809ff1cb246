// What an archive of sdk/ may use from outside: a function from nm's output to complaints.

// The part of the C library that the engine may call. Everything else, including sockets, clocks, threads, entropy and
// files, is a complaint without being listed.
const allowedC = new Set(
  (
    'memcpy memmove memset memcmp memchr strlen malloc realloc free abort __assert_fail __stack_chk_fail __dso_handle ' +
    '_GLOBAL_OFFSET_TABLE_ __memcpy_chk __memmove_chk __memset_chk'
  ).split(' '),
);

// C++ runtime: memory, containers, and the functions with which libstdc++ reports broken preconditions.
const allowedCpp = [
  /^operator (new|delete)/,
  /^oread::/,
  /^std::(__cxx11::)?(basic_string|char_traits|allocator|vector|map|set)\b/,
  /^std::__(cxx11::basic_string|detail::_Prime_rehash_policy|detail::_List_node_base)/,
  /^std::_Rb_tree_/,
  /^std::_Hash_bytes/,
  /^std::__throw_(length_error|logic_error|out_of_range|out_of_range_fmt|bad_alloc|bad_array_new_length|bad_variant_access|bad_optional_access|bad_function_call|invalid_argument)\b/,
  /^std::__glibcxx_assert_fail/,
  /^nlohmann::/,
  /^std::terminate\(\)/,
  /^vtable for oread::/,
  /^typeinfo for oread::/,
];
// __cxa_pure_virtual marks an interface; every other __cxa_ belongs to exceptions or globals.
const allowedAbi = new Set(['__cxa_pure_virtual']);

// Reference counts: libstdc++ checks whether the process has threads, and make_shared its tag.
const sharing = /^(__libc_single_threaded|std::_Sp_make_shared_tag::)/;

function undefinedComplaint(mangled, name, mayShare) {
  if (mayShare && sharing.test(name)) return undefined;
  if (!mangled.startsWith('_Z'))
    return allowedC.has(mangled) || allowedAbi.has(mangled) ? undefined : `asks for ${mangled}`;
  return allowedCpp.some((rule) => rule.test(name)) ? undefined : `asks for ${name}`;
}

// A line of `nm --format=sysv`: name|value|class|type|size|line|section.
function variableComplaint(fields) {
  const [name, , kind, , , , section] = fields;
  if (!/^[bBdD]$/.test(kind)) return undefined;
  // Constant data that only the dynamic linker fills in (tables of pointers).
  if (/^\.data\.rel\.ro/.test(section ?? '')) return undefined;
  return `holds the global variable ${name}`;
}

// `mangled` and `demangled` are nm's output for the same archive without and with --demangle. `mayShare`: the broker
// shares one message among many connections, so it may count references.
export function complaints(mangled, demangled, { mayShare = false } = {}) {
  const plain = mangled.split('\n');
  const pretty = demangled.split('\n');
  const defined = new Set();
  const asked = new Map();
  const found = new Set();
  plain.forEach((line, index) => {
    const fields = line.split('|').map((field) => field.trim());
    if (fields.length < 7) return;
    const [symbol, , kind] = fields;
    if (kind === 'U') asked.set(symbol, pretty[index].split('|')[0].trim());
    else defined.add(symbol);
    const variable = variableComplaint(fields);
    if (variable) found.add(variable);
  });
  for (const [symbol, name] of asked) {
    if (defined.has(symbol)) continue;
    const complaint = undefinedComplaint(symbol, name, mayShare);
    if (complaint) found.add(complaint);
  }
  return [...found].sort();
}
