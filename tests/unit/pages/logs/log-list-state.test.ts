import { expect, it } from 'vitest';
import {
  emptyLogList,
  type Log,
  type LogListAction,
  type LogListState,
  type LogPage,
  reduceLogList,
} from '../../../../components/logs/log-list-state.ts';

/** A request at a second of a minute; what else it has is not looked at. */
const log = (second: number, id = String(second).padStart(4, '0')) =>
  ({ id, createdAt: `2026-04-01T12:00:${String(second).padStart(2, '0')}.000Z` }) as Log;
const page = (seconds: number[], nextCursor: string | null = null): LogPage => ({
  items: seconds.map((second) => log(second)),
  nextCursor,
  searchedTo: null,
  asOf: '2026-04-01T12:01:00.000Z',
});
const reduce = (actions: LogListAction[], state: LogListState = emptyLogList) =>
  actions.reduce(reduceLogList, state);
const ids = ({ rows }: LogListState) => rows.map(({ id }) => Number(id));
const first = (seconds: number[], nextCursor: string | null = null): LogListAction => ({
  type: 'page',
  page: page(seconds, nextCursor),
  isFirst: true,
  goesOn: false,
});
const appear = (seconds: number[], show: boolean, isCut = false): LogListAction => ({
  type: 'appear',
  page: page(seconds),
  show,
  isCut,
});

it('keeps the rows of the search before until those of the next are there', () => {
  const before = reduce([first([9, 8])]);
  const begun = reduce([{ type: 'begin' }], before);
  expect(ids(begun)).toEqual([9, 8]);
  expect(ids(reduce([first([5])], begun))).toEqual([5]);
});

it('adds pages, each request once', () => {
  const more: LogListAction = { type: 'page', page: page([8, 7]), isFirst: false, goesOn: true };
  const state = reduce([first([9, 8], 'next'), more]);
  expect(ids(state)).toEqual([9, 8, 7]);
  expect(state.phase).toBe('reading');
});

it('shows what appears in its place, however late it was recorded', () => {
  const state = reduce([first([50, 40, 30]), appear([55, 45, 40], true)]);
  expect(ids(state)).toEqual([55, 50, 45, 40, 30]);
  expect([...state.fresh].map(Number)).toEqual([55, 45]);
});

it('lets it wait while somebody reads further down', () => {
  const state = reduce([first([50]), appear([55], false), appear([56, 55], false)]);
  expect(ids(state)).toEqual([50]);
  expect(state.waiting).toHaveLength(2);
  expect(ids(reduce([{ type: 'show' }], state))).toEqual([56, 55, 50]);
});

it('leaves what is older than all rows to the page that will have it', () => {
  expect(ids(reduce([first([50, 40], 'next'), appear([30], true)]))).toEqual([50, 40]);
  expect(ids(reduce([first([50, 40]), appear([30], true)]))).toEqual([50, 40, 30]);
});

it('remembers that more appeared than came along, until it begins anew', () => {
  const state = reduce([first([50]), appear([55], false, true), appear([56], false)]);
  expect(state.isBehind).toBe(true);
  expect(reduce([{ type: 'begin' }], state)).toMatchObject({ isBehind: false, waiting: [] });
});

it('stops, fails and goes on from where it was', () => {
  const stopped = reduce([first([9], 'next'), { type: 'read' }, { type: 'stop' }]);
  expect(stopped).toMatchObject({ phase: 'stopped', nextCursor: 'next' });
  const failed = reduce([{ type: 'fail', message: 'no' }], stopped);
  expect(failed).toMatchObject({ phase: 'failed', error: 'no', nextCursor: 'next' });
  expect(reduce([{ type: 'read' }], failed)).toMatchObject({ phase: 'reading', error: null });
});
