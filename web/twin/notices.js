// The page's messages: one box for each key, in the order they came, until dismissed or replaced.

import { el, patchKeyed } from './dom.js';

// An error of the calculator as a line.
export const describe = ({ code, path, message }) => [
  message,
  ' ',
  el('span', { class: 'where' }, [path, code].filter(Boolean).join(' · ')),
];

// Gives notice(key, lines): no lines take the box away.
export function createNotices(root) {
  const notices = new Map();

  function createBox([key]) {
    const text = el('div', { class: 'notice-text' });
    const dismiss = () => {
      notices.delete(key);
      draw();
    };
    const close = el('button', { type: 'button', class: 'quiet', onclick: dismiss }, 'Dismiss');
    const node = el('div', { class: 'notice' }, text, close);
    return { node, update: ([, lines]) => text.replaceChildren(...lines.map((line) => el('p', {}, line))) };
  }

  function draw() {
    patchKeyed(root, [...notices], ([key]) => key, createBox);
  }

  return function notice(key, lines) {
    if (lines.length === 0 && !notices.has(key)) return;
    if (lines.length === 0) notices.delete(key);
    else notices.set(key, lines);
    draw();
  };
}
