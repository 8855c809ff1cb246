// The office page: one Echo, and lists that follow its events.
import Echo, { socketIdFetch } from 'oread';
// esbuild bundles everything into one file, so the cipher for encrypted channels must be imported.
import 'oread/encryption';

const page = JSON.parse(document.getElementById('page').textContent);
const echo = (window.Echo = new Echo({
  broadcaster: 'reverb',
  key: page.key,
  wsHost: page.host,
  wsPort: page.port,
  wssPort: page.port,
  forceTLS: page.tls,
  // The session's token changes when the user signs in again; this fetches the current one.
  refresh: async () => {
    const { token } = await (await fetch('/csrf-token')).json();
    document.querySelector('meta[name="csrf-token"]').content = token;
  },
}));

/** A `fetch` that sends this tab's socket id, so that `toOthers()` excludes this tab: it knows what it did. */
const fetchAsTab = socketIdFetch(echo);

async function ask(method, path, body) {
  const token = /XSRF-TOKEN=([^;]*)/.exec(document.cookie)?.[1] ?? '';
  const answer = await fetchAsTab(`/api${path}`, {
    method,
    headers: {
      Accept: 'application/json',
      'Content-Type': 'application/json',
      'X-XSRF-TOKEN': decodeURIComponent(token),
    },
    body: body && JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return answer.json();
}

function tell(text) {
  const item = document.createElement('li');
  item.textContent = text;
  document.getElementById('news').prepend(item);
}

/** A list of rows by id; `next(state)` returns what the row's button does. */
function list(id, label, next, change) {
  const rows = new Map();
  return function show(row) {
    let item = rows.get(row.id);
    if (!item) {
      item = document.createElement('li');
      item.append(document.createElement('span'), document.createElement('button'));
      item.dataset.id = row.id;
      document.getElementById(id).append(item);
      rows.set(row.id, item);
    }
    item.dataset.status = row.status;
    item.firstChild.textContent = label(row);
    item.lastChild.textContent = row.status;
    item.lastChild.onclick = () => change(row.id, next[row.status]).then(show, tell);
  };
}

const showTask = list(
  'tasks',
  ({ title }) => title,
  { todo: 'doing', doing: 'done', done: 'todo' },
  (id, status) => ask('PATCH', `/tasks/${id}`, { status }),
);
const showService = list(
  'services',
  ({ name }) => name,
  { up: 'degraded', degraded: 'down', down: 'up' },
  (id, status) => ask('PATCH', `/services/${id}`, { status }),
);
const showAttendance = list(
  'attendances',
  ({ staff_name }) => staff_name,
  { absent: 'present', present: 'late', late: 'absent' },
  (id, status) => ask('PATCH', `/attendances/${id}`, { status }),
);

// Subscribe first, then fetch the current state, so that no event is lost in between.
echo.channel('tasks').listen('TaskUpdated', ({ task }) => {
  showTask(task);
  tell(`${task.title}: ${task.status}`);
});
echo
  .channel('organization.1')
  .listen('.service.status.changed', ({ service, old_status }) => {
    showService(service);
    tell(`${service.name}: ${old_status} → ${service.status}`);
  })
  .listen('.incident.created', ({ incident }) => tell(`Incident: ${incident.title}`))
  .listen('.incident.updated', ({ incident }) => tell(`${incident.title}: ${incident.status}`));
echo
  .channel('attendance')
  .listen('.attendance.updated', ({ attendanceData }) => showAttendance(attendanceData));
echo
  .private(`App.Models.User.${page.user.id}`)
  .notification(({ title }) => tell(`Yours: ${title}`));
echo
  .encryptedPrivate(`payroll.${page.user.id}`)
  .listen('.payslip.ready', ({ amount }) => tell(`Payslip: ${amount}`));

const people = new Map();
const showPeople = () => {
  document.getElementById('people').textContent = [...people.values()].join(', ');
};
echo
  .join('office')
  .here((members) => {
    people.clear();
    for (const { id, name } of members) people.set(id, name);
    showPeople();
  })
  .joining(({ id, name }) => {
    people.set(id, name);
    showPeople();
  })
  .leaving(({ id }) => {
    people.delete(id);
    showPeople();
  })
  .listen('UserActivity', ({ user, what }) => tell(`${user.name}: ${what}`));

const status = document.getElementById('status');
echo.connector.onConnectionChange((now) => (status.textContent = now));

/** Also after every reconnect: events in between did not arrive here. */
async function refresh() {
  status.textContent = echo.connectionStatus();
  const { tasks, services, attendances } = await ask('GET', '/office');
  tasks.forEach(showTask);
  services.forEach(showService);
  attendances.forEach(showAttendance);
}
echo.channel('tasks').subscribed(() => refresh().catch(tell));
