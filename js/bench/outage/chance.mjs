// Reproducible randomness, for the engines' seeds and the peer's jitter.

/** Replaces `Math.random` by a fixed sequence. */
export function fixChance() {
  let drawn = 0x2545f491;
  Math.random = () => {
    drawn = (Math.imul(drawn, 1664525) + 1013904223) >>> 0;
    return (drawn >>> 4) / 2 ** 28;
  };
}
