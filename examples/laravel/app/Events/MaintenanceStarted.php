<?php

namespace App\Events;

use App\Models\Maintenance;
use Illuminate\Broadcasting\Channel;
use Illuminate\Broadcasting\InteractsWithSockets;
use Illuminate\Contracts\Broadcasting\ShouldBroadcast;
use Illuminate\Foundation\Events\Dispatchable;
use Illuminate\Queue\SerializesModels;

class MaintenanceStarted implements ShouldBroadcast
{
    use Dispatchable, InteractsWithSockets, SerializesModels;

    public function __construct(public Maintenance $maintenance) {}

    public function broadcastOn(): array
    {
        return [new Channel("organization.{$this->maintenance->organization_id}")];
    }

    public function broadcastAs(): string
    {
        return 'maintenance.started';
    }

    public function broadcastWith(): array
    {
        return ['maintenance' => $this->maintenance->only('id', 'title', 'status', 'starts_at')];
    }
}
