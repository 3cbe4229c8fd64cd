import type { MarkdownDocument } from './markdown-document';

/** The renderer, a file of its own: pages that may show a message ask for it when they are idle. */
export async function loadMarkdown(): Promise<{ default: typeof MarkdownDocument }> {
  const module = await import('./markdown-document');
  return { default: module.MarkdownDocument };
}
