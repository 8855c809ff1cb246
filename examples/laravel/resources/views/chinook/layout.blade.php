<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <meta name="csrf-token" content="{{ csrf_token() }}">
    <title>@yield('title') · Chinook</title>
    <link rel="icon" href="/assets/chinook.svg">
    <link rel="stylesheet" href="/assets/admin.css">
  </head>
  <body>
    @yield('content')
  </body>
</html>
