<?php

namespace App\Events\Chinook;

use App\Models\Chinook\Invoice;
use Illuminate\Broadcasting\PrivateChannel;
use Illuminate\Contracts\Broadcasting\ShouldBroadcast;
use Illuminate\Contracts\Events\ShouldDispatchAfterCommit;
use Illuminate\Queue\SerializesModels;

/** Listeners use `.InvoiceUpdated`, with the dot. */
class InvoiceUpdated implements ShouldBroadcast, ShouldDispatchAfterCommit
{
    use SerializesModels;

    public function __construct(public Invoice $invoice) {}

    public function broadcastOn(): array
    {
        return [new PrivateChannel('admin.invoices')];
    }

    public function broadcastAs(): string
    {
        return 'InvoiceUpdated';
    }

    public function broadcastWith(): array
    {
        return $this->invoice->onlyPublic();
    }
}
