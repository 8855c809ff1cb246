// A titled list. A row whose status has changed lights up.
export function Rows({ title, rows, empty, children }) {
  return (
    <section className="panel" aria-label={title}>
      <h2>{title}</h2>
      {rows.length === 0 && <p className="none">{empty}</p>}
      <ul>
        {rows.map((row) => (
          <li key={row.id} className="row" data-id={row.id} data-status={row.status}>
            <i className="flash" key={`${row.status} ${row.updated_at}`} aria-hidden="true" />
            {children(row)}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** A status, as a word in its colour. */
export const Chip = ({ status }) => (
  <span className="chip" data-status={status}>
    {status}
  </span>
);

const format = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
  timeZone: 'UTC',
});
export const Time = ({ at }) => (
  <time dateTime={at}>
    {format.format(new Date(at))}
    <abbr title="Coordinated Universal Time"> UTC</abbr>
  </time>
);
