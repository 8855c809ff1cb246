// How many people are present, late and absent.
export const statuses = ['present', 'late', 'absent'];

export function Summary({ rows }) {
  const counts = statuses.map((status) => [
    status,
    rows.filter((row) => row.status === status).length,
  ]);
  return (
    <dl className="summary">
      {counts.map(([status, count]) => (
        <div key={status} data-status={status} style={{ flexGrow: count || 0.35 }}>
          <dt>{status}</dt>
          <dd>{count}</dd>
        </div>
      ))}
    </dl>
  );
}
