// Rules of the tables of models and GPUs: rows by id, names, windows, reasoning, twins.

// Rows by id, and no name, in capitals or not, that two of them have.
export function checkSorted(rows, path, say) {
  const names = new Map();
  rows.forEach((row, i) => {
    if (i > 0 && !(rows[i - 1].id < row.id))
      say(`${path}.${i}.id`, `"${row.id}" stands after "${rows[i - 1].id}". Sort the rows by id, each once.`);
    for (const name of [row.id, ...(row.aliases ?? [])]) {
      const other = names.get(name.toLowerCase()) ?? row.id;
      if (other !== row.id) say(`${path}.${i}`, `"${name}" already names ${other}. Keep it in one row.`);
      names.set(name.toLowerCase(), row.id);
    }
  });
}

// A window of a model, or of a model on a platform.
export function checkWindow(window, path, say) {
  for (const key of ['input_tokens_max', 'output_tokens_max']) {
    if (window[key] !== null && window[key] >= window.tokens)
      say(
        `${path}.${key}`,
        `${window[key]} is not below the window of ${window.tokens}. Write null where the window alone limits it.`,
      );
  }
  checkAssumption(window, path, say);
}

function checkAssumption(value, path, say) {
  if (value.kind === 'assumed' && value.note === null)
    say(`${path}.note`, 'an assumption says why. Write a sentence.');
}

function checkReasoning(reasoning, path, say) {
  const { low, typical, high, by_effort: efforts } = reasoning;
  if (low > typical) say(`${path}.low`, `${low} is above typical, ${typical}. Write one at or below it.`);
  if (typical > high) say(`${path}.high`, `${high} is below typical, ${typical}. Write one at or above it.`);
  if ((reasoning.kind === 'assumed') !== (efforts.length === 0))
    say(`${path}.by_effort`, 'write what was measured, or [] and the kind "assumed" where nothing was.');
  efforts.forEach(({ effort }, i) => {
    if (efforts.findIndex((other) => other.effort === effort) !== i)
      say(`${path}.by_effort.${i}.effort`, `"${effort}" stands here twice. Keep one.`);
  });
  checkAssumption(reasoning, path, say);
}

// What a row of models says beside its shape.
function checkModel(row, path, table, say) {
  const { window, reasoning, tokenizer, speed_class: speedClass } = row;
  if (window !== null) checkWindow(window, `${path}.window`, say);
  if (reasoning !== null) checkReasoning(reasoning, `${path}.reasoning`, say);
  if (tokenizer !== null && !table.tokenizers.some(({ id }) => id === tokenizer))
    say(`${path}.tokenizer`, `"${tokenizer}" is not in tokenizers. Add it there, or write null.`);
  const text = row.modality === 'text';
  const shape = row.architecture !== null || table.same_shape.some(({ id }) => id === row.id);
  if (text && !shape && speedClass === null)
    say(`${path}.speed_class`, 'neither a shape nor a class says how fast it is. Write a class.');
  if ((!text || shape) && speedClass !== null)
    say(`${path}.speed_class`, `${text ? 'its shape says it' : 'it is for text models'}. Write null.`);
  if (!text && reasoning !== null) say(`${path}.reasoning`, 'it is for text models. Write null.');
}

export function checkModels(table, say) {
  checkSorted(table.models, 'models', say);
  const rows = new Map(table.models.map((row) => [row.id, row]));
  const shaped = (id) => (rows.get(id)?.architecture ?? null) !== null;
  table.same_shape.forEach((row, i) => {
    if (!shaped(row.as))
      say(
        `same_shape.${i}.as`,
        `"${row.as}" is not a row of models with an architecture. Write the id of one.`,
      );
  });
  for (const list of ['same_shape', 'not_modelled']) {
    const seen = new Set();
    table[list].forEach((row, i) => {
      if (shaped(row.id))
        say(`${list}.${i}.id`, `"${row.id}" has a row with an architecture of its own. Remove it here.`);
      if (seen.has(row.id)) say(`${list}.${i}.id`, `"${row.id}" stands here twice. Keep one.`);
      seen.add(row.id);
    });
  }
  table.not_modelled.forEach((row, i) => {
    if (table.same_shape.some((other) => other.id === row.id))
      say(`not_modelled.${i}.id`, `"${row.id}" stands in same_shape too. Keep one of them.`);
  });
  checkTwins(table, rows, say);
  checkSorted(table.tokenizers, 'tokenizers', say);
  table.tokenizers.forEach((row, i) => checkAssumption(row, `tokenizers.${i}`, say));
  table.models.forEach((row, i) => checkModel(row, `models.${i}`, table, say));
}

function checkTwins(table, rows, say) {
  const shapeOf = (id) => {
    const as = table.same_shape.find((row) => row.id === id)?.as ?? id;
    return JSON.stringify(rows.get(as)?.architecture ?? null);
  };
  (table.twins ?? []).forEach((twin, i) => {
    for (const [path, id] of [
      [`twins.${i}.id`, twin.id],
      ...twin.priced_as.map((id, j) => [`twins.${i}.priced_as.${j}`, id]),
    ]) {
      if (!rows.has(id)) say(path, `"${id}" is not a row of models. Write the id of one, or add the row.`);
      else if (path.includes('priced_as') && (id === twin.id || shapeOf(id) !== shapeOf(twin.id)))
        say(
          path,
          `"${id}" is not another model of the shape of ${twin.id}. Write the id of one, or remove it.`,
        );
    }
    if (table.twins.findIndex((other) => other.id === twin.id) !== i)
      say(`twins.${i}.id`, `"${twin.id}" stands here twice. Merge the two.`);
  });
}
