// ./dev compare: faults that applications meet with laravel-echo + pusher-js, each replayed with the real peer and with Oread
// under the same virtual clock, network, server and application.
//   --json         rows as JSON on standard output
//   --only TEXT    the faults whose name contains it
import { auth } from './compare/auth.mjs';
import { channels } from './compare/channels.mjs';
import { connection } from './compare/connection.mjs';
import { help } from './compare/help.mjs';
import { page } from './compare/page.mjs';
import { compare } from './compare/run.mjs';
import { World } from './compare/world.mjs';

const faults = { ...page, ...auth, ...channels, ...connection, ...help };
await compare(World, faults, 'laravel-echo with pusher-js');
