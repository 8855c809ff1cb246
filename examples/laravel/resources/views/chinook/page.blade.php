@extends('chinook.layout')
@section('title', 'Sales')
@section('content')
  {{-- Outside of all components: Livewire leaves it alone, and scripts change it. --}}
  <header class="top">
    <h1>Chinook</h1>
    <form method="post" action="/chinook/logout">@csrf <button class="plain">Sign out {{ auth()->user()->name }}</button></form>
    <p class="link" id="link" role="status" data-link="connecting"><i aria-hidden="true"></i><span>Connecting</span></p>
  </header>
  <div class="messages">
    <p class="message" id="trouble" role="alert" hidden><span></span><button class="plain">Try again</button></p>
    <p class="message" id="wait" role="alert" hidden><span></span></p>
    <p class="message" id="missed" role="status" hidden><span></span><button class="plain">Dismiss</button></p>
    <section class="message refusals" id="refusals" role="alert" hidden>
      <h2>Refused</h2>
      <ul></ul>
    </section>
  </div>
  <main class="board">
    @if (auth()->user()->hasRole('admin'))
      <livewire:chinook.alerts-panel />
      <livewire:chinook.sales-widget />
      <livewire:chinook.invoices-widget />
      <div class="side">
        <livewire:chinook.notifications-panel />
        <livewire:chinook.best-sellers />
        <livewire:chinook.activity-panel />
      </div>
    @else
      <section class="panel closed" aria-label="Sales">
        <h2>Sales</h2>
        <p class="none">Sales, invoices and alerts are for administrators. You see the customers you look after.</p>
      </section>
      <livewire:chinook.notifications-panel />
    @endif
  </main>
  <script type="module" src="/assets/admin.js"></script>
@endsection
