// What axe-core finds on a page, one line a rule.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

export async function violations(page) {
  await page.evaluate(source);
  return page.evaluate(async () => {
    const { violations: found } = await window.axe.run(document, { resultTypes: ['violations'] });
    return found.map(
      (rule) => `${rule.id}: ${rule.help}: ${rule.nodes.map((node) => node.target.join(' ')).slice(0, 5).join(', ')}`,
    );
  });
}
