import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildRegistry } from '@kelp/kernel';
import { permissionsOfRoles, shippedRoles } from '@kelp/identity';
import { productModules } from './index';

const file = join(__dirname, 'role-matrix.txt');

/** Which shipped role may run which action and query; reviewed by people, held by this test. */
function matrix(): string {
  const registry = buildRegistry(productModules);
  const pieces = [...registry.actions.values(), ...registry.queries.values()];
  const lines: string[] = [];
  for (const { name, portal } of shippedRoles) {
    const held = permissionsOfRoles(registry.permissions, [
      { name, msp: portal === 'msp', followsDefault: true, granted: [] },
    ]);
    const allowed = pieces
      .filter(({ guard }) => 'permission' in guard && held.has(guard.permission))
      .map(({ contract }) => contract.name);
    lines.push(`${portal === 'msp' ? 'staff' : 'client'} ${name}`, ...allowed.sort().map((one) => `  ${one}`), '');
  }
  const open = pieces.filter(({ guard }) => !('permission' in guard)).map(({ contract }) => contract.name);
  lines.push('anybody who is signed in', ...open.sort().map((name) => `  ${name}`), '');
  return lines.join('\n');
}

it('is the one in role-matrix.txt; a change is looked at there and written by KELP_WRITE_MATRIX=1', () => {
  const now = matrix();
  if (process.env['KELP_WRITE_MATRIX']) writeFileSync(file, now);
  expect(now).toBe(readFileSync(file, 'utf8'));
});
