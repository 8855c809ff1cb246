<?php

namespace App\Http\Controllers;

use App\Models\User;
use Illuminate\Http\Request;
use Illuminate\Support\Facades\Hash;
use Illuminate\Validation\ValidationException;

class TokenController
{
    /**
     * Exchanges a name and a password for a bearer token, valid for an hour unless the caller asks
     * for less.
     */
    public function store(Request $request): array
    {
        $given = $request->validate([
            'email' => 'required|email',
            'password' => 'required|string',
            'expires_in' => 'integer|min:0|max:3600',
        ]);
        $user = User::firstWhere('email', $given['email']);
        if (! $user || ! Hash::check($given['password'], $user->password)) {
            throw ValidationException::withMessages(['email' => 'Wrong name or password.']);
        }
        $until = now()->addSeconds((int) ($given['expires_in'] ?? 3600));

        return ['token' => $user->createToken('office', ['*'], $until)->plainTextToken];
    }

    public function destroy(Request $request): array
    {
        $request->user()->currentAccessToken()->delete();

        return ['ended' => true];
    }
}
