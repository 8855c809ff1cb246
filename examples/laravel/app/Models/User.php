<?php

namespace App\Models;

use Illuminate\Foundation\Auth\User as Authenticatable;
use Illuminate\Notifications\Notifiable;
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
}
