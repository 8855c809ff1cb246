<?php

namespace App\Livewire\Chinook;

use App\Models\Chinook\InvoiceLine;
use Illuminate\Contracts\View\View;
use Livewire\Attributes\On;

/** The five tracks that were sold most in the last 24 hours. */
class BestSellers extends AdminComponent
{
    // The event has the name of its class, so without a dot.
    #[On('echo-private:admin.sales,Chinook.SaleCompleted')]
    public function saleCompleted(): void {}

    public function render(): View
    {
        $tracks = InvoiceLine::query()
            ->join('Invoice', 'Invoice.InvoiceId', 'InvoiceLine.InvoiceId')
            ->join('Track', 'Track.TrackId', 'InvoiceLine.TrackId')
            ->join('Album', 'Album.AlbumId', 'Track.AlbumId')
            ->join('Artist', 'Artist.ArtistId', 'Album.ArtistId')
            ->where('Invoice.Status', 'paid')
            ->where('InvoiceDate', '>=', now()->startOfHour()->subHours(23))
            ->groupBy('Track.TrackId', 'Track.Name', 'Artist.Name')
            ->selectRaw('Track.TrackId as id, Track.Name as name, Artist.Name as artist, sum(Quantity) as sold')
            ->orderByDesc('sold')
            ->orderBy('name')
            ->limit(5)
            ->get();

        return view('livewire.chinook.best-sellers', ['tracks' => $tracks]);
    }
}
