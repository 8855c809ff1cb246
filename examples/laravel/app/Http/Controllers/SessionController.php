<?php

namespace App\Http\Controllers;

use Illuminate\Http\RedirectResponse;
use Illuminate\Http\Request;
use Illuminate\Support\Facades\Auth;

class SessionController
{
    public function store(Request $request): RedirectResponse
    {
        $given = $request->validate(['email' => 'required|email', 'password' => 'required|string']);
        if (! Auth::attempt($given)) {
            return back()->withErrors(['email' => 'Wrong name or password.']);
        }
        // From here on, the CSRF token is a new one.
        $request->session()->regenerate();

        return redirect()->intended('/');
    }

    public function destroy(Request $request): RedirectResponse
    {
        Auth::guard('web')->logout();
        $request->session()->invalidate();
        $request->session()->regenerateToken();

        return redirect('/login');
    }
}
