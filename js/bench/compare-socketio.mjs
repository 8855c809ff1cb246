// ./dev compare socketio: faults that applications meet with socket.io-client, each replayed with the real peer and with
// `oread/socket.io` under the same virtual clock, network and server.
//   --json         rows as JSON on standard output
//   --only TEXT    the faults whose name contains it
import { faults } from './compare-socketio/faults.mjs';
import { World } from './compare-socketio/world.mjs';
import { compare } from './compare/run.mjs';

await compare(World, faults, 'socket.io-client');
