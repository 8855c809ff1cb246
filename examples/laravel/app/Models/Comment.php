<?php

namespace App\Models;

use Illuminate\Database\Eloquent\BroadcastsEvents;
use Illuminate\Database\Eloquent\Model;
use Illuminate\Database\Eloquent\Relations\BelongsTo;

/** Broadcasts itself: CommentCreated and so on, on the private channel of its task. */
class Comment extends Model
{
    use BroadcastsEvents;

    protected $guarded = [];

    public function task(): BelongsTo
    {
        return $this->belongsTo(Task::class);
    }

    public function broadcastOn(string $event): array
    {
        return [$this->task];
    }

    public function broadcastWith(string $event): array
    {
        return ['id' => $this->id, 'task_id' => $this->task_id, 'text' => $this->text];
    }
}
