// What Vite and similar bundlers define in modules.
interface ImportMeta {
  readonly env?: Record<string, string | undefined>;
}
