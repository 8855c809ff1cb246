// Mounts composables in jsdom.
import { afterEach } from 'vitest';
import { type App, createApp, h } from 'vue';

const apps: App[] = [];

/** Runs `setup` in a component; returns its result and a function that unmounts. */
export function mount<T>(setup: () => T): { made: T; unmount: () => void } {
  let made!: T;
  const app = createApp({
    setup: () => {
      made = setup();
      return () => h('p');
    },
  });
  app.mount(document.createElement('div'));
  apps.push(app);
  return {
    made,
    unmount: () => {
      apps.splice(apps.indexOf(app), 1);
      app.unmount();
    },
  };
}

afterEach(() => apps.splice(0).forEach((app) => app.unmount()));
