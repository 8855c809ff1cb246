/** The types of bundle.mjs, for the tests. */
export function bundle(options: {
  source: string;
  resolveDir: string;
  outdir: string;
  minify?: boolean;
}): Promise<unknown>;
