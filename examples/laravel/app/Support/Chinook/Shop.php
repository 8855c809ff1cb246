<?php

namespace App\Support\Chinook;

use App\Events\Chinook\SaleCompleted;
use App\Models\Chinook\Customer;
use App\Models\Chinook\Invoice;
use App\Models\Chinook\Track;
use App\Notifications\CustomerBought;
use Illuminate\Support\Facades\DB;

/** Sells tracks: an invoice with its lines, and what it causes. */
class Shop
{
    public function sell(?Customer $customer = null, string $status = 'paid', ?int $tracks = null): Invoice
    {
        $customer ??= Customer::inRandomOrder()->firstOrFail();
        $bought = Track::inRandomOrder()->limit($tracks ?? random_int(1, 6))->get();
        // The events and the notification wait for the commit.
        $invoice = DB::transaction(function () use ($customer, $bought, $status): Invoice {
            $invoice = Invoice::create([
                'CustomerId' => $customer->CustomerId,
                'InvoiceDate' => now(),
                'BillingCity' => $customer->City,
                'BillingCountry' => $customer->Country,
                'Total' => $bought->sum('UnitPrice'),
                'Status' => $status,
            ]);
            $invoice->lines()->createMany($bought->map(
                fn (Track $track) => ['TrackId' => $track->TrackId, 'UnitPrice' => $track->UnitPrice, 'Quantity' => 1],
            ));

            return $invoice;
        });
        $customer->supportRep?->user?->notify(new CustomerBought($invoice));
        if ($status === 'paid') {
            event(new SaleCompleted($invoice));
        }

        return $invoice;
    }

    public function pay(Invoice $invoice): void
    {
        if ($invoice->Status === 'paid') {
            return;
        }
        $invoice->update(['Status' => 'paid']);
        event(new SaleCompleted($invoice));
    }
}
