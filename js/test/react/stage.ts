// Mounts components in jsdom.
import { act as reactAct, createElement, type FunctionComponent, StrictMode } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach } from 'vitest';

/** Like React's `act`, but the page may also change between two calls. */
export async function act(change: () => Promise<void>): Promise<void> {
  const world = globalThis as any;
  world.IS_REACT_ACT_ENVIRONMENT = true;
  await reactAct(change);
  world.IS_REACT_ACT_ENVIRONMENT = false;
}
const roots: Root[] = [];

export interface Mounted<TProps> {
  update(props: TProps): Promise<void>;
  unmount(): Promise<void>;
}

/** Mounts `component`, whose return value is not rendered. */
export async function mount<TProps extends object>(
  component: (props: TProps) => unknown,
  props: TProps,
  { strict = false } = {},
): Promise<Mounted<TProps>> {
  const Component: FunctionComponent<TProps> = (given) => {
    component(given);
    return null;
  };
  const root = createRoot(document.createElement('div'));
  roots.push(root);
  const element = (given: TProps) => {
    const one = createElement(Component as FunctionComponent<any>, given);
    return strict ? createElement(StrictMode, null, one) : one;
  };
  const update = (given: TProps) => act(async () => root.render(element(given)));
  await update(props);
  return { update, unmount: () => act(async () => root.unmount()) };
}

afterEach(() => act(async () => roots.splice(0).forEach((root) => root.unmount())));
