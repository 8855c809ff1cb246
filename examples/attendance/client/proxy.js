// Sends /api to Laravel. `rewrites` in next.config.js would fix Laravel's address in the build.
import { NextResponse } from 'next/server';

export const config = { matcher: '/api/:path*' };

export const proxy = ({ nextUrl: { pathname, search } }) =>
  NextResponse.rewrite(new URL(pathname + search, process.env.LARAVEL_URL));
