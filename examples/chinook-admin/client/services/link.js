// The state of the connection, at the top of the page.
const words = {
  connecting: 'Connecting',
  connected: 'Live',
  reconnecting: 'Reconnecting.',
  disconnected: 'Disconnected.',
  failed: 'The server for live updates cannot be reached. Trying again.',
};
const link = document.getElementById('link');
const text = link.querySelector('span');
const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });
let last = new Date();

function show(status) {
  const isLive = status === 'connected';
  if (link.dataset.link === 'connected' && !isLive) last = new Date();
  link.dataset.link = status;
  const isOld = !isLive && status !== 'connecting';
  text.textContent = words[status] + (isOld ? ` What you see is of ${clock.format(last)}.` : '');
}

show(window.Echo.connectionStatus());
window.Echo.connector.onConnectionChange(show);
