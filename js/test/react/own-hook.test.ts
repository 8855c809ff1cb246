// @vitest-environment jsdom
// A custom hook of an app: it keeps the channel in a ref and leaves it with `channel.unsubscribe()`.
import { useEffect, useRef } from 'react';
import { afterEach, expect, test } from 'vitest';
import { acknowledge, connect, makeEcho } from '../unit/echo-on-fake.js';
import { until } from '../unit/fake-socket.js';
import { mount } from './stage.js';

interface Config {
  organizationId: number;
  onServiceUpdate?: (data: any) => void;
}

function useRealtime(config: Config): { channel: any } {
  const channelRef = useRef<any>(null);
  useEffect(() => {
    if (!config.organizationId) return;
    channelRef.current = (window as any).Echo.channel(`organization.${config.organizationId}`);
    channelRef.current.listen('.service.status.changed', (e: any) => config.onServiceUpdate?.(e));
    return () => {
      if (channelRef.current) channelRef.current.unsubscribe();
    };
  }, [config.organizationId]);
  return { channel: channelRef.current };
}

afterEach(() => void delete (window as any).Echo);

test('76: a hook that unsubscribes in its cleanup receives events again after StrictMode and after another mount', async () => {
  const echo = ((window as any).Echo = makeEcho());
  const heard: unknown[] = [];
  const component = (config: Config) => void useRealtime(config);
  const props = { organizationId: 7, onServiceUpdate: (e: unknown) => heard.push(e) };
  const first = await mount(component, props, { strict: true });
  const socket = await connect(echo);
  await acknowledge(socket, 'organization.7');
  socket.event('service.status.changed', 'organization.7', { n: 1 });
  await first.unmount();
  await until(() => socket.asked('pusher:unsubscribe').length === 1);
  await mount(component, props, { strict: true });
  await until(() => socket.asked().length > socket.asked('pusher:unsubscribe').length);
  await acknowledge(socket, 'organization.7');
  socket.event('service.status.changed', 'organization.7', { n: 2 });
  expect(heard).toEqual([{ n: 1 }, { n: 2 }]);
});
