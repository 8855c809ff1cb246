// Combines several runs of the same cells.

const median = (list) => [...list].sort((a, b) => a - b)[list.length >> 1];

/**
 * Returns one result per cell: `{ peer, ours }` in ns per message and how many times faster Oread is, as medians over the
 * rounds of all `runs`, which are results of `runCells`.
 */
export function medians(runs) {
  return runs[0].map((cell, at) => {
    const theirs = runs.flatMap((run) => run[at].theirs);
    const mine = runs.flatMap((run) => run[at].mine);
    // The ratio of each round, because a temporary slowdown of the machine affects both turns of a round.
    const ratio = median(theirs.map((time, round) => time / mine[round]));
    return { ...cell, peer: median(theirs), ours: median(mine), ratio };
  });
}
