// Light or dark: the address's, else the reader's choice, else the system's.

import { remember, remembered } from './store.js';

const known = (theme) => (theme === 'dark' || theme === 'light' ? theme : null);

// What is wrong with the theme that the address asks for; null where nothing is.
export function themeProblem(asked) {
  if (asked === null || known(asked)) return null;
  const used = document.documentElement.dataset.theme;
  const instead = used ? `your ${used} theme is used` : 'the colours follow your system';
  return { code: 'unknown-value', path: 'theme', message: `"${asked.slice(0, 60)}" is neither light nor dark; ${instead}.` };
}

export function startTheme({ button, asked, embed }) {
  const root = document.documentElement;
  const system = matchMedia('(prefers-color-scheme: dark)');
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
