import { expect, it } from 'vitest';
import {
  fitColumns,
  logColumnNames,
  logColumns,
  usualColumns,
} from '../../../../components/logs/log-columns.ts';

const widthOf = (names: readonly (keyof typeof logColumns)[]) =>
  names.reduce((sum, name) => sum + logColumns[name].width, 0);

it('has room for all usual columns in a window of 1440 pixels', () => {
  // What the sidebar, the page's margins and the frame's lines leave.
  const room = 1440 - 248 - 2 * 32 - 2;
  expect(fitColumns(usualColumns, room)).toEqual(usualColumns);
});

it.each([560, 700, 900, 1200, 3000])('never asks for more than %i pixels', (room) => {
  const names = fitColumns(logColumnNames, room);
  expect(widthOf(names)).toBeLessThanOrEqual(room);
  expect(names.slice(0, 3)).toEqual(['time', 'status', 'model']);
});
