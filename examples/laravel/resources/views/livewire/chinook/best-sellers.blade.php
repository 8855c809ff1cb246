<section class="panel" aria-label="Best sellers">
  <h2>Best sellers</h2>
  @if ($tracks->isEmpty())
    <p class="none">No track was sold in the last 24 hours.</p>
  @else
    <ol class="rows">
      @foreach ($tracks as $track)
        <li wire:key="{{ $track->id }}">
          <span>{{ $track->name }} <span class="soft">{{ $track->artist }}</span></span>
          <span class="number">{{ $track->sold }}<span class="hidden"> sold</span></span>
        </li>
      @endforeach
    </ol>
  @endif
</section>
