<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width">
    <meta name="csrf-token" content="{{ csrf_token() }}">
    <title>{{ config('app.name') }}</title>
    <link rel="icon" href="data:,">
    <link rel="stylesheet" href="/office.css">
  </head>
  <body>
    @yield('content')
  </body>
</html>
