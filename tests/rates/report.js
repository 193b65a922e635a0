// Turns what a schema check found into sentences for the editor of a file: where it is, what is wrong, what to
// write instead. Never changes a value and never guesses a number.

const shownLength = 60;

export function shown(value) {
  if (value === undefined) return 'nothing';
  const text = JSON.stringify(value);
  return text.length <= shownLength ? text : `${text.slice(0, shownLength)}…`;
}

// "/gpu_offers/0/prices/1" -> "gpu_offers.0.prices.1", the way the contract names places.
export function dotted(pointer) {
  return pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .join('.');
}

function distance(a, b) {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
    }
    row = next;
  }
  return row[b.length];
}

function nearest(word, choices) {
  const ranked = choices
    .map((choice) => [distance(String(word), String(choice)), choice])
    .sort((a, b) => a[0] - b[0]);
  return ranked.length > 0 && ranked[0][0] <= Math.max(2, String(word).length / 3) ? ranked[0][1] : null;
}

const lowerFirst = (text) => (/^[A-Z][a-z ]/.test(text) ? text[0].toLowerCase() + text.slice(1) : text);

function meaning(schema) {
  return schema?.description ? ` It means: ${lowerFirst(schema.description)}` : '';
}

function typeWords(type) {
  const words = {
    string: 'a text in quotes',
    number: 'a number without quotes',
    integer: 'a whole number without quotes',
    boolean: 'true or false',
    null: 'null where it is unknown',
    object: 'an object { … }',
    array: 'a list [ … ]',
  };
  return [type]
    .flat()
    .map((name) => words[name])
    .join(', or ');
}

// What is wrong and what to write instead, for one error of Ajv (with verbose: true).
function sentence(error) {
  const { keyword, params, data, parentSchema } = error;
  switch (keyword) {
    case 'required': {
      const property = parentSchema.properties?.[params.missingProperty];
      return `"${params.missingProperty}" is missing. Add it; write null only where that key allows unknown.${meaning(property)}`;
    }
    case 'additionalProperties': {
      const allowed = Object.keys(parentSchema.properties ?? {});
      const close = nearest(params.additionalProperty, allowed);
      const instead = close ? `Did you mean "${close}"? ` : '';
      return `unknown key "${params.additionalProperty}". ${instead}Use only ${allowed.join(', ')}.`;
    }
    case 'type':
      return `${shown(data)} is not of the right type. Write ${typeWords(params.type)}.${meaning(parentSchema)}`;
    case 'enum': {
      const close = typeof data === 'string' ? nearest(data, params.allowedValues) : null;
      const instead = close ? `Did you mean ${shown(close)}? ` : '';
      return (
        `${shown(data)} is not one of the choices. ${instead}Write one of ${params.allowedValues.map(shown).join(', ')}.` +
        meaning(parentSchema)
      );
    }
    case 'const':
      return `${shown(data)} cannot stand here. Write ${shown(params.allowedValue)}.`;
    case 'pattern':
      if (params.pattern.startsWith('^20')) {
        return `${shown(data)} is not a date. Write YYYY, YYYY-MM or YYYY-MM-DD, such as "2026-10-07".${meaning(parentSchema)}`;
      }
      if (params.pattern.startsWith('^https'))
        return `${shown(data)} is not an address. Write one that begins with https://.`;
      return (
        `${shown(data)} is not an id. Write lower-case letters, digits, - and . only, such as "llama-3.3-70b".` +
        meaning(parentSchema)
      );
    case 'propertyNames':
      return `the key ${shown(params.propertyName)} is not an id. Write lower-case letters, digits, - and . only.`;
    case 'exclusiveMinimum':
      return (
        `${shown(data)} is too small: it must be above ${params.limit}. Write the real value, or null where the key allows unknown.` +
        meaning(parentSchema)
      );
    case 'minimum':
      return `${shown(data)} is too small. Write ${params.limit} or more.${meaning(parentSchema)}`;
    case 'maximum':
      return `${shown(data)} is too large. Write ${params.limit} or less.${meaning(parentSchema)}`;
    case 'minItems':
      return `the list is too short. Write ${params.limit} or more entries.${meaning(parentSchema)}`;
    case 'maxItems':
      return `the list is too long. Write ${params.limit} entries or fewer.${meaning(parentSchema)}`;
    case 'uniqueItems':
      return `entries ${params.j} and ${params.i} are the same. Keep one of them.`;
    case 'minLength':
      return `the text is empty. Write one, or null where the key allows unknown.${meaning(parentSchema)}`;
    case 'minProperties':
      return `the object is empty. Write at least one entry.${meaning(parentSchema)}`;
    default:
      return `${error.message}.${meaning(parentSchema)}`;
  }
}

// Errors of Ajv -> [{file, path, message}], each wrong place once.
export function describe(file, errors) {
  const problems = [];
  for (const error of errors ?? []) {
    // A bad key is reported by propertyNames itself; the pattern it failed adds nothing.
    if (error.propertyName !== undefined && error.keyword !== 'propertyNames') continue;
    const problem = { file, path: dotted(error.instancePath), message: sentence(error) };
    if (!problems.some((other) => other.path === problem.path && other.message === problem.message))
      problems.push(problem);
  }
  return problems;
}

export function format(problems) {
  return problems
    .map(({ file, path, message }) => `${file}: ${path === '' ? 'the file' : path}: ${message}`)
    .join('\n');
}
