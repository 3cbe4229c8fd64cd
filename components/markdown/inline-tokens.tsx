import { Image as ImageIcon } from 'lucide-react';
import type { Token, Tokens } from 'marked';
import type { ReactNode } from 'react';
import { markdownBounds } from './bounds';
import { decodeEntities } from './decode-entities';
import { Formula } from './formula';
import { useMessage } from './message-context';
import { safeAddress } from './safe-address';

type InlineTokensProps = { tokens: readonly Token[] | undefined; depth: number };

/** Running text. What the format does not know, raw HTML before all, is shown as it is written. */
export function InlineTokens({ tokens = [], depth }: InlineTokensProps) {
  // biome-ignore lint/suspicious/noArrayIndexKey: a token is known by its place in the text.
  return tokens.map((token, index) => <InlineToken key={index} token={token} depth={depth} />);
}

function InlineToken({ token, depth }: { token: Token; depth: number }): ReactNode {
  if (depth > markdownBounds.depth) return token.raw;
  const inner = () => <InlineTokens tokens={'tokens' in token ? token.tokens : []} depth={depth + 1} />;
  switch (token.type) {
    case 'strong':
      return <strong className="font-semibold">{inner()}</strong>;
    case 'em':
      return <em>{inner()}</em>;
    case 'del':
      return <del className="text-muted-foreground">{inner()}</del>;
    case 'codespan':
      return (
        <code className="rounded-[4px] border bg-sunken px-1 py-px text-[0.86em] wrap-anywhere">
          {token.text}
        </code>
      );
    case 'br':
      return <br />;
    case 'link':
      return (
        <SafeLink address={token.href} title={token.title}>
          {inner()}
        </SafeLink>
      );
    case 'image':
      return <ImageLink image={token as Tokens.Image} />;
    case 'formula':
      return <Formula source={token.text} display={token.display} />;
    case 'escape':
      return decodeEntities(token.text);
    case 'checkbox':
      return null;
    case 'html':
      return /^<br\s*\/?>$/i.test(token.raw.trim()) ? <br /> : token.raw;
    case 'text':
      return 'tokens' in token && token.tokens ? inner() : decodeEntities(token.text);
    default:
      return token.raw;
  }
}

type SafeLinkProps = { address: string; title?: string | null; children: ReactNode };

/** Opens beside this page and tells the other site nothing of it. An address of another kind is only text. */
function SafeLink({ address, title, children }: SafeLinkProps) {
  const href = safeAddress(decodeEntities(address));
  if (href === undefined) return children;
  return (
    <a
      href={href}
      title={title ? `${title} · ${href}` : href}
      target="_blank"
      rel="noopener noreferrer nofollow"
      referrerPolicy="no-referrer"
      className="link-thread wrap-anywhere"
    >
      {children}
    </a>
  );
}

const inlineImage = /^data:image\/(?:png|jpeg|gif|webp);base64,[\w+/]+=*$/;

/**
 * An image that the answer itself carries is shown. One that would be fetched is a link: its address could tell a
 * stranger what the conversation is about.
 */
function ImageLink({ image }: { image: Tokens.Image }) {
  const { label } = useMessage();
  const name = decodeEntities(image.text) || label.image;
  if (inlineImage.test(image.href)) {
    const className = 'my-1 inline-block max-h-96 max-w-full rounded-md border';
    // biome-ignore lint/performance/noImgElement: a data URL has nothing to optimise.
    return <img src={image.href} alt={name} className={className} />;
  }
  return (
    <SafeLink address={image.href} title={image.title}>
      <ImageIcon aria-hidden="true" className="mr-1 mb-0.5 inline size-3.5" />
      {name}
    </SafeLink>
  );
}
