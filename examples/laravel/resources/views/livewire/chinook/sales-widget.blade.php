<section class="panel sales" aria-label="Sales">
  <div class="title">
    <h2>Sales <span class="soft">of the last 24 hours, UTC</span></h2>
    <button wire:click="sell" wire:loading.attr="disabled" wire:target="sell">
      <span wire:loading.remove wire:target="sell">Make a sale</span>
      <span wire:loading wire:target="sell">Selling …</span>
    </button>
  </div>
  <dl class="figures">
    <div><dt>Sold</dt><dd class="big" id="total">${{ number_format($total, 2) }}</dd></div>
    <div><dt>Invoices</dt><dd id="count">{{ $count }}</dd></div>
    <div><dt>Not paid yet</dt><dd id="pending">${{ number_format($pending, 2) }}</dd></div>
  </dl>
  @php
    $top = max(5, (int) ceil($hours->max('sum') / 5) * 5);
    $best = $hours->sortByDesc('sum')->first();
  @endphp
  @if ($count === 0)
    <p class="none">Nothing was sold in the last 24 hours.</p>
  @else
    <figure class="chart">
      <p class="scale" aria-hidden="true"><span>${{ $top }}</span><span>${{ $top / 2 }}</span><span>$0</span></p>
      <svg viewBox="0 0 240 100" preserveAspectRatio="none" role="img"
        aria-label="Sales by hour. The best hour began at {{ $best['at'] }} UTC, with ${{ number_format($best['sum'], 2) }}; this hour has ${{ number_format($hours->last()['sum'], 2) }}.">
        @foreach ([0, 50, 100] as $y)
          <line x1="0" x2="240" y1="{{ $y }}" y2="{{ $y }}" />
        @endforeach
        @foreach ($hours as $index => $hour)
          @php $height = round(100 * $hour['sum'] / $top, 2) @endphp
          <rect wire:key="{{ $hour['at'] }}" x="{{ 10 * $index + 1.5 }}" width="7" y="{{ 100 - $height }}" height="{{ $height }}"
            @class(['now' => $loop->last])><title>{{ $hour['at'] }}: ${{ number_format($hour['sum'], 2) }}</title></rect>
        @endforeach
      </svg>
      <figcaption aria-hidden="true">
        @foreach ($hours as $index => $hour)
          @if ($index % 6 === 5)<span>{{ $hour['at'] }}</span>@endif
        @endforeach
      </figcaption>
    </figure>
  @endif
</section>
