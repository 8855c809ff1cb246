<section class="panel activity" aria-label="Activity">
  <h2>Activity</h2>
  @if ($people === null)
    <p class="people none">Looking who is here …</p>
  @else
    <p class="people">
      <span class="soft">Here now:</span>
      @foreach ($people as $id => $name)
        <span class="chip person" data-status="here" wire:key="person-{{ $id }}">{{ $name }}</span>
      @endforeach
    </p>
  @endif
  @if ($activities->isEmpty())
    <p class="none">Nobody has done anything yet.</p>
  @else
    <ul class="rows">
      @foreach ($activities as $activity)
        <li wire:key="{{ $activity->id }}">
          <span><b>{{ $activity->user->name }}</b> {{ $activity->what }}</span>
          <time class="soft" datetime="{{ $activity->created_at->toISOString() }}">{{ $activity->created_at->format('H:i') }}</time>
        </li>
      @endforeach
    </ul>
  @endif
</section>
