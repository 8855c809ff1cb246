<?php

namespace App\Models;

use App\Events\InvoiceCreated;
use App\Events\InvoiceUpdated;
use Illuminate\Database\Eloquent\Model;

/** Its events are made by the model itself. */
class Invoice extends Model
{
    protected $guarded = [];

    protected $dispatchesEvents = [
        'created' => InvoiceCreated::class,
        'updated' => InvoiceUpdated::class,
    ];
}
