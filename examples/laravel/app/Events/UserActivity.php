<?php

namespace App\Events;

use App\Models\User;
use Illuminate\Broadcasting\InteractsWithSockets;
use Illuminate\Broadcasting\PresenceChannel;
use Illuminate\Broadcasting\PrivateChannel;
use Illuminate\Contracts\Broadcasting\ShouldBroadcast;
use Illuminate\Foundation\Events\Dispatchable;
use Illuminate\Queue\SerializesModels;

/** Sent to the administrators and to everyone in the office. */
class UserActivity implements ShouldBroadcast
{
    use Dispatchable, InteractsWithSockets, SerializesModels;

    public function __construct(public User $user, public string $what) {}

    public function broadcastOn(): array
    {
        return [new PrivateChannel('admin.users'), new PresenceChannel('office')];
    }

    public function broadcastWith(): array
    {
        return ['user' => $this->user->onlyPublic(), 'what' => $this->what];
    }
}
