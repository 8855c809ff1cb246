<?php

namespace App\Models;

use Illuminate\Database\Eloquent\Model;

class Maintenance extends Model
{
    protected $guarded = [];

    protected $attributes = ['status' => 'scheduled'];

    protected $casts = ['starts_at' => 'datetime'];
}
