// What a server says in namespaces, and how a bad one answers events.
import { type Draw, pick } from './values.js';

const part = (num: unknown) => `{"_placeholder":true,"num":${JSON.stringify(num)}}`;
const bad = ['map', 'length', '__proto__', 'constructor', -1, 0.5, 1, 2 ** 53, null, [0], {}];

/** Packets that a broken or malicious server may send. */
export const packets = [
  ...[
    '/chat,["e"]',
    '/chat,7["e",{}]',
    '7["e"]',
    '7["e",1]',
    '00["e"]',
    '18446744073709551616["e"]',
  ].map((rest) => `42${rest}`),
  ...[
    'connect',
    'connect_error',
    'disconnect',
    'disconnecting',
    'newListener',
    'removeListener',
  ].flatMap((name) => [`42["${name}","trick"]`, `42/chat,7["${name}",{}]`]),
  ...[
    'null',
    '{}',
    '{"toString":1}',
    '{"toString":1,"valueOf":1}',
    '[]',
    '["e"]',
    'true',
    '1e999',
    '"__proto__"',
  ].flatMap((name) => [`42[${name},1]`, `427[${name},1]`]),
  ...[
    '42/chat',
    '42/chat,',
    '42/chat[',
    '42/',
    '42/,["e"]',
    '42//,["e"]',
    '42/x?y=1,["e"]',
    '40/__proto__,{}',
  ],
  ...['{"__proto__":{"polluted":1}}', '{"constructor":{"prototype":{"polluted":1}}}'].flatMap(
    (data) => [
      `42["e",${data}]`,
      `427["__proto__",${data}]`,
      `451-["e",${data},${part(0)}]`,
      `40/chat,${data}`,
      `44${data}`,
      `44/chat,{"message":"no","data":${data}}`,
    ],
  ),
  ...bad.map((num) => `451-["e",${part(num)}]`),
  `453-["e",${part(0)},${part(0)},[[{"a":${part(2)}}]]]`,
  `451-7["e",${part(0)}]`,
  `451-/chat,["e",${part(0)}]`,
  `451-["e",${'['.repeat(3000)}${part(0)}${']'.repeat(3000)}]`,
  `451-[${part(0)}]`,
  ...['45["e"]', '450-["e"]', '451-', '451-{}', '45-1-["e"]', '461-', '461-/chat,', '4611-1[]'],
  ...['b', 'bAA==', 'bAA', 'b====', 'b!', 'b4AA==', 'bAA==,AA==', `b${'A'.repeat(400_000)}`],
  ...[
    '43',
    '43[]',
    '431',
    '431{}',
    '431"x"',
    '431[',
    '43-1[]',
    '431.5[]',
    '43/chat,1[]',
    '4399999999999[]',
  ],
  ...[
    '44',
    '44/chat',
    '44/chat,',
    '44/chat,"no"',
    '44/chat,{"message":7,"data":[]}',
    '41',
    '41/chat',
    '41/x,',
  ],
  ...[
    '40/chat',
    '40/chat,{"sid":7}',
    '40/chat,{"sid":{},"pid":[]}',
    '40/chat,{"sid":"y","pid":"p"}',
    '40/x,{}',
  ],
];

/** What the server says to this packet of a client, if it is for a namespace. A good one answers once. */
export function answers(draw: Draw, isGood: boolean, packet: string): string[] {
  const [, type, space = '', id, args] =
    /^4([025])(?:\d+-)?(\/[^,]*,)?(\d+)?(.*)$/s.exec(packet) ?? [];
  if (type === '0') return [`40${space}{"sid":"x","pid":"p"}`];
  if (id == null || !args) return [];
  const good = [`43${space}${id}["good"]`];
  if (isGood || draw(3) === 0) return good;
  const other = pick(draw, [id, `${+id + 1}`, `${+id - 1}`, '']);
  return Array.from({ length: draw(3) }, () =>
    pick(draw, [
      ...[good, [`43${other}["good"]`], [`43${space}${other}[]`], [`43${space}${id}{}`]],
      ...[[`43${space}${id}[null,{"__proto__":{"polluted":1}}]`], [`43${space}${id}`]],
      [
        `461-${space}${id}[${part(pick(draw, [0, ...bad]))}]`,
        pick(draw, ['bAA==', 'b', 'b!', '42["e"]']),
      ],
      [`462-${space}${id}[${part(0)}]`, 'bAA=='],
    ]),
  ).flat();
}
