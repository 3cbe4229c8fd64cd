import type { Json } from '../../code-samples/chat-completion.ts';
import type { Answer } from '../conversation/conversation.ts';
import { CompletionFailure, streamCompletion } from './stream-completion.ts';

/** How often what arrived is shown. A fast model sends a thousand pieces a second; nobody reads that. */
const showEveryMs = 50;

type Run = {
  body: { [key: string]: Json };
  takeKey: () => Promise<string>;
  signal: AbortSignal;
  /** Called with each change of the answer. */
  change: (change: (answer: Answer) => Answer) => void;
};

/** Asks the gateway and puts the answer down as it arrives, until it ends in one way or another. Never throws. */
export async function runCompletion({ body, takeKey, signal, change }: Run): Promise<void> {
  const buffer = { text: '', reasoning: '' };
  let timer: ReturnType<typeof setTimeout> | undefined;
  const show = () => {
    clearTimeout(timer);
    timer = undefined;
    const { text, reasoning } = buffer;
    if (text === '' && reasoning === '') return;
    buffer.text = buffer.reasoning = '';
    change((answer) => ({ ...answer, text: answer.text + text, reasoning: answer.reasoning + reasoning }));
  };
  const measured = (figures: Answer['figures']) =>
    change((answer) => ({ ...answer, figures: { ...answer.figures, ...figures } }));
  const end = (state: Answer['state'], failure?: string) => {
    show();
    change((answer) => ({ ...answer, state, failure }));
  };

  try {
    const key = await takeKey();
    const startedAt = performance.now();
    const elapsedMs = () => Math.round(performance.now() - startedAt);
    let begun = false;
    for await (const event of streamCompletion({ key, body, signal })) {
      if (event.type === 'accepted') measured({ requestId: event.requestId });
      else if (event.type === 'usage') {
        measured({ inputTokens: event.inputTokens, outputTokens: event.outputTokens });
      } else {
        if (!begun) measured({ firstTokenMs: elapsedMs() });
        begun = true;
        buffer[event.type] += event.text;
        timer ??= setTimeout(show, showEveryMs);
      }
    }
    measured({ totalMs: elapsedMs() });
    end('complete');
  } catch (error) {
    if (signal.aborted) return end('stopped');
    if (error instanceof CompletionFailure) measured({ requestId: error.requestId });
    end('failed', error instanceof Error ? error.message : String(error));
  }
}
