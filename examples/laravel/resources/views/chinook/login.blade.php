@extends('chinook.layout')
@section('title', 'Sign in')
@section('content')
  <main class="sign-in">
    <h1>Chinook admin</h1>
    <form method="post" action="/login">
      @csrf
      <label>E-mail
        <input name="email" type="email" value="{{ old('email', 'ada@example.com') }}" autocomplete="username" required
          @error('email') aria-invalid="true" aria-describedby="wrong" @enderror>
      </label>
      <label>Password
        <input name="password" type="password" autocomplete="current-password" required autofocus>
      </label>
      @error('email') <p class="wrong" id="wrong" role="alert">{{ $message }}</p> @enderror
      <button>Sign in</button>
    </form>
    <p class="soft">Ada and Cleo are administrators, Bob is not. Each has the password <code>password</code>.</p>
  </main>
@endsection
