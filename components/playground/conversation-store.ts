import {
  type Answer,
  type Conversation,
  type Draft,
  firstSettings,
  type Settings,
  type Turn,
} from './conversation/conversation.ts';
import { newConversation } from './conversation/new-conversation.ts';
import { changeTurn, treeOfPath } from './conversation/turn-tree.ts';
import { conversationStorage } from './storage/conversation-storage.ts';
import { heedForgetting, isForgotten } from './storage/forget-conversations.ts';
import { openConversation } from './storage/open-conversation.ts';
import type { Summary } from './storage/stored-conversation.ts';

/** What the page shows. */
export type StoreState = {
  /** Undefined until it is known which conversation is open. */
  conversation: Conversation | undefined;
  /** All that are kept, newest first. */
  summaries: readonly Summary[];
  /** Why the open conversation is not kept, if it is not. */
  unkept: 'too-long' | 'no-room' | undefined;
};

/** The path of another conversation, as the beginning of a new one. */
type BegunElsewhere = { turns: readonly Turn[]; settings?: Partial<Settings>; draft?: Draft };

/** After a change; while an answer arrives, changes do not put off writing. */
const saveDelayMs = 500;
const streamingSaveDelayMs = 3000;

/**
 * The conversations of one person in one tenant, outside of React: an answer goes on arriving while the person looks
 * at another page, and is there when they come back.
 */
export class ConversationStore {
  readonly #scope: string;
  readonly #storage;
  readonly #listeners = new Set<() => void>();
  /** Conversations in memory: the open one, and those with an answer under way. */
  readonly #live = new Map<string, Conversation>();
  readonly #running = new Map<string, AbortController>();
  readonly #timers = new Map<string, ReturnType<typeof setTimeout>>();
  #state: StoreState = { conversation: undefined, summaries: [], unkept: undefined };
  #started = false;

