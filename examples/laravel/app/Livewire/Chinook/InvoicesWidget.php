<?php

namespace App\Livewire\Chinook;

use App\Models\Activity;
use App\Models\Chinook\Invoice;
use App\Support\Chinook\Shop;
use Illuminate\Contracts\View\View;
use Livewire\Attributes\Locked;
use Livewire\Attributes\On;

/** The latest ten invoices. Nothing is polled. */
class InvoicesWidget extends AdminComponent
{
    /** The latest invoice that this page knows. */
    #[Locked]
    public int $latest;

    /** The latest one when the page was opened; newer ones light up. */
    #[Locked]
    public int $first;

    public function mount(): void
    {
        $this->first = $this->latest = (int) Invoice::max('InvoiceId');
    }

    // `broadcastAs()` sets these names, so with a dot.
    #[On('echo-private:admin.invoices,.InvoiceCreated')]
    #[On('echo-private:admin.invoices,.InvoiceUpdated')]
    public function invoiceChanged(): void {}

    #[On('catch-up')]
    public function catchUp(): void
    {
        $missed = Invoice::where('InvoiceId', '>', $this->latest)->count();
        if ($missed > 0) {
            $this->dispatch('missed', count: $missed);
        }
    }

    public function pay(int $id, Shop $shop): void
    {
        $shop->pay(Invoice::findOrFail($id));
        Activity::note(auth()->user(), "marked invoice $id as paid");
    }

    public function render(): View
    {
        $invoices = Invoice::with('customer')->latest('InvoiceId')->limit(10)->get();
        $this->latest = (int) $invoices->max('InvoiceId');

        return view('livewire.chinook.invoices-widget', ['invoices' => $invoices]);
    }
}
