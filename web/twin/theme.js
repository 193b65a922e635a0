// Light or dark: the reader's choice, else the address's, else the system's.

import { remember, remembered } from './store.js';

export function startTheme({ button, asked, embed }) {
  const root = document.documentElement;
  const system = matchMedia('(prefers-color-scheme: dark)');
  const known = (theme) => (theme === 'dark' || theme === 'light' ? theme : null);
  const apply = (theme) => {
    if (theme) root.dataset.theme = theme;
    const next = (theme ?? (system.matches ? 'dark' : 'light')) === 'dark' ? 'light' : 'dark';
    button.setAttribute('aria-label', `Switch to the ${next} theme`);
    button.title = `Switch to the ${next} theme`;
    return next;
  };
  let next = apply(known(asked) ?? (embed ? null : known(remembered('theme'))));
  system.addEventListener('change', () => {
    next = apply(root.dataset.theme ?? null);
  });
  button.addEventListener('click', () => {
    remember('theme', next);
    next = apply(next);
  });
}
