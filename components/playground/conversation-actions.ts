import { type Answer, type AttachedImage, emptyDraft, type Settings } from './conversation/conversation.ts';
import { toRequestBody } from './conversation/request-body.ts';
import {
  addTurn,
  changeTurn,
  chooseTurn,
  pathOf,
  type RemovedTurns,
  removeTurn,
  restoreTurns,
  root,
  treeOfPath,
  turnsOf,
} from './conversation/turn-tree.ts';
import type { ConversationStore } from './conversation-store.ts';

export type ConversationActions = ReturnType<typeof conversationActions>;

type Deps = {
  store: ConversationStore;
  /** The settings that hold, the model among them. */
  settings: () => Settings;
  takeKey: () => Promise<string>;
};

/** What a person can do with the open conversation. */
export function conversationActions({ store, settings, takeKey }: Deps) {
  const path = () => pathOf(store.read().conversation?.tree ?? treeOfPath([]));
  const placeOf = (id: string) => path().find(({ turn }) => turn.id === id);

  /** Asks the model for an answer to a question on the path that is shown. */
  async function answer(questionId: string): Promise<void> {
    const { conversation } = store.read();
    if (!conversation) return;
    const asked = settings();
    const id = crypto.randomUUID();
    const begun: Answer = {
      id,
      role: 'assistant',
      model: asked.model,
      text: '',
      reasoning: '',
      state: 'streaming',
      figures: {},
      raw: asked.raw,
    };
    const turns = turnsOf(conversation.tree);
    const upToQuestion = turns.slice(0, turns.findIndex((turn) => turn.id === questionId) + 1);
    const signal = store.run(conversation.id);
    store.change(({ tree, ...rest }) => ({ ...rest, tree: addTurn(tree, questionId, begun) }));
    const change = (work: (before: Answer) => Answer) => store.changeAnswer(conversation.id, id, work);
    try {
      const { runCompletion } = await import('./completion/run-completion.ts');
      await runCompletion({ body: toRequestBody(asked, upToQuestion), takeKey, signal, change });
    } catch (error) {
      change((before) => ({ ...before, state: 'failed', failure: String(error) }));
    } finally {
      store.ended(conversation.id);
    }
  }

  async function addQuestion(
    parentId: string,
    text: string,
    images: readonly AttachedImage[],
  ): Promise<void> {
    const id = crypto.randomUUID();
    store.change(({ tree, ...rest }) => ({
      ...rest,
      tree: addTurn(tree, parentId, { id, role: 'user', text, images }),
    }));
    await answer(id);
  }

  return {
    /** Asks what is written in the draft, behind the last turn. */
    ask(): Promise<void> {
      const draft = store.read().conversation?.draft ?? emptyDraft;
      store.change((conversation) => ({ ...conversation, draft: emptyDraft }));
      return addQuestion(path().at(-1)?.turn.id ?? root, draft.text.trim(), draft.images);
    },

    /**
     * Asks for another answer: one that failed without a word gives way to it, any other stays as a sibling.
     * A question may be named in its place.
     */
    async retry(id: string): Promise<void> {
      const place = placeOf(id);
      if (!place) return;
      if (place.turn.role === 'user') return answer(id);
      const followed = store.read().conversation?.tree.children[id]?.length ?? 0;
      if (place.turn.text === '' && followed === 0) {
        store.change(({ tree, ...rest }) => ({ ...rest, tree: removeTurn(tree, id).tree }));
      }
      await answer(place.parentId);
    },

    /** Asks something else in a question's place; what was asked before, and all behind it, is a branch beside it. */
    async edit(id: string, text: string): Promise<void> {
      const place = placeOf(id);
      if (place?.turn.role !== 'user') return;
      await addQuestion(place.parentId, text, place.turn.images);
    },

    /** Shows a sibling in a turn's place. */
    choose(parentId: string, id: string): void {
      store.change(({ tree, ...rest }) => ({ ...rest, tree: chooseTurn(tree, parentId, id) }));
    },

    /** Goes on from a turn in a conversation of its own. */
    branch(id: string): void {
      const turns = path().map(({ turn }) => turn);
      const upTo = turns.slice(0, turns.findIndex((turn) => turn.id === id) + 1);
      store.beginWith({ turns: upTo });
    },

    /** Takes out a turn and what follows it. @returns what to give to `restore` */
    remove(id: string): RemovedTurns | undefined {
      let removed: RemovedTurns | undefined;
      store.change(({ tree, ...rest }) => {
        const result = removeTurn(tree, id);
        removed = result.removed;
        return { ...rest, tree: result.tree };
      });
      return removed;
    },

    restore(removed: RemovedTurns): void {
      store.change(({ tree, ...rest }) => ({ ...rest, tree: restoreTurns(tree, removed) }));
    },

    /** Shows an answer as it was written, or as Markdown; answers to come are shown in the same way. */
    showRaw(id: string, raw: boolean): void {
      store.change(({ tree, settings: before, ...rest }) => ({
        ...rest,
        settings: { ...before, raw },
        tree: changeTurn(tree, id, (turn) => (turn.role === 'assistant' ? { ...turn, raw } : turn)),
      }));
    },
  };
}
