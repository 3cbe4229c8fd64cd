import { cn } from './class-names';
import { CopyButton } from './copy-button';
import { HighlightedCode } from './highlighted-code';

type CodeBlockProps = {
  code: string;
  language: 'bash' | 'typescript' | 'python' | 'json';
  /** Lines, from 1, that deserve the eye. */
  emphasis?: readonly number[];
  label: string;
  className?: string;
};

/** Code to read and copy. */
export function CodeBlock({ code, language, emphasis, label, className }: CodeBlockProps) {
  return (
    <div className={cn('group relative min-w-0 rounded-lg border bg-sunken', className)}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: code that scrolls has to be reachable by keyboard. */}
      <pre
        aria-label={label}
        tabIndex={0}
        className="overflow-x-auto rounded-lg py-3.5 text-[12.5px] leading-[1.7]"
      >
        <HighlightedCode code={code} language={language} emphasis={emphasis} />
      </pre>
      <CopyButton text={code} className="absolute top-2 right-2 bg-sunken" />
    </div>
  );
}
