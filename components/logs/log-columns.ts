import type { SortColumn } from './log-parsers';

type Column = {
  /** Pixels it takes, as long as its usual values are not cut. */
  width: number;
  /** Numbers stand to the right. */
  isNumber?: boolean;
  /** What a click on its head orders by. */
  sort?: SortColumn;
  /** Shown before anybody chooses. */
  isUsual?: boolean;
};

/** In the order they stand in. */
export const logColumns = {
  time: { width: 88, sort: 'time', isUsual: true },
  status: { width: 172, sort: 'status', isUsual: true },
  model: { width: 184, isUsual: true },
  channel: { width: 160, isUsual: true },
  provider: { width: 112 },
  key: { width: 180, isUsual: true },
  team: { width: 136 },
  endpoint: { width: 196 },
  user: { width: 136 },
  tags: { width: 152 },
  inputTokens: { width: 78, isNumber: true, sort: 'inputTokens', isUsual: true },
  outputTokens: { width: 82, isNumber: true, sort: 'outputTokens', isUsual: true },
  cost: { width: 88, isNumber: true, sort: 'cost', isUsual: true },
  firstByte: { width: 96, isNumber: true, sort: 'firstByte' },
  latency: { width: 88, isNumber: true, sort: 'latency', isUsual: true },
  speed: { width: 88, isNumber: true },
} as const satisfies Record<string, Column>;

export type LogColumnName = keyof typeof logColumns;

export const logColumnNames = Object.keys(logColumns) as LogColumnName[];

export const usualColumns = logColumnNames.filter((name) => isUsual(logColumns[name]));

function isUsual(column: Column): boolean {
  return column.isUsual === true;
}

/** Where there is no room for all, these stay longest. */
const lastToGo: readonly LogColumnName[] = ['time', 'status', 'model', 'latency', 'channel', 'cost', 'key'];

/** As many of the chosen columns as there is room for, in the order they stand in. */
export function fitColumns(chosen: readonly LogColumnName[], room: number): LogColumnName[] {
  const rankOf = (name: LogColumnName) => {
    const rank = lastToGo.indexOf(name);
    return rank < 0 ? lastToGo.length : rank;
  };
  const fitting = new Set<LogColumnName>();
  let left = room;
  for (const name of [...chosen].sort((one, other) => rankOf(one) - rankOf(other))) {
    left -= logColumns[name].width;
    if (left < 0) break;
    fitting.add(name);
  }
  return logColumnNames.filter((name) => fitting.has(name));
}
