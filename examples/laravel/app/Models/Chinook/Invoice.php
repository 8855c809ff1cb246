<?php

namespace App\Models\Chinook;

use App\Events\Chinook\InvoiceCreated;
use App\Events\Chinook\InvoiceUpdated;
use Illuminate\Database\Eloquent\Relations\BelongsTo;
use Illuminate\Database\Eloquent\Relations\HasMany;

/** The model dispatches its own events. */
class Invoice extends ChinookModel
{
    protected $casts = ['InvoiceDate' => 'datetime', 'Total' => 'decimal:2'];

    protected $dispatchesEvents = [
        'created' => InvoiceCreated::class,
        'updated' => InvoiceUpdated::class,
    ];

    public function customer(): BelongsTo
    {
        return $this->belongsTo(Customer::class, 'CustomerId');
    }

    public function lines(): HasMany
    {
        return $this->hasMany(InvoiceLine::class, 'InvoiceId');
    }

    /** What pages may know of an invoice: no address, nothing about the payment. */
    public function onlyPublic(): array
    {
        return [
            'id' => $this->InvoiceId,
            'customer_name' => $this->customer->name(),
            'total' => $this->Total,
            'status' => $this->Status,
            'at' => $this->InvoiceDate->toISOString(),
        ];
    }
}
