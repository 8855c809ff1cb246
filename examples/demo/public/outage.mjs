// Two clients with the same options on the same network: pusher-js and Oread. The page drops the network of both, publishes an
// event every second, and draws what each of them saw.
import Oread from '/oread/pusher.js';
import { $, h, post, publish, say } from './dom.mjs';
import { copyButton } from './copy.mjs';
import { Lane } from './lane.mjs';
import { startTheme } from './theme.mjs';
import { gate as tab } from './who.mjs';

const seconds = Number(new URLSearchParams(location.search).get('seconds')) || 5;
const gate = `${tab}-lanes`;
const channel = `outage-${gate}`;
/** How long a run waits for a client. */
const patience = 90_000;

startTheme();
copyButton($('#copy'), $('#command'));
$('#code').append(
  h('del', {}, "import Pusher from 'pusher-js';"),
  '\n',
  h('ins', {}, "import Pusher from 'oread/pusher';"),
  `

const pusher = new Pusher('app-key', {
  wsHost: 'ws.example.com',
  cluster: '',
});
pusher.subscribe('news').bind('tick', show);`,
);

const secure = location.protocol === 'https:';
const port = Number(location.port || (secure ? 443 : 80));
const options = {
  cluster: '',
  wsHost: location.hostname,
  wsPort: port,
  wssPort: port,
  wsPath: `/gate/${gate}`,
  forceTLS: secure,
  enabledTransports: ['ws', 'wss'],
};

const lanes = [
  new Lane('pusher-js', new globalThis.Pusher('oread-key', options), channel),
  new Lane('Oread', new Oread('oread-key', options), channel),
];
$('#lanes').append(...lanes.map(({ element }) => element));

const button = $('#run');
button.textContent = `Drop the network for ${seconds} s`;
await Promise.all(lanes.map((lane) => lane.subscribed));
button.disabled = false;
button.addEventListener('click', run);
document.documentElement.dataset.run = 'ready';

async function run() {
  button.disabled = true;
  document.documentElement.dataset.run = 'running';
  $('#verdict').textContent = '';
  const began = performance.now();
  for (const lane of lanes) lane.begin(began, seconds);
  say('The network is down.');
  const published = [];
  const tick = () => {
    published.push(performance.now() - began);
    // The page's own requests do not pass the gate.
    publish(channel, 'tick', { n: published.length, began }).catch(() => published.pop());
  };
  const ticking = setInterval(tick, 1000);
  const drawing = setInterval(() => lanes.forEach((lane) => lane.draw(published)), 200);
  try {
    await post('/demo/gate', { gate, seconds });
    tick();
    await until(() => lanes.every((lane) => lane.isBack), began);
    // One more event for each, so that the end of the gap is an event.
    const last = published.length + 1;
    await until(() => lanes.every((lane) => lane.heard(last)), began);
  } catch (error) {
    say(`The network could not be dropped: ${error.message}`);
  }
  clearInterval(ticking);
  clearInterval(drawing);
  for (const lane of lanes) lane.draw(published);
  $('#verdict').textContent = lanes.map((lane) => lane.sentence(published)).join(' ');
  document.documentElement.dataset.run = 'done';
  button.disabled = false;
}

async function until(condition, began) {
  while (!condition() && performance.now() - began < patience)
    await new Promise((resolve) => setTimeout(resolve, 100));
}
