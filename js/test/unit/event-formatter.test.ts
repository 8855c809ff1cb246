import { expect, it } from 'vitest';
import { EventFormatter } from '../../src/echo/event-formatter.js';

it.each([
  ['App.Events', 'Users.UserCreated', 'App\\Events\\Users\\UserCreated'],
  ['App.Events', '.users.created', 'users.created'],
  ['App.Events', '\\App\\X', 'App\\X'],
  [false, 'Users.X', 'Users\\X'],
  ['', 'Users.X', 'Users\\X'],
  ['App.Events', '', 'App\\Events\\'],
] as const)('in the namespace %s, %s is %s on the wire', (namespace, event, wire) => {
  expect(new EventFormatter(namespace).format(event)).toBe(wire);
});

it('accepts a new namespace', () => {
  const formatter = new EventFormatter('A');
  formatter.setNamespace('B.C');
  expect(formatter.format('D')).toBe('B\\C\\D');
});
