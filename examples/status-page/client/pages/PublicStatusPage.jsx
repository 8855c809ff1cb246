// The page that everyone may see.
import { Link } from '@inertiajs/react';
import { Live } from '../components/Live.jsx';
import { Chip, Rows, Time } from '../components/Rows.jsx';
import { Top } from '../components/Top.jsx';
import { Verdict } from '../components/Verdict.jsx';

export default function PublicStatusPage({ organization, services, incidents, maintenances }) {
  const isDue = ({ status }) => status !== 'completed';
  return (
    <>
      <Top title={`${organization.name} status`}>
        <Link href="/dashboard">Dashboard</Link>
      </Top>
      <main>
        <Verdict services={services} />
        <Rows title="Services" rows={services} empty="There are no services.">
          {({ name, status, status_message: message }) => (
            <>
              <div className="what">
                <h3>{name}</h3>
                {message && <p>{message}</p>}
              </div>
              <Chip status={status} />
            </>
          )}
        </Rows>
        <Rows title="Incidents" rows={incidents} empty="Nothing has happened.">
          {({ title, status, message, created_at: at }) => (
            <>
              <div className="what">
                <h3>{title}</h3>
                {message && <p>{message}</p>}
                <Time at={at} />
              </div>
              <Chip status={status} />
            </>
          )}
        </Rows>
        <Rows title="Maintenance" rows={maintenances.filter(isDue)} empty="Nothing is planned.">
          {({ title, status, starts_at: at }) => (
            <>
              <div className="what">
                <h3>{title}</h3>
                <Time at={at} />
              </div>
              <Chip status={status} />
            </>
          )}
        </Rows>
      </main>
      <Live organizationId={organization.id} />
    </>
  );
}
