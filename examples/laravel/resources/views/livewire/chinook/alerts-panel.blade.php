<section class="panel alerts" aria-label="System alerts">
  <ul aria-live="assertive">
    @foreach ($alerts as $alert)
      <li class="alert" data-severity="{{ $alert->severity }}" wire:key="{{ $alert->id }}">
        <span><b>{{ ucfirst($alert->severity) }}:</b> {{ $alert->message }}</span>
        <button class="plain" wire:click="end({{ $alert->id }})">End<span class="hidden"> the alert: {{ $alert->message }}</span></button>
      </li>
    @endforeach
  </ul>
  <details wire:ignore.self>
    <summary>{{ $alerts->isEmpty() ? 'No alerts. Raise one' : 'Raise another alert' }}</summary>
    <form wire:submit="raise">
      <label>What is wrong
        <input wire:model="message" @error('message') aria-invalid="true" aria-describedby="wrong-message" @enderror>
        @error('message') <span class="wrong" id="wrong-message">{{ $message }}</span> @enderror
      </label>
      <label>How bad
        <select wire:model="severity">
          <option value="info">info</option>
          <option value="warning">warning</option>
          <option value="danger">danger</option>
        </select>
      </label>
      <button wire:loading.attr="disabled" wire:target="raise">Raise</button>
    </form>
  </details>
</section>
