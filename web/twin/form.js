// The inputs: one control for each row of the field table, in a fieldset for each group.
// Holds only text that is being typed or was refused; every other value comes from the state.

import { el, setText, setAttributes, patchKeyed, patchSelect } from './dom.js';
import { inputText, parseNumber, plain } from './format.js';
import { createDate } from './date_control.js';
import { createLengths } from './lengths.js';
import { createRatio } from './ratio.js';
import { createWeights } from './weights.js';

const legends = {
  catalog: 'Prices',
  workload: 'Your workload',
  load: 'Load over the day',
  requirements: 'Requirements',
  more: 'More inputs',
};
const noLegend = ['catalog', 'more'];

const sliderSteps = 400;

const tail = (path) => path.split('.').pop();

// The value at a field's path in {request, view}; a bare workload path means workload 0.
export function valueAt(state, path) {
  const walk = (node, keys) =>
    keys.reduce((value, key) => (value === null || value === undefined ? undefined : value[key]), node);
  const keys = path.split('.');
  if (keys[0] === 'view') return walk(state.view, keys.slice(1));
  const value = walk(state.request, keys);
  return value === undefined ? walk(state.request.workloads[0], keys) : value;
}

const samePath = (a, b) => a.replace(/^workloads\.0\./, '') === b.replace(/^workloads\.0\./, '');

