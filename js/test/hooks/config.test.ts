// How hooks get their Echo: options, environment, instances.
import { afterEach, expect, test, vi } from 'vitest';
import Echo from '../../src/index.js';
import { options } from '../unit/echo-on-fake.js';
import { FakeSocket } from '../unit/fake-socket.js';

const { configureEcho, echo, echoIsConfigured } = await import('../../src/hooks/config.js');
const more = { WebSocket: FakeSocket, withoutInterceptors: true } as any;

afterEach(() => {
  vi.unstubAllEnvs();
  if (echoIsConfigured()) echo().disconnect();
});

test('114: echo() before configureEcho() throws, and echoIsConfigured() says why', () => {
  expect(echoIsConfigured()).toBe(false);
  expect(() => echo()).toThrow('Echo has not been configured. Please call `configureEcho()`.');
  configureEcho({ broadcaster: 'null' });
  expect(echoIsConfigured()).toBe(true);
  expect(echo()).toBe(echo());
});

test('114: reverb reads its address from the environment', () => {
  vi.stubEnv('VITE_REVERB_APP_KEY', 'env-key');
  vi.stubEnv('VITE_REVERB_HOST', 'env.test');
  vi.stubEnv('VITE_REVERB_PORT', '8080');
  configureEcho({ broadcaster: 'reverb', ...more });
  expect(echo().options).toMatchObject({
    ...{ broadcaster: 'reverb', key: 'env-key', wsHost: 'env.test', wsPort: '8080' },
    ...{ wssPort: '8080', forceTLS: true, enabledTransports: ['ws', 'wss'] },
  });
  vi.stubEnv('VITE_REVERB_SCHEME', 'http');
  configureEcho({ broadcaster: 'reverb', ...more });
  expect(echo().options).toMatchObject({ forceTLS: false });
});

test('114: pusher reads its key and cluster from the environment', () => {
  vi.stubEnv('VITE_PUSHER_APP_KEY', 'env-key');
  vi.stubEnv('VITE_PUSHER_APP_CLUSTER', 'eu');
  vi.stubEnv('VITE_PUSHER_HOST', 'env.test');
  vi.stubEnv('VITE_PUSHER_PORT', '6001');
  configureEcho({ broadcaster: 'pusher', ...more });
  expect(echo().options).toMatchObject({
    ...{ key: 'env-key', cluster: 'eu', wsHost: 'env.test', wsPort: '6001', wssPort: '6001' },
    ...{ forceTLS: true, enabledTransports: ['ws', 'wss'] },
  });
});

test('114: ably has its own address and needs no cluster', () => {
  vi.stubEnv('VITE_ABLY_PUBLIC_KEY', 'env-key');
  configureEcho({ broadcaster: 'ably', ...more });
  expect(echo().options).toMatchObject({
    ...{ key: 'env-key', wsHost: 'realtime-pusher.ably.io', wsPort: 443 },
  });
});

test('114: options override the environment, even with undefined', () => {
  vi.stubEnv('VITE_REVERB_HOST', 'env.test');
  vi.stubEnv('VITE_REVERB_PORT', '8080');
  configureEcho({ broadcaster: 'reverb', key: 'k', wsHost: 'own', wsPort: undefined, ...more });
  expect(echo().options).toMatchObject({ key: 'k', wsHost: 'own', wssPort: '8080' });
  expect((echo().options as any).wsPort).toBe(undefined);
});

test('an instance may be passed instead of options', () => {
  const mine = new Echo(options as any);
  configureEcho(mine);
  expect(echo()).toBe(mine);
});
