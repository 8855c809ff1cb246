<section class="panel invoices" aria-label="Invoices">
  <div class="title">
    <h2>Invoices <span class="soft">latest ten</span></h2>
    <span class="soft busy" wire:loading.delay>Refreshing …</span>
  </div>
  @if ($invoices->isEmpty())
    <p class="none">There are no invoices yet.</p>
  @else
    <table>
      <thead>
        <tr><th scope="col">No.</th><th scope="col">Customer</th><th scope="col" class="number">Total</th><th scope="col">Status</th></tr>
      </thead>
      <tbody>
        @foreach ($invoices as $invoice)
          <tr wire:key="{{ $invoice->InvoiceId }}" data-id="{{ $invoice->InvoiceId }}" data-status="{{ $invoice->Status }}"
            @class(['new' => $invoice->InvoiceId > $first])>
            <td>{{ $invoice->InvoiceId }}</td>
            <td>
              {{ $invoice->customer->name() }}
              <time class="soft" datetime="{{ $invoice->InvoiceDate->toISOString() }}">{{ $invoice->InvoiceDate->format('H:i') }}<span class="zone"> UTC</span>, {{ $invoice->BillingCity }}</time>
            </td>
            <td class="number">${{ number_format((float) $invoice->Total, 2) }}</td>
            <td>
              @if ($invoice->Status === 'pending')
                <button class="plain" wire:click="pay({{ $invoice->InvoiceId }})">Mark paid<span class="hidden">: invoice {{ $invoice->InvoiceId }}</span></button>
              @else
                <span class="chip" data-status="{{ $invoice->Status }}">{{ $invoice->Status }}</span>
              @endif
            </td>
          </tr>
        @endforeach
      </tbody>
    </table>
  @endif
</section>
