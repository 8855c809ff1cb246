<?php

namespace App\Events;

use App\Models\User;
use Illuminate\Broadcasting\EncryptedPrivateChannel;
use Illuminate\Broadcasting\InteractsWithSockets;
use Illuminate\Contracts\Broadcasting\ShouldBroadcast;
use Illuminate\Foundation\Events\Dispatchable;
use Illuminate\Queue\SerializesModels;

/** Encrypted: the server that relays it cannot read it. */
class PayslipReady implements ShouldBroadcast
{
    use Dispatchable, InteractsWithSockets, SerializesModels;

    public function __construct(public User $user, public int $amount) {}

    public function broadcastOn(): array
    {
        return [new EncryptedPrivateChannel("payroll.{$this->user->id}")];
    }

    public function broadcastAs(): string
    {
        return 'payslip.ready';
    }

    public function broadcastWith(): array
    {
        return ['amount' => $this->amount];
    }
}
