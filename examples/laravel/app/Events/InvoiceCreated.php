<?php

namespace App\Events;

use App\Models\Invoice;
use Illuminate\Broadcasting\InteractsWithSockets;
use Illuminate\Broadcasting\PrivateChannel;
use Illuminate\Contracts\Broadcasting\ShouldBroadcast;
use Illuminate\Foundation\Events\Dispatchable;
use Illuminate\Queue\SerializesModels;

/** Sets its own name: listeners use `.InvoiceCreated`, with the dot. */
class InvoiceCreated implements ShouldBroadcast
{
    use Dispatchable, InteractsWithSockets, SerializesModels;

    public function __construct(public Invoice $invoice) {}

    public function broadcastOn(): array
    {
        return [new PrivateChannel('admin.invoices'), new PrivateChannel('admin.sales')];
    }

    public function broadcastAs(): string
    {
        return 'InvoiceCreated';
    }

    public function broadcastWith(): array
    {
        return [
            'id' => $this->invoice->id,
            'customer_name' => $this->invoice->customer_name,
            'total' => number_format($this->invoice->total, 2, '.', ''),
            'status' => $this->invoice->status,
        ];
    }
}
