<?php

namespace App\Events\Chinook;

use App\Models\Alert;
use Illuminate\Broadcasting\PrivateChannel;
use Illuminate\Contracts\Broadcasting\ShouldBroadcastNow;
use Illuminate\Foundation\Events\Dispatchable;

/** Sent at once and not by a worker: the queue may be what the alert is about. */
class SystemAlert implements ShouldBroadcastNow
{
    use Dispatchable;

    public function __construct(public Alert $alert) {}

    public function broadcastOn(): array
    {
        return [new PrivateChannel('admin.alerts')];
    }

    public function broadcastAs(): string
    {
        return 'SystemAlert';
    }

    public function broadcastWith(): array
    {
        return [
            'id' => $this->alert->id,
            'message' => $this->alert->message,
            'severity' => $this->alert->severity,
            'ended' => $this->alert->ended_at !== null,
        ];
    }
}
