// The animation on the documentation's home page, as an SVG: one outage, and when each client is back. The times are those
// that ./dev compare measured.

const width = 760;
const left = 128;
const right = width - 24;
const before = 2; // seconds shown before the outage
const outage = 3;
const loop = 16; // seconds that the animation takes, with a pause at its end

const round = (value) => Math.round(value * 10) / 10;

/** @param rows the row `connection/away-3s`, in ms after the server's return: { peer, ours } */
export function outageFilm({ peer, ours }) {
  const lanes = [
    { name: 'pusher-js', away: round(peer / 1000) },
    { name: 'Oread', away: round(ours / 1000) },
  ];
  const end = Math.ceil(Math.max(...lanes.map(({ away }) => away)) + outage + 2);
  const x = (second) => round(left + ((second + before) / (end + before)) * (right - left));
  // The picture is drawn in four fifths of the loop; then it stays for a while.
  const percent = (second) => round(((second + before) / (end + before)) * 80);

  const lane = ({ name, away }, index) => {
    const top = 72 + index * 64;
    const back = outage + away;
    const note = `back ${round(away)} s after the server`;
    const bar = (from, to, kind) =>
      `<rect class="${kind}" x="${x(from)}" y="${top}" width="${round(x(to) - x(from))}" height="28" rx="3"/>`;
    // Beside the bar if there is room, otherwise over the gap.
    const beside = x(back) + 210 < right;
    const place = beside ? `x="${x(back) + 8}"` : `x="${x(back) - 8}" text-anchor="end"`;
    return `  <text class="name" x="24" y="${top + 19}">${name}</text>
  ${bar(-before, 0, 'live')}${bar(0, back, 'gap')}${bar(back, end, 'live')}
  <text class="note note${index} ${beside ? 'on-live' : 'on-gap'}" ${place} y="${top + 19}">${note}</text>`;
  };
  const ticks = Array.from({ length: Math.floor(end / 5) + 1 }, (_, i) => i * 5).map(
    (second) =>
      `<text class="tick" x="${x(second)}" y="216" text-anchor="middle">${second} s</text>`,
  );
  const appear = lanes.map(
    ({ away }, index) => `    @keyframes note${index} {
      0%, ${percent(outage + away)}% { opacity: 0 }
      ${percent(outage + away) + 1}%, 100% { opacity: 1 }
    }
    .note${index} { animation: note${index} ${loop}s infinite }`,
  );
  const [slow, fast] = lanes.map(({ away }) => round(away));
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} 236" role="img" aria-labelledby="t d">
  <title id="t">An outage of ${outage} s, and when each client is back</title>
  <desc id="d">The median client of pusher-js is back ${slow} s after the server, the median client of Oread ${fast} s after it.</desc>
  <style>
    text { font: 14px system-ui, sans-serif; fill: #eef6f1 }
    .title { font-size: 16px; font-weight: 700 }
    .name { font-weight: 700 }
    .tick, .mark { font-size: 12px; fill: #9db8ab }
    .live { fill: #6fe0b2 }
    .gap { fill: #6b2f17 }
    .on-live { fill: #0b2418; font-weight: 700 }
    .on-gap { font-weight: 700 }
    .cover { fill: #14241d; animation: cover ${loop}s linear infinite }
    .hand { stroke: #eef6f1; stroke-width: 1.5; animation: hand ${loop}s linear infinite }
    @keyframes cover {
      0% { transform: none }
      80%, 100% { transform: translateX(${right - left}px) }
    }
    @keyframes hand {
      0% { transform: none; opacity: 1 }
      80% { transform: translateX(${right - left}px); opacity: 1 }
      81%, 100% { transform: translateX(${right - left}px); opacity: 0 }
    }
${appear.join('\n')}
    @media (prefers-reduced-motion: reduce) {
      .cover, .hand { display: none }
      .note { animation: none }
    }
  </style>
  <rect width="${width}" height="236" rx="12" fill="#14241d"/>
  <text class="title" x="24" y="32">The server is gone for ${outage} s. Who is back when?</text>
  <rect x="${x(0)}" y="60" width="${round(x(outage) - x(0))}" height="132" fill="#ffffff12"/>
  <text class="mark" x="${x(0) + 4}" y="54">server away</text>
${lanes.map(lane).join('\n')}
  ${ticks.join('')}
  <clipPath id="c"><rect x="${left}" y="60" width="${right - left + 1}" height="134"/></clipPath>
  <g clip-path="url(#c)"><rect class="cover" x="${left}" y="60" width="${right - left + 1}" height="134"/></g>
  <path class="hand" d="M${left} 60V194"/>
</svg>
`;
}
