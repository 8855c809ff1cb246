// The colour theme: light, dark, or the system's; remembered.
import { $ } from './dom.mjs';

const root = document.documentElement;
const system = matchMedia('(prefers-color-scheme: dark)');

export function startTheme() {
  const button = $('#theme');
  const show = () => {
    const dark = root.dataset.theme ? root.dataset.theme === 'dark' : system.matches;
    button.setAttribute('aria-pressed', String(dark));
    button.title = dark ? 'Switch to light' : 'Switch to dark';
  };
  button.addEventListener('click', () => {
    const dark = button.getAttribute('aria-pressed') === 'true';
    root.dataset.theme = dark ? 'light' : 'dark';
    localStorage.setItem('theme', root.dataset.theme);
    show();
  });
  system.addEventListener('change', show);
  root.dataset.theme = localStorage.getItem('theme') ?? '';
  show();
}
