// The demo: one Echo, three channels, one page.
import Echo from '/oread/index.js';
import { Board } from './board.mjs';
import { $, avatar } from './dom.mjs';
import { LinkPanel } from './link.mjs';
import { log } from './log.mjs';
import { People } from './people.mjs';
import { Services } from './services.mjs';
import { startTheme } from './theme.mjs';
import { gate, name } from './who.mjs';

startTheme();
$('#me').append(avatar(name), name);

const secure = location.protocol === 'https:';
const port = Number(location.port || (secure ? 443 : 80));
const echo = new Echo({
  broadcaster: 'reverb',
  key: 'oread-key',
  wsHost: location.hostname,
  wsPort: port,
  wssPort: port,
  wsPath: `/gate/${gate}`,
  forceTLS: secure,
  enabledTransports: ['ws', 'wss'],
  authEndpoint: '/broadcasting/auth',
  auth: { params: { user: name } },
});

const link = new LinkPanel(echo);
const board = new Board(echo);
const services = new Services(echo);
const people = new People(echo);

board.onEvent((data, card) => {
  link.heard('task', data);
  log('private-cache-board', 'TaskUpdated', card ? `#${card.id} → ${card.column}` : '');
});
services.onEvent((data) => {
  link.heard('service', data);
  log(
    'cache-status',
    '.service.status.changed',
    data.service ? `${data.service.id} ${data.service.status}` : '',
  );
});
people.onEvent((kind, event) => {
  link.heard(kind);
  if (event) log('presence-room', `client-${event}`, 'a whisper');
});
link.onBack((away) => log('connection', 'reconnected', `away ${(away / 1000).toFixed(1)} s`));

// For whoever opens the console.
Object.assign(globalThis, { echo });
