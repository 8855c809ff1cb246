<?php

namespace App\Models\Chinook;

use Illuminate\Database\Eloquent\Model;

/** Chinook's names: the table `Album` has the key `AlbumId`, and no timestamps. */
abstract class ChinookModel extends Model
{
    public $timestamps = false;

    protected $guarded = [];

    public function getTable(): string
    {
        return class_basename($this);
    }

    public function getKeyName(): string
    {
        return class_basename($this).'Id';
    }
}
