// An exercise of the lesson: the question, the guess, the answer once it is shown, and the settings to try.

import { el, patchWhole } from './dom.js';
import { percent } from './format.js';

function setting(app, exercise) {
  return exercise.settings.map(({ preset, label, on }) => {
    const input = el('input', {
      type: 'radio',
      name: 'exercise-setting',
      value: preset,
      checked: on,
      onchange: () => app.choosePreset(preset),
    });
    return el('label', { class: 'chip' }, input, el('span', {}, label));
  });
}

function build(app, exercise) {
  if (!exercise.revealed)
    return [
      el(
        'p',
        { class: 'detail' },
        'Move the marker on the plot to where you expect it, now at ',
        el('em', {}, percent(exercise.guess)),
        '.',
      ),
      el(
        'button',
        {
          type: 'button',
          class: 'primary',
          'data-path': 'view.revealed',
          onclick: () => app.setAndReport('view.revealed', true),
        },
        'Show the answer',
      ),
    ];
  return [
    exercise.predict ? null : el('p', {}, exercise.question),
    exercise.said.length === 0
      ? null
      : el(
          'p',
          { class: 'said', tabindex: -1 },
          exercise.said.map(({ text, accent }) => (accent ? el('em', {}, text) : text)),
        ),
    el(
      'fieldset',
      { class: 'chips' },
      el('legend', { class: 'hidden' }, 'Settings of the exercise'),
      setting(app, exercise),
    ),
    exercise.note ? el('p', { class: 'detail' }, exercise.note) : null,
    exercise.why.length === 0
      ? null
      : el(
          'div',
          { class: 'why' },
          el('p', { class: 'why-title' }, 'Why 30 % was believed'),
          el(
            'ul',
            {},
            exercise.why.map((sentence) => el('li', {}, sentence)),
          ),
        ),
  ].filter(Boolean);
}

export function createExercise(card, body, breakCard, app) {
  return {
    update(model) {
      const exercise = model.exercise;
      card.hidden = !exercise;
      breakCard.hidden = Boolean(exercise && !exercise.revealed);
      const focused = card.contains(document.activeElement) ? document.activeElement : null;
      patchWhole(body, exercise, () => (exercise ? build(app, exercise) : []));
      if (!focused || card.contains(document.activeElement)) return;
      // Drawn anew: who moves through the settings by keys stays where he was, who asked for the answer is at it.
      const setting = focused.value && card.querySelector(`input[value="${CSS.escape(focused.value)}"]`);
      (setting || card.querySelector('.said'))?.focus();
    },
  };
}
