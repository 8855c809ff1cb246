// Addresses from the table that C++ is tested with as well; the engine opens them unchanged.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { EffectTag, InputTag } from '../../src/host/border.js';
import { Engine } from '../../src/host/engine.js';
import { linkAddresses, type PusherServer } from '../../src/pusher/link-urls.js';
import { builds } from './builds.js';

type Row = Record<string, string | number | boolean> & { url: string; tls: boolean };

const table = new URL('../../../tests/tables/link_urls.json', import.meta.url);
const rows = JSON.parse(readFileSync(table, 'utf8')) as Row[];
const serverOf = ({ url: _, ...server }: Row) => Object.values(server) as unknown as PusherServer;

describe('the URL of a link', () => {
  it.each(rows)('matches the table: $url', (row) => {
    const [plain, secure, tls] = linkAddresses(serverOf(row));
    expect(tls).toBe(row.tls);
    expect(tls ? secure : plain).toBe(row.url);
  });
});

describe.each(builds)('the engine of %s', (_, start) => {
  it.each(rows)('opens its links to $url', async (row) => {
    const engine = new Engine(await start());
    expect(engine.create(linkAddresses(serverOf(row)), {})).toEqual([]);
    const opened = engine
      .handle([InputTag.Connect], 0)
      .find(([tag]) => tag === EffectTag.OpenLink)!;
    expect(opened[2]).toBe(row.url);
  });
});
