@extends('layout')
@section('content')
  <main class="narrow">
    <h1>{{ config('app.name') }}</h1>
    <form method="post" action="/login">
      @csrf
      @error('email') <p role="alert">{{ $message }}</p> @enderror
      <label>E-mail <input name="email" type="email" value="{{ old('email') }}" required autofocus></label>
      <label>Password <input name="password" type="password" required></label>
      <button>Sign in</button>
    </form>
  </main>
@endsection
