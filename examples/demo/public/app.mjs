// The demo: one Echo, three channels, one page.
import Echo from '/oread/index.js';
import { Board } from './board.mjs';
import { copyButton } from './copy.mjs';
import { $, avatar } from './dom.mjs';
import { LinkPanel } from './link.mjs';
import { log } from './log.mjs';
import { People } from './people.mjs';
import { Services } from './services.mjs';
import { showSystems } from './systems.mjs';
import { startTheme } from './theme.mjs';
import { gate, name } from './who.mjs';

startTheme();
void showSystems();
copyButton($('#copy'), $('#command'));
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

const fromCache = (live) => (live ? '' : ', from the cache');
board.onEvent((data, live, card) => {
  link.heard('task', data, live);
  const what = card ? `#${card.id} → ${card.column}` : '';
  log('private-cache-board', 'TaskUpdated', what + fromCache(live));
});
services.onEvent((data, live) => {
  link.heard('service', data, live);
  const { service } = data;
  const what = service ? `${service.id} ${service.status}` : '';
  log('cache-status', '.service.status.changed', what + fromCache(live));
});
people.onEvent((kind, event) => {
  link.heard(kind);
  if (event) log('presence-room', `client-${event}`, 'a whisper');
});
link.onBack((away) => log('connection', 'reconnected', `away ${(away / 1000).toFixed(1)} s`));

// For the console.
Object.assign(globalThis, { echo });
