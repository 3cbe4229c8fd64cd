'use client';

import { useEffect, useState } from 'react';
import { CopyButton } from '@/components/ui/copy-button';
import { ScrollRegion } from '@/components/ui/scroll-region';
import { markdownBounds } from './bounds';
import { writtenName } from './code-languages';
import { CodeSpans } from './code-spans';
import type { CodeTree } from './highlight-code';
import { useMessage } from './message-context';
import { whenIdle } from './when-idle';

type FencedCodeProps = { code: string; language: string; settled: boolean };

/** Code with its language and a button that copies it, coloured once all of it is there. */
export function FencedCode({ code, language, settled }: FencedCodeProps) {
  const { label } = useMessage();
  const tree = useHighlighting(code, language, settled);
  const name = writtenName(language) || label.code;
  return (
    <figure className="min-w-0 overflow-hidden rounded-lg border bg-sunken">
      <figcaption className="flex h-9 items-center justify-between border-b pr-1 pl-3.5 text-xs text-muted-foreground pointer-coarse:h-11">
        <span className="truncate">{name}</span>
        <CopyButton text={code} label={name} />
      </figcaption>
      <ScrollRegion label={name}>
        <pre className="w-max min-w-full px-3.5 py-3 text-[13px] leading-[1.65]">
          <code>{tree ? <CodeSpans nodes={tree.children} /> : code}</code>
        </pre>
      </ScrollRegion>
    </figure>
  );
}

/** The coloured code, loaded and worked out when the page is idle; undefined until then and for other languages. */
function useHighlighting(code: string, language: string, settled: boolean): CodeTree | undefined {
  const [done, setDone] = useState<{ code: string; tree: CodeTree | undefined }>();
  useEffect(() => {
    if (!settled || language === '' || code.length > markdownBounds.highlightedCode) return;
    let gone = false;
    const callOff = whenIdle(() => {
      void import('./highlight-code')
        .then(({ highlightCode }) => highlightCode(code, language.toLowerCase()))
        // Code without colours reads as well.
        .catch(() => undefined)
        .then((tree) => {
          if (!gone) setDone({ code, tree });
        });
    });
    return () => {
      gone = true;
      callOff();
    };
  }, [code, language, settled]);
  return done?.code === code ? done.tree : undefined;
}
