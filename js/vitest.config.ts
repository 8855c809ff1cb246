// Unit tests: in Node, against the real Wasm, with a WebSocket that the test scripts.
import { defineConfig } from 'vitest/config';

export default defineConfig({ test: { include: ['test/unit/**/*.test.ts'], pool: 'threads' } });
