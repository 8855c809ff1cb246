<?php

namespace App\Events\Chinook;

use App\Models\Chinook\Invoice;
use Illuminate\Broadcasting\PrivateChannel;
use Illuminate\Contracts\Broadcasting\ShouldBroadcast;
use Illuminate\Contracts\Events\ShouldDispatchAfterCommit;
use Illuminate\Queue\SerializesModels;

/** An invoice was paid. Has the name of its class: listeners use `Chinook.SaleCompleted`. */
class SaleCompleted implements ShouldBroadcast, ShouldDispatchAfterCommit
{
    use SerializesModels;

    public function __construct(public Invoice $invoice) {}

    public function broadcastOn(): array
    {
        return [new PrivateChannel('admin.sales')];
    }

    public function broadcastWith(): array
    {
        return $this->invoice->onlyPublic();
    }
}
