// resources/js/hooks/use-realtime.ts
import { useEffect, useRef } from 'react';
import { router } from '@inertiajs/react';
import { toast } from 'sonner';

interface RealtimeConfig {
    organizationId: number;
    onServiceUpdate?: (data: any) => void;
    onIncidentUpdate?: (data: any) => void;
    onMaintenanceUpdate?: (data: any) => void;
}

export function useRealtime(config: RealtimeConfig) {
    const channelRef = useRef<any>(null);

    useEffect(() => {
        if (!config.organizationId) return;

        // Join organization channel
        channelRef.current = window.Echo.channel(`organization.${config.organizationId}`);

        // Listen for service status changes
        channelRef.current.listen('.service.status.changed', (e: any) => {
            console.log('Service status changed:', e);
            
            if (config.onServiceUpdate) {
                config.onServiceUpdate(e);
            }

            // Show notification
            toast.success(`Service "${e.service.name}" status changed to ${e.new_status}`);
            
            // Refresh page data
            router.reload({ only: ['services', 'incidents'] });
        });

        // Listen for incident updates
        channelRef.current.listen('.incident.created', (e: any) => {
            console.log('Incident created:', e);
            
            if (config.onIncidentUpdate) {
                config.onIncidentUpdate(e);
            }

            toast.error(`New incident: ${e.incident.title}`);
            router.reload({ only: ['incidents'] });
        });

        channelRef.current.listen('.incident.updated', (e: any) => {
            console.log('Incident updated:', e);
            
            if (config.onIncidentUpdate) {
                config.onIncidentUpdate(e);
            }

            toast.info(`Incident updated: ${e.incident.title}`);
            router.reload({ only: ['incidents'] });
        });

        // Listen for maintenance updates
        channelRef.current.listen('.maintenance.scheduled', (e: any) => {
            console.log('Maintenance scheduled:', e);
            
            if (config.onMaintenanceUpdate) {
                config.onMaintenanceUpdate(e);
            }

            toast.warning(`Maintenance scheduled: ${e.maintenance.title}`);
            router.reload({ only: ['maintenances'] });
        });

        return () => {
            if (channelRef.current) {
                channelRef.current.unsubscribe();
            }
        };
    }, [config.organizationId]);

    return {
        channel: channelRef.current,
    };
}
