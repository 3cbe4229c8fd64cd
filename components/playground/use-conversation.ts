'use client';

import { useCallback, useReducer, useRef } from 'react';
import { type AttachedImage, type Settings, type Turn, toRequestBody } from './conversation';
import { conversationReducer } from './conversation-reducer';
import { CompletionFailure, streamCompletion } from './stream-completion';
import { usePlaygroundKey } from './use-playground-key';

type Conversation = {
  turns: readonly Turn[];
  streaming: boolean;
  ask: (settings: Settings, text: string, images: readonly AttachedImage[]) => Promise<void>;
  /** Hangs up; what arrived so far stays. */
  stop: () => void;
  clear: () => void;
};

/** A conversation with a model, kept in the page only. */
export function useConversation(teamId: string | undefined): Conversation {
  const [turns, dispatch] = useReducer(conversationReducer, []);
  const takeKey = usePlaygroundKey(teamId);
  const running = useRef<AbortController>(undefined);
  const nextId = useRef(0);

  const ask = useCallback(
    async (settings: Settings, text: string, images: readonly AttachedImage[]) => {
      const id = nextId.current;
      nextId.current += 2;
      dispatch({ type: 'asked', id, text, images });
      const body = toRequestBody(settings, [...turns, { id, role: 'user', text, images }]);
      const controller = new AbortController();
      running.current = controller;
      try {
        const key = await takeKey();
        const startedAt = performance.now();
        const elapsed = () => Math.round(performance.now() - startedAt);
        let begun = false;
        for await (const event of streamCompletion({ key, body, signal: controller.signal })) {
          if (event.type === 'accepted') {
            dispatch({ type: 'figures', figures: { requestId: event.requestId } });
          } else if (event.type === 'usage') {
            const { inputTokens, outputTokens } = event;
            dispatch({ type: 'figures', figures: { inputTokens, outputTokens } });
          } else {
            if (!begun) dispatch({ type: 'figures', figures: { firstTokenMs: elapsed() } });
            begun = true;
            dispatch(event);
          }
        }
        dispatch({ type: 'figures', figures: { totalMs: elapsed() } });
        dispatch({ type: 'ended', state: 'complete' });
      } catch (error) {
        if (controller.signal.aborted) {
          dispatch({ type: 'ended', state: 'stopped' });
          return;
        }
        if (error instanceof CompletionFailure) {
          dispatch({ type: 'figures', figures: { requestId: error.requestId } });
        }
        dispatch({
          type: 'ended',
          state: 'failed',
          failure: error instanceof Error ? error.message : String(error),
        });
      }
    },
    [turns, takeKey],
  );

  const stop = useCallback(() => running.current?.abort(), []);
  const clear = useCallback(() => {
    running.current?.abort();
    dispatch({ type: 'cleared' });
  }, []);
  const last = turns.at(-1);
  return { turns, streaming: last?.role === 'assistant' && last.state === 'streaming', ask, stop, clear };
}
