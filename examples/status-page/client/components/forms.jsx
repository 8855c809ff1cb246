// What the dashboard adds: an incident, a maintenance.
import { useForm } from '@inertiajs/react';

/** A field with its label and its error. */
export function Field({ label, error, ...input }) {
  const id = `error-${input.name}`;
  return (
    <label>
      {label}
      <input {...input} aria-invalid={!!error} aria-describedby={error ? id : undefined} />
      {error && (
        <span className="wrong" id={id}>
          {error}
        </span>
      )}
    </label>
  );
}

function Form({ path, fields, action, initial }) {
  const { data, setData, post, processing, errors, reset } = useForm(initial);
  const submit = (event) => {
    event.preventDefault();
    post(path, { preserveScroll: true, preserveState: true, onSuccess: () => reset() });
  };
  return (
    <form className="new" onSubmit={submit}>
      {fields.map(({ name, ...field }) => (
        <Field
          key={name}
          name={name}
          {...field}
          value={data[name]}
          error={errors[name]}
          onChange={({ target }) => setData(name, target.value)}
        />
      ))}
      <button disabled={processing}>{action}</button>
    </form>
  );
}

export const NewIncident = ({ organization }) => (
  <Form
    path={`/organizations/${organization.id}/incidents`}
    initial={{ title: '', message: '' }}
    fields={[
      { name: 'title', label: 'New incident' },
      { name: 'message', label: 'What is known' },
    ]}
    action="Report"
  />
);

export const NewMaintenance = ({ organization }) => (
  <Form
    path={`/organizations/${organization.id}/maintenances`}
    initial={{ title: '', starts_at: '' }}
    fields={[
      { name: 'title', label: 'New maintenance' },
      { name: 'starts_at', label: 'Begins (UTC)', type: 'datetime-local' },
    ]}
    action="Schedule"
  />
);
