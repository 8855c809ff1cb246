<?php

namespace App\Models\Chinook;

use App\Models\User;
use Illuminate\Database\Eloquent\Relations\HasOne;

class Employee extends ChinookModel
{
    /** The account of this employee, by the address. */
    public function user(): HasOne
    {
        return $this->hasOne(User::class, 'email', 'Email');
    }
}
