<?php

namespace App\Http\Controllers;

use App\Events\PayslipReady;
use App\Events\UserActivity;
use App\Models\User;
use Illuminate\Http\Request;

class UserController
{
    public function show(Request $request): User
    {
        return $request->user();
    }

    public function activity(Request $request, User $user): array
    {
        event(new UserActivity($user, $request->validate(['what' => 'required|string|max:200'])['what']));

        return ['told' => true];
    }

    public function payslip(Request $request, User $user): array
    {
        event(new PayslipReady($user, $request->validate(['amount' => 'required|integer'])['amount']));

        return ['told' => true];
    }
}
