// What stands in the place of the answer where the page cannot work at all.

import { el } from './dom.js';

const byId = (id) => document.getElementById(id);

export function showFailure({ code, path, message }) {
  byId('main').className = 'failed';
  byId('verdict-title').textContent = 'This did not start';
  byId('verdict-body').replaceChildren(
    el('p', { class: 'headline' }, message),
    el('p', { class: 'detail where' }, [path, code].filter(Boolean).join(' · ')),
    el('p', {}, el('button', { type: 'button', onclick: () => location.reload() }, 'Try again')),
  );
  byId('verdict-body').setAttribute('role', 'alert');
  document.documentElement.dataset.ready = 'failed';
}
