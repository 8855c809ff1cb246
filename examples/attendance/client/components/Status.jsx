// The state of the connection, and the administrators who look at the dashboard.
const words = {
  connecting: 'Connecting',
  connected: 'Live',
  reconnecting: 'Reconnecting. The sheet shows what was known last.',
  disconnected: 'Disconnected. The sheet shows what was known last.',
  failed: 'The server cannot be reached. Trying again.',
};

export function Status({ status, refusal, viewers }) {
  const phase = refusal ? 'refused' : status;
  const reason = refusal?.status === 403 ? 'only administrators see changes' : refusal?.error;
  return (
    <div className="link" data-link={phase}>
      <p role="status">
        <i aria-hidden="true" />
        {refusal ? `Not live: ${reason} (${refusal.status})` : words[status]}
      </p>
      {phase === 'connected' && viewers.length > 0 && (
        <p className="viewers">
          Viewing: <b>{viewers.map(({ name }) => name).join(', ')}</b>
        </p>
      )}
    </div>
  );
}
