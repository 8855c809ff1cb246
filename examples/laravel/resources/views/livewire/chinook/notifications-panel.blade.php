<section class="panel notifications" aria-label="Notifications">
  <div class="title">
    <h2>For you @if ($count)<span class="chip" data-status="new">{{ $count }}<span class="hidden"> unread</span></span>@endif</h2>
    @if ($count)<button class="plain" wire:click="markAsRead">Mark as read</button>@endif
  </div>
  <div aria-live="polite">
    @if ($count === 0)
      <p class="none">Nothing new. You are told here when one of your customers buys.</p>
    @else
      <ul class="rows">
        @foreach ($notifications as $notification)
          <li wire:key="{{ $notification->id }}">
            <span>{{ $notification->data['text'] }}</span>
            <time class="soft" datetime="{{ $notification->created_at->toISOString() }}">{{ $notification->created_at->format('H:i') }}</time>
          </li>
        @endforeach
      </ul>
    @endif
  </div>
</section>
