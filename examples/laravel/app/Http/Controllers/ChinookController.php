<?php

namespace App\Http\Controllers;

use App\Events\Chinook\SystemAlert;
use App\Models\Alert;
use App\Models\Chinook\Customer;
use App\Support\Chinook\Shop;
use Illuminate\Http\Request;

/** For programs: sales and alerts from outside of the admin's pages. */
class ChinookController
{
    public function sell(Request $request, Shop $shop): array
    {
        $given = $request->validate([
            'customer_email' => 'email',
            'status' => 'in:paid,pending',
            'tracks' => 'integer|min:1|max:20',
        ]);
        $customer = isset($given['customer_email'])
            ? Customer::where('Email', $given['customer_email'])->firstOrFail()
            : null;

        return $shop->sell($customer, $given['status'] ?? 'paid', $given['tracks'] ?? null)->onlyPublic();
    }

    public function alert(Request $request): Alert
    {
        abort_unless($request->user()->hasRole('admin'), 403);
        $alert = Alert::create($request->validate([
            'message' => 'required|string|max:120',
            'severity' => 'required|in:info,warning,danger',
        ]));
        SystemAlert::dispatch($alert);

        return $alert;
    }
}
