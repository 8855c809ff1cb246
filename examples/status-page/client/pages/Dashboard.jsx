// The page of those who run the services.
import { Link, router } from '@inertiajs/react';
import { Live } from '../components/Live.jsx';
import { NewIncident, NewMaintenance } from '../components/forms.jsx';
import { Chip, Rows, Time } from '../components/Rows.jsx';
import { Top } from '../components/Top.jsx';
import { Verdict } from '../components/Verdict.jsx';

const change = (path, data) => router.patch(path, data, { preserveScroll: true });
const states = ['up', 'degraded', 'down'];
const nextOfIncident = { open: ['watching', 'resolved'], watching: ['resolved'], resolved: [] };
const nextOfMaintenance = { scheduled: ['started'], started: ['completed'], completed: [] };
const verbs = {
  watching: 'Watch',
  resolved: 'Resolve',
  started: 'Start',
  completed: 'Complete',
};

/** The steps that may follow, as buttons. */
const Steps = ({ title, next, go }) =>
  next.length > 0 && (
    <div className="steps">
      {next.map((status) => (
        <button key={status} className="plain" onClick={() => go(status)}>
          {verbs[status]}
          <span className="hidden"> {title}</span>
        </button>
      ))}
    </div>
  );

export default function Dashboard({ user, organization, services, incidents, maintenances }) {
  return (
    <>
      <Top title="Dashboard">
        <Link href={`/status/${organization.slug}`}>Public page</Link>
        <button className="plain" onClick={() => router.post('/logout')}>
          Sign out {user.name}
        </button>
      </Top>
      <main>
        <Verdict services={services} />
        <Rows title="Services" rows={services} empty="There are no services.">
          {({ id, name, status }) => (
            <>
              <div className="what">
                <h3>{name}</h3>
              </div>
              <fieldset className="states">
                <legend>Status of {name}</legend>
                {states.map((one) => (
                  <label key={one} data-status={one}>
                    <input
                      type="radio"
                      name={`status-${id}`}
                      checked={status === one}
                      onChange={() => change(`/services/${id}/status`, { status: one })}
                    />
                    {one}
                  </label>
                ))}
              </fieldset>
            </>
          )}
        </Rows>
        <Rows title="Incidents" rows={incidents} empty="Nothing has happened.">
          {({ id, title, status, message }) => (
            <>
              <div className="what">
                <h3>{title}</h3>
                {message && <p>{message}</p>}
              </div>
              <Chip status={status} />
              <Steps
                title={title}
                next={nextOfIncident[status]}
                go={(status) => change(`/incidents/${id}`, { status })}
              />
            </>
          )}
        </Rows>
        <NewIncident organization={organization} />
        <Rows title="Maintenance" rows={maintenances} empty="Nothing is planned.">
          {({ id, title, status, starts_at: at }) => (
            <>
              <div className="what">
                <h3>{title}</h3>
                <Time at={at} />
              </div>
              <Chip status={status} />
              <Steps
                title={title}
                next={nextOfMaintenance[status]}
                go={(status) => change(`/maintenances/${id}`, { status })}
              />
            </>
          )}
        </Rows>
        <NewMaintenance organization={organization} />
      </main>
      <Live organizationId={organization.id} />
    </>
  );
}
