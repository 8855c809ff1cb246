<?php

namespace App\Notifications;

use App\Models\Chinook\Invoice;
use Illuminate\Bus\Queueable;
use Illuminate\Contracts\Queue\ShouldQueue;
use Illuminate\Notifications\Notification;

/** For the employee who looks after the customer. Kept, so that a page which was away finds it. */
class CustomerBought extends Notification implements ShouldQueue
{
    use Queueable;

    public function __construct(public Invoice $invoice) {}

    public function via(object $notifiable): array
    {
        return ['database', 'broadcast'];
    }

    public function toArray(object $notifiable): array
    {
        $tracks = $this->invoice->lines()->sum('Quantity');

        return [
            'invoice_id' => $this->invoice->InvoiceId,
            'text' => "{$this->invoice->customer->name()} bought ".($tracks === 1 ? 'a track' : "$tracks tracks")." for \${$this->invoice->Total}",
        ];
    }
}