  constructor(scope: string) {
    this.#scope = scope;
    this.#storage = conversationStorage(scope);
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly read = (): StoreState => this.#state;

  /** Opens the conversation that is named, or the one that this tab had open last, or a new one. */
  async start(named?: string): Promise<void> {
    const unsent = this.#started ? undefined : openConversation.takeUnsent(this.#scope);
    if (!this.#started) this.#listen();
    const { conversation } = this.#state;
    const id = named ?? conversation?.id ?? openConversation.read(this.#scope);
    const kept =
      id === undefined
        ? undefined
        : (this.#live.get(id) ?? (await this.#storage.load(id).catch(() => undefined)));
    const opened = kept ?? this.#state.conversation ?? newConversation();
    // What was written just before a reload may have come too late for the database, and its conversation with it.
    const unsentHere = unsent !== undefined && (unsent.id === opened.id || (!kept && unsent.id === id));
    this.#show(unsentHere ? { ...opened, draft: { ...opened.draft, text: unsent.text } } : opened);
    await this.#list();
  }

  #listen(): void {
    this.#started = true;
    heedForgetting();
    addEventListener('pagehide', () => this.#saveAll());
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'hidden') this.#saveAll();
      else void this.#list();
    });
  }

  /** Opens one that is kept. @returns false where it is gone */
  async open(id: string): Promise<boolean> {
    const conversation = this.#live.get(id) ?? (await this.#storage.load(id).catch(() => undefined));
    if (conversation) this.#show(conversation);
    else await this.#list();
    return conversation !== undefined;
  }

  /** Begins a new one with the settings there are and what is given; one in which nothing was said becomes it. */
  begin(given: Partial<Settings> = {}): void {
    const { conversation } = this.#state;
    const settings = { ...(conversation?.settings ?? firstSettings), ...given };
    if (conversation && Object.keys(conversation.tree.turns).length === 0) {
      this.change((before) => ({ ...before, settings }));
    } else {
      this.#show(newConversation(settings));
    }
  }

  /** Begins a new one with what was said elsewhere. */
  beginWith({ turns, settings = {}, draft }: BegunElsewhere): void {
    const fresh = newConversation({ ...(this.#state.conversation?.settings ?? firstSettings), ...settings });
    this.#show({ ...fresh, draft: draft ?? fresh.draft, tree: treeOfPath(turns) });
    this.#saveSoon(fresh.id, 0);
  }

  /** Changes a conversation, the open one unless another is named. */
  change(change: (conversation: Conversation) => Conversation, id = this.#state.conversation?.id): void {
    const before = id === undefined ? undefined : this.#live.get(id);
    if (!before) return;
    const conversation = { ...change(before), updatedAt: Date.now() };
    this.#live.set(conversation.id, conversation);
    if (this.#state.conversation?.id === conversation.id) this.#set({ conversation });
    this.#saveSoon(conversation.id, this.#running.has(conversation.id) ? streamingSaveDelayMs : saveDelayMs);
  }

  /** Changes an answer of a conversation, which may be another than the open one. */
  changeAnswer(conversationId: string, answerId: string, change: (answer: Answer) => Answer): void {
    this.change(
      (conversation) => ({
        ...conversation,
        tree: changeTurn(conversation.tree, answerId, (turn) =>
          turn.role === 'assistant' ? change(turn) : turn,
        ),
      }),
      conversationId,
    );
  }

  async rename(id: string, name: string): Promise<void> {
    if (this.#live.has(id)) {
      this.change((conversation) => ({ ...conversation, name }), id);
      await this.#save(id);
      return;
    }
    const stored = await this.#storage.load(id);
    if (stored) await this.#storage.save({ ...stored, name });
    await this.#list();
  }

  /** Deletes one; where it is the open one, a new one is begun. @returns it, to be put back */
  async remove(id: string): Promise<Conversation | undefined> {
    this.stop(id);
    const removed = this.#live.get(id) ?? (await this.#storage.load(id));
    clearTimeout(this.#timers.get(id));
    this.#timers.delete(id);
    this.#live.delete(id);
    if (this.#state.conversation?.id === id) this.#show(newConversation(this.#state.conversation.settings));
    await this.#storage.remove(id);
    await this.#list();
    return removed;
  }

  async restore(conversation: Conversation): Promise<void> {
    await this.#storage.save(conversation);
    await this.#list();
  }

  /** Notes that an answer is under way. @returns what is aborted when the person stops it */
  run(conversationId: string): AbortSignal {
    const controller = new AbortController();
    this.#running.set(conversationId, controller);
    return controller.signal;
  }

  /** Notes that no answer is under way any more. */
  ended(conversationId: string): void {
    this.#running.delete(conversationId);
    this.#saveSoon(conversationId, 0);
    const conversation = this.#live.get(conversationId);
    if (conversation && this.#state.conversation?.id !== conversationId) this.#leave(conversation);
  }

  /** Hangs up; what arrived so far stays. */
  stop(conversationId = this.#state.conversation?.id): void {
    if (conversationId !== undefined) this.#running.get(conversationId)?.abort();
  }

  #show(conversation: Conversation): void {
    const before = this.#state.conversation;
    if (before && before.id !== conversation.id) this.#leave(before);
    this.#live.set(conversation.id, conversation);
    openConversation.write(this.#scope, conversation.id);
    this.#set({ conversation, unkept: undefined });
  }

  /** Keeps the one that was open until now, if anything was said in it. */
  #leave({ id, tree, draft }: Conversation): void {
    if (this.#running.has(id)) return;
    if (Object.keys(tree.turns).length === 0 && draft.text === '' && draft.images.length === 0) {
      void this.remove(id).catch(() => undefined);
      return;
    }
    void this.#save(id).then(() => {
      if (this.#state.conversation?.id !== id && !this.#running.has(id)) this.#live.delete(id);
    });
  }

  #set(change: Partial<StoreState>): void {
    this.#state = { ...this.#state, ...change };
    for (const listener of this.#listeners) listener();
  }

  async #list(): Promise<void> {
    // A browser that stores nothing has nothing to list.
    const summaries = await this.#storage.list().catch(() => []);
    this.#set({ summaries: summaries.filter(({ title }) => title !== '') });
  }

  #saveSoon(id: string, delayMs: number): void {
    if (this.#timers.has(id) && this.#running.has(id)) return;
    clearTimeout(this.#timers.get(id));
    this.#timers.set(
      id,
      setTimeout(() => void this.#save(id), delayMs),
    );
  }

  #saveAll(): void {
    const { conversation } = this.#state;
    if (conversation && !isForgotten()) {
      const { id, draft } = conversation;
      openConversation.writeUnsent(this.#scope, { id, text: draft.text });
    }
    for (const id of [...this.#timers.keys()]) void this.#save(id);
  }

  async #save(id: string): Promise<void> {
    if (!this.#timers.has(id)) return;
    clearTimeout(this.#timers.get(id));
    this.#timers.delete(id);
    const conversation = this.#live.get(id);
    if (!conversation || isForgotten()) return;
    let unkept: StoreState['unkept'];
    try {
      await this.#storage.save(conversation);
    } catch (error) {
      unkept = error instanceof RangeError ? 'too-long' : 'no-room';
    }
    if (this.#state.conversation?.id === id && this.#state.unkept !== unkept) this.#set({ unkept });
    await this.#list();
  }
}
