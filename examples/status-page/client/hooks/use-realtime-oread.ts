// The same hook on oread/react: all seven events, one reload for many of them, and one after each connection.
import { useEffect, useRef } from 'react';
import { usePage } from '@inertiajs/react';
import { toast } from 'sonner';
import { useChannelState, useEchoPublic } from 'oread/react';
import { changes, type Props } from '../services/changes.js';
import { reload } from '../services/reload.js';

interface RealtimeConfig {
  organizationId: number;
  onServiceUpdate?: (event: ServiceEvent) => void;
  onIncidentUpdate?: (event: IncidentEvent) => void;
  onMaintenanceUpdate?: (event: MaintenanceEvent) => void;
}
interface ServiceEvent {
  service: { id: number; name: string; status: string };
  old_status: string;
  new_status: string;
}
interface IncidentEvent {
  incident: { id: number; title: string; status: string };
}
interface MaintenanceEvent {
  maintenance: { id: number; title: string; status: string };
}

const all = ['services', 'incidents', 'maintenances'];

export function useRealtime(config: RealtimeConfig) {
  const name = config.organizationId && `organization.${config.organizationId}`;

  useEchoPublic<ServiceEvent>(name, '.service.status.changed', (event) => {
    config.onServiceUpdate?.(event);
    toast.success(`Service "${event.service.name}" status changed to ${event.new_status}`);
    reload(['services', 'incidents']);
  });

  useEchoPublic<IncidentEvent>(name, '.incident.created', (event) => {
    config.onIncidentUpdate?.(event);
    toast.error(`New incident: ${event.incident.title}`);
    reload(['incidents']);
  });
  useEchoPublic<IncidentEvent>(name, '.incident.updated', (event) => {
    config.onIncidentUpdate?.(event);
    // Its resolution has an event of its own.
    if (event.incident.status !== 'resolved')
      toast.info(`Incident updated: ${event.incident.title}`);
    reload(['incidents']);
  });
  useEchoPublic<IncidentEvent>(name, '.incident.resolved', (event) => {
    config.onIncidentUpdate?.(event);
    toast.success(`Incident resolved: ${event.incident.title}`);
    reload(['incidents']);
  });

  useEchoPublic<MaintenanceEvent>(
    name,
    ['.maintenance.scheduled', '.maintenance.started', '.maintenance.completed'],
    (event) => {
      config.onMaintenanceUpdate?.(event);
      toast.warning(`Maintenance ${event.maintenance.status}: ${event.maintenance.title}`);
      reload(['maintenances']);
    },
  );

  // Also after each reconnect: events in between did not arrive here.
  const { status } = useChannelState(name, 'public');
  const { props } = usePage();
  const shown = useRef(props);
  useEffect(() => {
    shown.current = props;
  }, [props]);
  useEffect(() => {
    if (status !== 'subscribed') return;
    const before = shown.current as unknown as Props;
    reload(all, (after: Props) => {
      const missed = changes(before, after);
      if (missed.length) toast.info(`Missed: ${missed.join('; ')}`);
    });
  }, [name, status]);
}
