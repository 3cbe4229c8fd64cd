'use client';

import { PlainText } from '@/components/markdown/plain-text';
import { CodeBlock } from '@/components/ui/code-block';
import { CopyButton } from '@/components/ui/copy-button';
import { indentedJson } from './indented-json';

/** In characters: more is not coloured, which would keep the page from answering. */
const longestColoured = 48 * 1024;

/** A text as it was kept: JSON indented and, where short, coloured; prose as the prose it is. */
export function RawText({ text, label }: { text: string; label: string }) {
  const json = indentedJson(text);
  if (json !== null && json.length <= longestColoured) {
    return <CodeBlock code={json} language="json" wrap label={label} />;
  }
  return (
    <section
      aria-label={label}
      className="flex min-w-0 items-start rounded-lg border bg-sunken text-[12.5px] leading-[1.7]"
    >
      <div className={json === null ? 'min-w-0 flex-1 px-4 py-3.5' : 'min-w-0 flex-1 px-4 py-3.5 font-mono'}>
        <PlainText text={json ?? text} />
      </div>
      <CopyButton text={text} label={label} className="m-1.5" />
    </section>
  );
}
