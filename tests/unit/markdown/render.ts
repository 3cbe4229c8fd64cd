import { NextIntlClientProvider } from 'next-intl';
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { MarkdownDocument } from '../../../components/markdown/markdown-document.tsx';
import messages from '../../../messages/en.json' with { type: 'json' };

/** The markup of a message, as the browser is given it. */
export function render(text: string, streaming = false): string {
  const children = createElement(MarkdownDocument, { text, streaming });
  return renderToStaticMarkup(
    createElement(NextIntlClientProvider, { locale: 'en', messages, timeZone: 'UTC', children }),
  );
}
