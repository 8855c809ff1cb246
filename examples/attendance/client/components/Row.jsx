// One person on one day: photo, status and note.
import { statuses } from './Summary.jsx';

export function Row({ row, save, changedAt }) {
  const { id, staff_name: name, staff_category: category, photo_url: photo, status, note } = row;
  return (
    <li className="row" data-id={id} data-status={status}>
      {changedAt && <i className="flash" key={changedAt} />}
      {photo ? <img src={photo} alt="" width="56" height="56" /> : <span className="no-photo" />}
      <div className="who">
        <h3>{name}</h3>
        <p>{category}</p>
      </div>
      {save ? (
        <fieldset className="choice">
          <legend>Status of {name}</legend>
          {statuses.map((one) => (
            <label key={one} data-status={one}>
              <input
                type="radio"
                name={`status-${id}`}
                checked={status === one}
                onChange={() => save(row, { status: one })}
              />
              {one}
            </label>
          ))}
        </fieldset>
      ) : (
        <p className="chip" data-status={status}>
          {status}
        </p>
      )}
      {save ? <Note row={row} save={save} /> : <p className="note">{note}</p>}
    </li>
  );
}

function Note({ row, save }) {
  const submit = (text) => {
    if (text.trim() !== (row.note ?? '')) void save(row, { note: text.trim() || null });
  };
  return (
    <input
      key={row.note}
      className="note"
      aria-label={`Note about ${row.staff_name}`}
      placeholder="Add a note"
      maxLength={200}
      defaultValue={row.note ?? ''}
      onBlur={({ target }) => submit(target.value)}
      onKeyDown={({ key, target }) => key === 'Enter' && submit(target.value)}
    />
  );
}
