<?php

namespace App\Models\Chinook;

use Illuminate\Database\Eloquent\Relations\BelongsTo;

class Customer extends ChinookModel
{
    /** The employee who looks after this customer. */
    public function supportRep(): BelongsTo
    {
        return $this->belongsTo(Employee::class, 'SupportRepId');
    }

    public function name(): string
    {
        return "$this->FirstName $this->LastName";
    }
}
