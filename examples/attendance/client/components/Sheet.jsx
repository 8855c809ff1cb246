// A day: its date, how many are present, and a row for each person.
import { shifted, spoken, today } from '../services/days.js';
import { Row } from './Row.jsx';
import { Summary } from './Summary.jsx';

export function Sheet({ date, setDate, rows, error, load, save, latest }) {
  return (
    <section aria-label="Sheet">
      <div className="day">
        <h2>{spoken(date)}</h2>
        <div className="pick">
          <button
            className="plain"
            aria-label="Day before"
            onClick={() => setDate(shifted(date, -1))}
          >
            ←
          </button>
          <input
            type="date"
            aria-label="Date"
            value={date}
            max={today()}
            onChange={({ target }) => target.value && setDate(target.value)}
          />
          <button
            className="plain"
            aria-label="Day after"
            disabled={date >= today()}
            onClick={() => setDate(shifted(date, 1))}
          >
            →
          </button>
        </div>
      </div>
      {error && (
        <p className="failure" role="alert">
          {error}{' '}
          <button className="plain" onClick={load}>
            Try again
          </button>
        </p>
      )}
      {!rows && !error && <p className="blank loading">Loading the sheet…</p>}
      {rows?.length === 0 && <p className="blank">There is no sheet for this day.</p>}
      {rows?.length > 0 && (
        <>
          <Summary rows={rows} />
          <ul className="rows">
            {rows.map((row) => (
              <Row
                key={row.id}
                row={row}
                save={save}
                changedAt={latest?.id === row.id && latest.updated_at}
              />
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
