<?php

namespace App\Livewire\Chinook;

use App\Models\Activity;
use App\Models\Chinook\Invoice;
use App\Support\Chinook\Shop;
use Illuminate\Contracts\View\View;
use Illuminate\Support\Carbon;
use Illuminate\Support\Collection;
use Illuminate\Support\Facades\RateLimiter;
use Livewire\Attributes\On;
use Symfony\Component\HttpKernel\Exception\TooManyRequestsHttpException;

/** What was sold in the last 24 hours, as figures and as a chart. */
class SalesWidget extends AdminComponent
{
    private const SALES_A_MINUTE = 10;

    // Not `SaleCompleted`, because the figures also tell what is not paid yet.
    #[On('echo-private:admin.invoices,.InvoiceCreated')]
    #[On('echo-private:admin.invoices,.InvoiceUpdated')]
    public function invoiceChanged(): void {}

    public function sell(Shop $shop): void
    {
        $limiter = 'chinook-sales:'.auth()->id();
        if (RateLimiter::tooManyAttempts($limiter, self::SALES_A_MINUTE)) {
            throw new TooManyRequestsHttpException(RateLimiter::availableIn($limiter));
        }
        RateLimiter::hit($limiter);
        // One of four is sold on account.
        $invoice = $shop->sell(status: random_int(1, 4) === 1 ? 'pending' : 'paid');
        Activity::note(auth()->user(), "sold invoice $invoice->InvoiceId");
    }

    public function render(): View
    {
        // 24 whole hours, of which the last has just begun.
        $from = now()->startOfHour()->subHours(23);
        $invoices = Invoice::where('InvoiceDate', '>=', $from)->get(['InvoiceDate', 'Total', 'Status']);
        $paid = $invoices->where('Status', 'paid');

        return view('livewire.chinook.sales-widget', [
            'total' => $paid->sum('Total'),
            'count' => $invoices->count(),
            'pending' => $invoices->where('Status', 'pending')->sum('Total'),
            'hours' => $this->byHour($paid, $from),
        ]);
    }

    /** One sum for each hour. */
    private function byHour(Collection $paid, Carbon $from): Collection
    {
        $sums = $paid->groupBy(fn (Invoice $one) => $one->InvoiceDate->format('Y-m-d H'));

        return collect(range(0, 23))
            ->map(fn (int $hour) => $from->copy()->addHours($hour))
            ->map(fn (Carbon $hour) => [
                'at' => $hour->format('H:i'),
                'sum' => (float) $sums->get($hour->format('Y-m-d H'), collect())->sum('Total'),
            ]);
    }
}
