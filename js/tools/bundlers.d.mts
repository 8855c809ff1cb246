/** Each builds the module `entry` of the folder `root`, which contains node_modules, into `outdir`. */
export const BUNDLERS: Record<
  string,
  (app: { root: string; entry: string; outdir: string }) => Promise<void>
>;
