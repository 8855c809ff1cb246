<?php

namespace App\Models;

use App\Notifications\CustomerBought;
use Illuminate\Foundation\Auth\User as Authenticatable;
use Illuminate\Notifications\Notifiable;
use Illuminate\Notifications\Notification;
use Laravel\Sanctum\HasApiTokens;

class User extends Authenticatable
{
    use HasApiTokens, Notifiable;

    protected $guarded = [];

    protected $hidden = ['password', 'remember_token'];

    protected $casts = ['password' => 'hashed'];

    public function hasRole(string $role): bool
    {
        return $this->role === $role;
    }

    /** What other members of a presence channel can see. */
    public function onlyPublic(): array
    {
        return ['id' => $this->id, 'name' => $this->name];
    }

    /** The channel of broadcast notifications: Laravel's own, but that of Chinook's admin has a shorter name. */
    public function receivesBroadcastNotificationsOn(Notification $notification): string
    {
        return $notification instanceof CustomerBought ? "user.$this->id" : "App.Models.User.$this->id";
    }
}
