// What Vite and its like put into modules.
interface ImportMeta {
  readonly env?: Record<string, string | undefined>;
}
