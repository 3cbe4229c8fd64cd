import type { Outputs } from '@/components/api/trpc';

export type LogPage = Outputs['logs']['search'];
export type Log = LogPage['items'][number];

/** More rows than this are not kept: who has scrolled so far does better with a filter. */
export const mostRows = 20_000;

export type LogListState = {
  /** In the order asked for. */
  rows: readonly Log[];
  nextCursor: string | null;
  /** What is older was not looked at so far; null: all of the range was. */
  searchedTo: string | null;
  /**
   * `begun`: these rows are of the search before, and those of this one are on their way. `reading`: there will be
   * more. `resting`: there may be more, when asked. `stopped`: by the reader, before enough was found.
   */
  phase: 'begun' | 'reading' | 'resting' | 'stopped' | 'failed';
  error: string | null;
  /** When the newest rows were read; null before the first answer. */
  asOf: string | null;
  /** Requests that appeared meanwhile, and are not shown yet. */
  waiting: readonly Log[];
  /** More appeared than came along. */
  isBehind: boolean;
  /** Ids of rows that appeared by themselves. */
  fresh: ReadonlySet<string>;
};

export type LogListAction =
  | { type: 'begin' }
  | { type: 'read' }
  | { type: 'page'; page: LogPage; isFirst: boolean; goesOn: boolean }
  | { type: 'fail'; message: string }
  | { type: 'stop' }
  | { type: 'appear'; page: LogPage; show: boolean; isCut: boolean }
  | { type: 'show' };

export const emptyLogList: LogListState = {
  rows: [],
  nextCursor: null,
  searchedTo: null,
  phase: 'begun',
  error: null,
  asOf: null,
  waiting: [],
  isBehind: false,
  fresh: new Set(),
};

export function reduceLogList(state: LogListState, action: LogListAction): LogListState {
  switch (action.type) {
    case 'begin':
      return { ...state, phase: 'begun', error: null, waiting: [], isBehind: false };
    case 'read':
      return { ...state, phase: 'reading', error: null };
    case 'page':
      return addPage(state, action.page, action.isFirst, action.goesOn);
    case 'fail':
      return { ...state, phase: 'failed', error: action.message };
    case 'stop':
      return { ...state, phase: 'stopped' };
    case 'appear':
      return addAppeared(state, action);
    case 'show':
      return showWaiting(state);
  }
}

function addPage(state: LogListState, page: LogPage, isFirst: boolean, goesOn: boolean): LogListState {
  const before = isFirst ? [] : state.rows;
  const known = new Set(before.map(({ id }) => id));
  const rows = [...before, ...page.items.filter(({ id }) => !known.has(id))];
  return {
    ...state,
    rows,
    nextCursor: rows.length >= mostRows ? null : page.nextCursor,
    searchedTo: page.searchedTo,
    phase: goesOn ? 'reading' : 'resting',
    error: null,
    asOf: isFirst ? page.asOf : state.asOf,
    fresh: isFirst ? new Set() : state.fresh,
  };
}

type Appeared = Extract<LogListAction, { type: 'appear' }>;

function addAppeared(state: LogListState, { page, show, isCut }: Appeared): LogListState {
  const known = new Set([...state.rows, ...state.waiting].map(({ id }) => id));
  const oldest = state.rows.at(-1);
  // What is older than all that is shown comes with the next page.
  const isWithin = (log: Log) => state.nextCursor === null || !oldest || inOrder(log, oldest) < 0;
  const appeared = page.items.filter((log) => !known.has(log.id) && isWithin(log));
  const next = {
    ...state,
    asOf: page.asOf,
    waiting: appeared.length > 0 ? [...state.waiting, ...appeared] : state.waiting,
    isBehind: state.isBehind || isCut,
  };
  return show ? showWaiting(next) : next;
}

function showWaiting(state: LogListState): LogListState {
  if (state.waiting.length === 0) return state;
  const rows = [...state.waiting, ...state.rows].sort(inOrder);
  return { ...state, rows, waiting: [], fresh: new Set(state.waiting.map(({ id }) => id)) };
}

/** Newest first, as the server has them. */
function inOrder(one: Log, other: Log): number {
  if (one.createdAt !== other.createdAt) return one.createdAt < other.createdAt ? 1 : -1;
  return one.id < other.id ? 1 : -1;
}
