// What several runs of the same cells come to.

const median = (list) => [...list].sort((a, b) => a - b)[list.length >> 1];

/**
 * One result a cell: `{ peer, ours }` in ns per message and how many times faster ours is, medians over the rounds of
 * all `runs`, each of which is what `runCells` answered.
 */
export function medians(runs) {
  return runs[0].map((cell, at) => {
    const theirs = runs.flatMap((run) => run[at].theirs);
    const mine = runs.flatMap((run) => run[at].mine);
    // Of each round by itself: what slows the machine down for a while slows both turns of a round.
    const ratio = median(theirs.map((time, round) => time / mine[round]));
    return { ...cell, peer: median(theirs), ours: median(mine), ratio };
  });
}
