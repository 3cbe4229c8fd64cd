import { cn } from './class-names';
import { CopyButton } from './copy-button';
import { HighlightedCode } from './highlighted-code';
import { ScrollRegion } from './scroll-region';

type CodeBlockProps = {
  code: string;
  language: 'bash' | 'typescript' | 'python' | 'json' | 'text';
  /** Lines, from 1, that deserve the eye. */
  emphasis?: readonly number[];
  /** Breaks long lines: for data to read, not for programs to copy. */
  wrap?: boolean;
  label: string;
  className?: string;
};

/** Code to read and copy. */
export function CodeBlock({ code, language, emphasis, wrap, label, className }: CodeBlockProps) {
  return (
    <div className={cn('flex min-w-0 items-start rounded-lg border bg-sunken', className)}>
      <ScrollRegion label={label} className="min-w-0 flex-1 rounded-lg">
        <pre className="py-3.5 text-[12.5px] leading-[1.7]">
          <HighlightedCode code={code} language={language} emphasis={emphasis} wrap={wrap} />
        </pre>
      </ScrollRegion>
      <CopyButton text={code} label={label} className="m-1.5" />
    </div>
  );
}
