import { expect, it } from 'vitest';
import { isRole, permissionsOf, roles, tenantPermissions } from '../../../server/access/permissions.ts';
import { operations } from '../../../server/services/index.ts';

it('gives owners every permission', () => {
  expect(permissionsOf('owner')).toEqual(tenantPermissions);
});

it('gives members nothing that changes the tenant, its people, channels or prices', () => {
  const changing = permissionsOf('member').filter((permission) => permission.endsWith(':write'));
  expect(changing).toEqual(['keys:write', 'rules:write']);
  expect(permissionsOf('member')).not.toContain('keys:write-all');
  expect(permissionsOf('member')).not.toContain('audit:read');
  expect(permissionsOf('member')).not.toContain('channels:read');
  expect(roles.member.reach).toBe('own-teams');
});

it('gives a role it does not know nothing', () => {
  for (const role of ['', 'admin', 'constructor', '__proto__']) {
    expect(isRole(role)).toBe(false);
    expect(permissionsOf(role)).toEqual([]);
  }
});

it('has no permission that no operation asks for', () => {
  // Beside those they name, the operations on one API key, and on one rule, ask for these, by who made it.
  const asked = new Set([
    ...operations.map(({ permission }) => permission),
    'keys:write-all',
    'rules:write-all',
  ]);
  expect(tenantPermissions.filter((permission) => !asked.has(permission))).toEqual([]);
});
