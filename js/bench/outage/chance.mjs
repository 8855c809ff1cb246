// Chance that is the same in every run: engines' seeds and the peer's jitter are drawn from it.

/** Puts a fixed sequence in the place of `Math.random`. */
export function fixChance() {
  let drawn = 0x2545f491;
  Math.random = () => {
    drawn = (Math.imul(drawn, 1664525) + 1013904223) >>> 0;
    return (drawn >>> 4) / 2 ** 28;
  };
}
