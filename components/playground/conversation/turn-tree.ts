import type { Turn } from './conversation.ts';

/** Where every path begins: the parent of first turns. */
export const root = 'root';

/**
 * Turns of a conversation. Asking again, or asking otherwise, adds a sibling: what was there before stays, and one
 * path through all of it is shown.
 */
export type TurnTree = {
  turns: Readonly<Record<string, Turn>>;
  /** The turns that follow one, oldest first. */
  children: Readonly<Record<string, readonly string[]>>;
  /** Which of them is shown, where it is not the newest. */
  chosen: Readonly<Record<string, string>>;
};

/** A turn on the path that is shown, with those that could stand in its place. */
export type PathTurn = { turn: Turn; parentId: string; siblings: readonly string[] };

/** What was taken out of a tree, to be put back. */
export type RemovedTurns = {
  id: string;
  parentId: string;
  index: number;
  tree: Pick<TurnTree, 'turns' | 'children'>;
};

export const emptyTree: TurnTree = { turns: {}, children: {}, chosen: {} };

/** The path that is shown, from the first turn to the last. */
export function pathOf(tree: TurnTree): readonly PathTurn[] {
  const path: PathTurn[] = [];
  let parentId = root;
  for (;;) {
    const siblings = tree.children[parentId] ?? [];
    const chosen = tree.chosen[parentId];
    const id = chosen !== undefined && siblings.includes(chosen) ? chosen : siblings.at(-1);
    const turn = id === undefined ? undefined : tree.turns[id];
    if (turn === undefined) return path;
    path.push({ turn, parentId, siblings });
    parentId = turn.id;
  }
}

/** The turns of the path that is shown. */
export function turnsOf(tree: TurnTree): readonly Turn[] {
  return pathOf(tree).map(({ turn }) => turn);
}

/** With one more turn behind `parentId`, which is the one that is shown. */
export function addTurn(tree: TurnTree, parentId: string, turn: Turn): TurnTree {
  const siblings = tree.children[parentId] ?? [];
  return {
    turns: { ...tree.turns, [turn.id]: turn },
    children: { ...tree.children, [parentId]: [...siblings, turn.id] },
    chosen: { ...tree.chosen, [parentId]: turn.id },
  };
}

/** With a turn changed; where it is gone, nothing is. */
export function changeTurn(tree: TurnTree, id: string, change: (turn: Turn) => Turn): TurnTree {
  const turn = tree.turns[id];
  return turn ? { ...tree, turns: { ...tree.turns, [id]: change(turn) } } : tree;
}

/** With another turn shown in the place of its siblings. */
export function chooseTurn(tree: TurnTree, parentId: string, id: string): TurnTree {
  return { ...tree, chosen: { ...tree.chosen, [parentId]: id } };
}

/** Without a turn and all that follows it, on every branch. */
export function removeTurn(
  tree: TurnTree,
  id: string,
): { tree: TurnTree; removed: RemovedTurns | undefined } {
  const [parentId, siblings] = Object.entries(tree.children).find(([, ids]) => ids.includes(id)) ?? [];
  if (parentId === undefined || siblings === undefined) return { tree, removed: undefined };
  const gone = new Set([id]);
  // A set grows while it is walked: what follows a turn is walked after it.
  for (const each of gone) for (const child of tree.children[each] ?? []) gone.add(child);
  const parts = <Value>(record: Readonly<Record<string, Value>>, isGone: boolean) =>
    Object.fromEntries(Object.entries(record).filter(([key]) => gone.has(key) === isGone));
  const left = siblings.filter((sibling) => sibling !== id);
  const { [parentId]: choice, ...chosen } = parts(tree.chosen, false);
  return {
    tree: {
      turns: parts(tree.turns, false),
      children: { ...parts(tree.children, false), [parentId]: left },
      chosen: choice === undefined || choice === id ? chosen : { ...chosen, [parentId]: choice },
    },
    removed: {
      id,
      parentId,
      index: siblings.indexOf(id),
      tree: { turns: parts(tree.turns, true), children: parts(tree.children, true) },
    },
  };
}

/** With what was removed in its place again; without it where that place is gone, too. */
export function restoreTurns(tree: TurnTree, { id, parentId, index, tree: removed }: RemovedTurns): TurnTree {
  if (parentId !== root && tree.turns[parentId] === undefined) return tree;
  const siblings = tree.children[parentId] ?? [];
  return {
    turns: { ...tree.turns, ...removed.turns },
    children: { ...tree.children, ...removed.children, [parentId]: siblings.toSpliced(index, 0, id) },
    chosen: { ...tree.chosen, [parentId]: id },
  };
}

/** One path as a tree of its own, without its siblings. */
export function treeOfPath(turns: readonly Turn[]): TurnTree {
  return turns.reduce((tree, turn, index) => addTurn(tree, turns[index - 1]?.id ?? root, turn), emptyTree);
}
