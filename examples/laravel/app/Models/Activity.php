<?php

namespace App\Models;

use App\Events\UserActivity;
use Illuminate\Database\Eloquent\Model;
use Illuminate\Database\Eloquent\Relations\BelongsTo;

/** What a user did. */
class Activity extends Model
{
    protected $guarded = [];

    public function user(): BelongsTo
    {
        return $this->belongsTo(User::class);
    }

    /** Keeps it, and tells it to those who are watching. */
    public static function note(User $user, string $what): void
    {
        self::create(['user_id' => $user->id, 'what' => $what]);
        event(new UserActivity($user, $what));
    }
}
