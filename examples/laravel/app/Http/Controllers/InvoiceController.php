<?php

namespace App\Http\Controllers;

use App\Events\SaleCompleted;
use App\Models\Invoice;
use Illuminate\Http\Request;

class InvoiceController
{
    public function store(Request $request): Invoice
    {
        return Invoice::create($request->validate([
            'customer_name' => 'required|string|max:200',
            'total' => 'required|numeric',
        ]) + ['status' => 'pending']);
    }

    public function update(Request $request, Invoice $invoice): Invoice
    {
        $invoice->update($request->validate(['status' => 'required|in:pending,paid,failed']));
        if ($invoice->wasChanged('status') && $invoice->status === 'paid') {
            event(new SaleCompleted($invoice));
        }

        return $invoice;
    }
}
