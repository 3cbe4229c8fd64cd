import type { CheckResult } from './checks/check.ts';

/** One line for people. */
export function formatResult({ name, outcome, broken, skipped }: CheckResult): string {
  if (skipped) return `–  ${name}: SKIPPED, ${skipped}`;
  const said = broken.slice(0, 4).join(' | ');
  const more = broken.length > 4 ? ` | and ${broken.length - 4} more` : '';
  return broken.length === 0 ? `✓  ${name}: ${outcome}` : `✗  ${name}: ${outcome}\n   ${said}${more}`;
}
