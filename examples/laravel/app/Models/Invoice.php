<?php

namespace App\Models;

use App\Events\InvoiceCreated;
use App\Events\InvoiceUpdated;
use Illuminate\Database\Eloquent\Model;

/** The model dispatches its own events. */
class Invoice extends Model
{
    protected $guarded = [];

    protected $dispatchesEvents = [
        'created' => InvoiceCreated::class,
        'updated' => InvoiceUpdated::class,
    ];
}
