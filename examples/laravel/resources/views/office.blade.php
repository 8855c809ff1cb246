@extends('layout')
@section('content')
  @php
    $connection = config('broadcasting.connections.reverb');
    $page = [
        'user' => auth()->user()->onlyPublic(),
        'key' => $connection['key'],
        'host' => $connection['options']['host'],
        'port' => (int) $connection['options']['port'],
        'tls' => $connection['options']['useTLS'],
    ];
  @endphp
  <header>
    <h1>{{ config('app.name') }}</h1>
    <p><span id="status">connecting</span> · in the office: <span id="people"></span></p>
    <form method="post" action="/logout">@csrf <button>Sign out {{ auth()->user()->name }}</button></form>
  </header>
  <main>
    <section><h2>Tasks</h2><ul id="tasks"></ul></section>
    <section><h2>Services</h2><ul id="services"></ul></section>
    <section><h2>Attendance</h2><ul id="attendances"></ul></section>
    <section><h2>What happened</h2><ol id="news" aria-live="polite"></ol></section>
  </main>
  <script type="application/json" id="page">@json($page)</script>
  <script type="module" src="/dist/app.js"></script>
@endsection
