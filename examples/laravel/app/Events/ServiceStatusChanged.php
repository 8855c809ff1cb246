<?php

namespace App\Events;

use App\Models\Service;
use Illuminate\Broadcasting\Channel;
use Illuminate\Broadcasting\InteractsWithSockets;
use Illuminate\Contracts\Broadcasting\ShouldBroadcast;
use Illuminate\Foundation\Events\Dispatchable;
use Illuminate\Queue\SerializesModels;

/** For the public status page of an organization. */
class ServiceStatusChanged implements ShouldBroadcast
{
    use Dispatchable, InteractsWithSockets, SerializesModels;

    public function __construct(public Service $service, public string $oldStatus, public string $newStatus) {}

    public function broadcastOn(): array
    {
        return [new Channel("organization.{$this->service->organization_id}")];
    }

    public function broadcastAs(): string
    {
        return 'service.status.changed';
    }

    public function broadcastWith(): array
    {
        return [
            'service' => $this->service->only('id', 'name', 'status', 'status_message'),
            'old_status' => $this->oldStatus,
            'new_status' => $this->newStatus,
            'timestamp' => now()->toISOString(),
        ];
    }
}