export function createForm(root, app) {
  const controls = new Map();
  const fieldsets = new Map();
  // What few need, folded; a frame folds all but the workload.
  const more = el('details', { class: 'more-inputs', hidden: true }, el('summary', {}, legends.more));
  const isFolded = (group) => group === 'more' || (app.embed && group !== 'workload');
  root.replaceChildren();
  root.addEventListener('submit', (event) => event.preventDefault());
  const note = el('p', { class: 'preset-note', hidden: true });
  root.append(note, more);

  function fieldsetOf(group) {
    if (!fieldsets.has(group)) {
      const legend = legends[group] ?? group;
      const node = el(
        'fieldset',
        { class: `group ${group}` },
        el('legend', { class: noLegend.includes(group) ? 'hidden' : null }, legend),
      );
      fieldsets.set(group, node);
      if (isFolded(group)) more.append(node);
      else more.before(node);
    }
    return fieldsets.get(group);
  }

  // Sends one value; a refusal is shown beside the control that it came from.
  function send(control, value) {
    const error = app.set(control.field.path, value);
    control.refuse(error ? error.message : null, error);
    return !error;
  }

  function frame(field, { group = false } = {}) {
    const id = `f-${field.id.replace(/[^a-z0-9]+/gi, '-')}`;
    const error = el('p', { class: 'field-error', id: `${id}-error`, hidden: true });
    const said = field.label.toLowerCase().includes((field.unit ?? '').toLowerCase());
    const unit = field.unit && field.kind === 'number' && !said ? field.unit : null;
    const label = group
      ? el('span', { class: 'label', id: `${id}-label` }, field.label)
      : el(
          'label',
          { class: 'label', for: id },
          field.label,
          unit ? el('span', { class: 'hidden' }, `, ${unit}`) : null,
        );
    const node = el('div', {
      class: `field kind-${field.kind}`,
      'data-path': field.path,
      title: field.help || null,
    });
    const control = {
      field,
      id,
      node,
      label,
      error,
      refused: false,
      target: null,
      refuse(message) {
        control.refused = message !== null;
        setText(error, message ?? '');
        error.hidden = message === null;
        if (control.target) {
          setAttributes(control.target, {
            'aria-invalid': message === null ? null : 'true',
            'aria-describedby': message === null ? null : error.id,
          });
        }
      },
    };
    return { control, unit };
  }

  function createNumber(field) {
    const { control, unit } = frame(field);
    const share = field.kind === 'share';
    const nullable = field.default === null;
    const show = (value) =>
      value === null ? '' : inputText(share ? Number((value * 100).toPrecision(12)) : value);
    const input = el('input', {
      type: 'text',
      inputmode: 'decimal',
      id: control.id,
      placeholder: ' ',
      spellcheck: 'false',
      name: field.path,
    });
    const range = field.slider ? [field.slider.from, field.slider.to] : null;
    const slider =
      range && !share
        ? el('input', {
            type: 'range',
            min: 0,
            max: sliderSteps,
            step: 1,
            class: 'slider',
            'aria-label': `${field.label}, slider`,
          })
        : null;
    control.target = input;
    const box = el(
      'span',
      { class: 'box' },
      input,
      el('span', { class: 'unit', 'aria-hidden': 'true' }, share ? '%' : unit),
    );
    control.box = box;
    control.node.append(control.label, box, ...(slider ? [slider] : []), control.error);

    function bounds() {
      if (share) return 'a share from 0 to 100 %';
      if (field.min === null && field.max === null) return 'a number';
      if (field.max === null) return `a number of at least ${plain(field.min)}`;
      return `a number from ${plain(field.min)} to ${plain(field.max)}`;
    }
    input.addEventListener('input', () => {
      const text = input.value.trim();
      if (text === '') {
        if (!nullable || !send(control, null)) control.refuse(`Needs ${bounds()}.`);
        return;
      }
      const value = parseNumber(text);
      if (Number.isNaN(value))
        control.refuse(`“${text.slice(0, 24)}” is not a number; it needs ${bounds()}.`);
      else send(control, share ? Number((value / 100).toPrecision(15)) : value);
    });
    let last; // the value that the input showed last, not counting what is being typed
    // The page may lag behind the canvas; and grouping commas would be in the way of editing.
    input.addEventListener('focus', () => {
      const value = app.value(field.path);
      if (value !== last && !control.refused) {
        last = value;
        input.value = show(value);
      }
      if (control.refused || value === null || input.value !== show(value)) return;
      const plainPlace = (at) => input.value.slice(0, at).replaceAll(',', '').length;
      const selected = [plainPlace(input.selectionStart), plainPlace(input.selectionEnd)];
      input.value = show(value).replaceAll(',', '');
      input.setSelectionRange(...selected);
    });
    input.addEventListener('blur', () => {
      if (!control.refused) input.value = show(app.value(field.path));
    });
    const toSlider = (value) => {
      const [low, high] = range.map(Math.log);
      if (!(value > 0)) return 0;
      return Math.round(sliderSteps * Math.min(1, Math.max(0, (Math.log(value) - low) / (high - low))));
    };
    if (slider) {
      // A swipe that begins here and turns out to scroll the page changes nothing.
      let before = null;
      slider.addEventListener('pointerdown', () => {
        before = app.value(field.path);
      });
      slider.addEventListener('pointercancel', () => control.restore(before));
      slider.addEventListener('input', () => {
        const [low, high] = range.map(Math.log);
        const at = Number(slider.value);
        const value =
          at === 0 && field.min === 0 && range[0] === 1
            ? 0
            : Number(
                Math.exp(low + (high - low) * (at / sliderSteps)).toPrecision(at === sliderSteps ? 1 : 3),
              );
        if (send(control, Math.round(value))) input.value = show(Math.round(value));
      });
    }
    control.update = (value) => {
      const moved = value !== last;
      last = value;
      input.placeholder = value === null ? control.field.empty : ' ';
      if (moved && document.activeElement !== input) {
        input.value = show(value);
        control.refuse(null);
      }
      if (slider) {
        const at = toSlider(value);
        if (document.activeElement !== slider || toSlider(value) !== Number(slider.value))
          slider.value = String(at);
        slider.style.setProperty('--fill', `${(at / sliderSteps) * 100}%`);
        setAttributes(slider, { 'aria-valuetext': `${inputText(value ?? 0)} ${unit ?? ''}`.trim() });
      }
    };
    // Puts back the value from before the typing.
    control.restore = (value) => {
      if (app.value(field.path) !== value) send(control, value);
      control.refuse(null);
      input.value = show(value);
    };
    // A preset, a link or an undo replaces everything, also text that was refused.
    control.reset = () => {
      last = undefined;
      if (control.refused && document.activeElement !== input) control.refuse(null);
    };
    return control;
  }

  function createChoice(field) {
    const { control } = frame(field);
    const select = el('select', { id: control.id, name: field.path });
    control.target = select;
    control.node.append(control.label, select, control.error);
    const text = (value) => JSON.stringify(value);
    select.addEventListener('change', () => {
      if (!send(control, JSON.parse(select.value))) select.value = text(app.value(field.path));
    });
    control.update = (value) => {
      const { choices } = control.field;
      control.node.classList.toggle('wide', choices.some((choice) => choice.label.length > 20));
      patchSelect(
        select,
        [
          {
            label: null,
            options: choices.map((choice) => ({ value: text(choice.value), label: choice.label })),
          },
        ],
        text(value),
      );
    };
    return control;
  }

  function chip({ label, value }, onChange) {
    const input = el('input', { type: 'checkbox', value, onchange: () => onChange(input.checked) });
    return { node: el('label', { class: 'chip' }, input, el('span', {}, label)), input };
  }

  function createSet(field) {
    const { control } = frame(field, { group: true });
    const chips = el('div', { class: 'chips', role: 'group', 'aria-labelledby': `${control.id}-label` });
    control.target = chips;
    control.node.append(control.label, chips, control.error);
    control.update = (value) => {
      patchKeyed(
        chips,
        control.field.choices,
        (choice) => choice.value,
        (choice) => {
          const made = chip(choice, (on) => {
            const chosen = new Set(app.value(field.path));
            if (on) chosen.add(choice.value);
            else chosen.delete(choice.value);
            const order = control.field.choices.map((each) => each.value).filter((each) => chosen.has(each));
            if (!send(control, order)) made.input.checked = !on;
          });
          return {
            node: made.node,
            update: (each) => {
              made.input.checked = (app.value(field.path) ?? []).includes(each.value);
            },
          };
        },
      );
    };
    return control;
  }

  function createFlag(field) {
    const { control } = frame(field);
    const input = el('input', {
      type: 'checkbox',
      id: control.id,
      name: field.path,
      onchange: () => {
        if (!send(control, input.checked)) input.checked = !input.checked;
      },
    });
    control.target = input;
    control.node.append(input, control.label, control.error);
    control.update = (value) => {
      input.checked = Boolean(value);
    };
    return control;
  }

  // A list of acceptable models: a select for each, and one more to add another.
  function createModels(field) {
    const { control } = frame(field, { group: true });
    const list = el('div', { class: 'models', role: 'group', 'aria-labelledby': `${control.id}-label` });
    const add = el('button', { type: 'button', class: 'quiet add' }, '+ or another');
    control.target = list;
    control.node.append(control.label, add, list, control.error);
    let extra = false;
    const chosen = () => [app.value(field.path)].flat();
    const choices = () => {
      if (control.field.choices.length > 0) return control.field.choices;
      const modality = app.value('modality');
      return app
        .catalog()
        .models.filter((model) => !modality || model.modality === modality)
        .map((model) => ({ value: model.id, label: model.label }));
    };
    function change(index, id) {
      const models = chosen();
      if (id === '') models.splice(index, 1);
      else models[index] = id;
      extra = false;
      send(control, [...new Set(models)]);
      control.update();
    }
    add.addEventListener('click', () => {
      extra = true;
      control.update();
      list.lastElementChild.querySelector('select').focus();
    });
    control.update = () => {
      const models = chosen();
      const all = choices();
      const rows = models.map((id, index) => ({ id, index, models, all }));
      if (extra) rows.push({ id: '', index: models.length, models, all });
      patchKeyed(
        list,
        rows,
        (row) => row.index,
        (row) => {
          const select = el('select', {
            'aria-label': row.index === 0 ? field.label : `${field.label}, also acceptable ${row.index}`,
          });
          select.addEventListener('change', () => change(row.index, select.value));
          return {
            node: el('div', { class: 'model-row' }, select),
            update: ({ id, index, models, all }) => {
              const options = all.filter((model) => model.value === id || !models.includes(model.value));
              if (id !== '' && !all.some((model) => model.value === id))
                options.unshift({ value: id, label: id });
              if (id === '' || index > 0)
                options.unshift({ value: '', label: id === '' ? 'Choose a model…' : 'Not this one' });
              patchSelect(select, [{ label: null, options }], id);
            },
          };
        },
      );
      add.hidden = extra || models.length >= all.length;
    };
    return control;
  }

  const makers = {
    date: (field) => createDate(field, { frame, send, app }),
    weights: (field) => createWeights(field, { frame, send, app }),
    number: createNumber,
    share: createNumber,
    choice: createChoice,
    set: createSet,
    flag: createFlag,
    models: createModels,
  };

  const ratio = createRatio();
  const lengths = createLengths(app);
  let differed = false; // whether one of the folded inputs is set: then the reader sees it
  return {
    update(model) {
      // Which inputs there are follows the kind of work.
      const listed = new Set(model.fields.map((field) => field.id));
      for (const [id, control] of controls) if (!listed.has(id)) control.node.hidden = true;
      let differs = false;
      const before = new Map(); // fieldset -> the control after which the next one belongs
      for (const field of model.fields) {
        if (!legends[field.group] || !makers[field.kind]) continue;
        const value = valueAt(model.state, field.path);
        if (value === undefined) {
          if (controls.has(field.id)) controls.get(field.id).node.hidden = true;
          continue;
        }
        if (!controls.has(field.id)) {
          const control = makers[field.kind](field);
          controls.set(field.id, control);
          const fieldset = fieldsetOf(field.group);
          (before.get(fieldset) ?? fieldset.firstElementChild).after(control.node);
          if (tail(field.path) === 'output_tokens') control.node.after(ratio.node);
        }
        const control = controls.get(field.id);
        control.field = field;
        const replaced = lengths.replaces(field, model);
        if (replaced && !lengths.node.isConnected) control.node.before(lengths.node);
        control.node.hidden = replaced;
        const hasRatio = tail(field.path) === 'output_tokens';
        before.set(control.node.parentElement, hasRatio ? ratio.node : control.node);
        control.update(value);
        if (field.group === 'more') {
          more.hidden = false;
          differs ||= JSON.stringify(value) !== JSON.stringify(field.default);
        }
      }
      if (app.embed) more.hidden = false;
      if (differs && !differed) more.open = true;
      differed = differs;
      ratio.update(model);
      lengths.update(model);
      setText(note, model.presetNote ?? '');
      note.hidden = !model.presetNote;
    },
    // Before a preset, a link or an undo takes effect.
    reset() {
      for (const control of controls.values()) control.reset?.();
    },
    control: (path) => [...controls.values()].find((control) => samePath(control.field.path, path)),
  };
}
