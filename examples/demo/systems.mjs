// The other examples that are whole systems: what the demo's page lists, and how `--all` starts them.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** As the page shows them; `address` is added for those that run. */
export const systems = [
  {
    name: 'task-board',
    title: 'Task board',
    stack: 'Laravel, any server with the Pusher protocol, Vue',
    text: 'Columns to drag cards between; changes are shown at once, in every window.',
  },
  {
    name: 'status-page',
    title: 'Status page',
    stack: 'Laravel, any server with the Pusher protocol, Inertia, React',
    text: 'A dashboard and a public page; what happened during an outage is fetched once and told.',
  },
  {
    name: 'chinook-admin',
    title: 'Chinook admin',
    stack: 'Laravel, any server with the Pusher protocol, Livewire',
    text: 'Sales with a live chart, invoices, alerts and notifications; nothing is polled.',
  },
  {
    name: 'team-tasks',
    title: 'Team tasks',
    stack: 'Express, Socket.IO 4, React',
    text: 'A task list with tokens, rooms, polling as a fallback, and who has which task open.',
  },
  {
    name: 'attendance',
    title: 'Attendance',
    stack: 'Laravel, Redis, laravel-echo-server, Next.js',
    text: 'A dashboard that is connected while it is shown, on private and presence channels.',
  },
  {
    name: 'laravel',
    title: 'Ridge office',
    stack: 'Laravel, any server with the Pusher protocol',
    text: 'A back end with every kind of channel, and an office page.',
  },
  {
    name: 'kiosk',
    title: 'Kiosk',
    stack: 'C++, any server with the Pusher protocol, a terminal',
    text: 'A status board for a device that nobody touches: it starts offline and says how old its state is.',
  },
];

// The office page is not started here: it has a database of its own, which stays. The kiosk needs a terminal.
const started = [
  ['task-board', ['--port', '0', '--socket-port', '0']],
  ['status-page', ['--port', '0', '--socket-port', '0']],
  ['chinook-admin', ['--port', '0', '--socket-port', '0']],
  ['team-tasks', ['--port', '0']],
  ['attendance', ['--port', '0', '--socket-port', '0']],
];

/** Starts the examples on free ports; returns the list with their addresses, and a function that ends them and waits for it. */
export async function startSystems() {
  const children = [];
  const stop = () =>
    Promise.all(
      children
        .filter(({ exitCode, signalCode }) => exitCode === null && signalCode === null)
        .map(async (child) => {
          const ended = once(child, 'exit');
          child.kill('SIGTERM');
          await ended;
        }),
    );
  const address = async ([name, options]) => {
    const script = fileURLToPath(new URL(`../${name}/serve.js`, import.meta.url));
    const stdio = ['ignore', 'pipe', 'inherit'];
    const child = spawn(process.execPath, [script, ...options], { stdio });
    children.push(child);
    for await (const line of createInterface({ input: child.stdout }))
      if (line.startsWith('ready ')) return [name, line.slice('ready '.length)];
    throw new Error(`examples/${name}/serve.js ended before it was ready`);
  };
  try {
    const addresses = Object.fromEntries(await Promise.all(started.map(address)));
    return { list: systems.map((one) => ({ ...one, address: addresses[one.name] })), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
