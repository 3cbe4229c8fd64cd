import type { ReactNode } from 'react';

/** Leads, in a tab of its own, to how requests are signed: for the `link` of a message. */
export function signingDocsLink(text: ReactNode) {
  return (
    <a href="/docs#signing" target="_blank" rel="noreferrer" className="link-thread">
      {text}
    </a>
  );
}
