<?php

namespace App\Models;

use Illuminate\Database\Eloquent\Model;
use Illuminate\Database\Eloquent\Relations\BelongsTo;
use Illuminate\Support\Facades\DB;

/** A task with an assignee. Pages learn of changes through TaskUpdated. */
class Task extends Model
{
    protected $guarded = [];

    protected $attributes = ['status' => 'todo', 'revision' => 1];

    /** Two requests may change a task at once, so the database counts. */
    protected static function booted(): void
    {
        static::updating(fn (Task $task) => $task->revision = DB::raw('revision + 1'));
        static::updated(fn (Task $task) => $task->refresh());
    }

    public function user(): BelongsTo
    {
        return $this->belongsTo(User::class);
    }
}
