import { HighlightedCode } from '@/components/ui/highlighted-code';
import { ScrollRegion } from '@/components/ui/scroll-region';

/** A message as written, with fenced code set apart. Nothing in it is ever taken for markup. */
export function MessageText({ text }: { text: string }) {
  const pieces = text.split(/^```([^\n]*)\n([\s\S]*?)(?:^```[ \t]*$\n?|$(?![\s\S]))/m);
  const paragraphs: { text: string; language?: string }[] = [];
  for (let index = 0; index < pieces.length; index += 3) {
    const prose = pieces[index]?.trim();
    if (prose) paragraphs.push({ text: prose });
    const code = pieces[index + 2];
    if (code !== undefined)
      paragraphs.push({ text: code.replace(/\n$/, ''), language: pieces[index + 1]?.trim() ?? '' });
  }
  return (
    <div className="flex min-w-0 flex-col gap-3 text-[15px] leading-[1.7]">
      {paragraphs.map((paragraph, index) =>
        paragraph.language === undefined ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: pieces of a message only ever grow at its end.
          <p key={index} className="break-words whitespace-pre-wrap">
            {paragraph.text}
          </p>
        ) : (
          <ScrollRegion
            // biome-ignore lint/suspicious/noArrayIndexKey: pieces of a message only ever grow at its end.
            key={index}
            label={paragraph.language || 'code'}
            className="rounded-lg border bg-sunken"
          >
            <pre className="py-3 text-[13px] leading-[1.65]">
              <HighlightedCode code={paragraph.text} language={paragraph.language} />
            </pre>
          </ScrollRegion>
        ),
      )}
    </div>
  );
}
