<?php

namespace App\Http\Controllers;

use Illuminate\Contracts\View\View;
use Illuminate\Http\RedirectResponse;
use Illuminate\Http\Request;
use Illuminate\Support\Facades\Auth;
use Inertia\Inertia;
use Inertia\Response;

class SessionController
{
    /** The form of the office, or that of the status page, which Inertia asks for. */
    public function create(Request $request): View|Response
    {
        return $request->header('X-Inertia') ? Inertia::render('SignIn') : view('login');
    }

    public function store(Request $request): RedirectResponse
    {
        $given = $request->validate(['email' => 'required|email', 'password' => 'required|string']);
        if (! Auth::attempt($given)) {
            return back()->withErrors(['email' => 'Wrong name or password.']);
        }
        // From here on, the CSRF token is a new one.
        $request->session()->regenerate();

        return redirect()->intended($request->header('X-Inertia') ? '/dashboard' : '/');
    }

    public function destroy(Request $request): RedirectResponse
    {
        Auth::guard('web')->logout();
        $request->session()->invalidate();
        $request->session()->regenerateToken();

        return redirect($request->is('chinook/*') ? '/chinook/login' : '/login');
    }
}
