import { CopyButton } from './copy-button';

type CopyLineProps = {
  /** What is shown and copied, whole. */
  text: string;
  /** What it is, for screen readers: "secret". */
  label: string;
  /** A name by which tests find the text. */
  testId: string;
};

/** A text that is shown this once, to be carried away. */
export function CopyLine({ text, label, testId }: CopyLineProps) {
  return (
    <div className="flex items-center gap-2 rounded-md border border-thread/40 bg-thread-soft py-2 pr-2 pl-3.5">
      <code data-testid={testId} className="min-w-0 flex-1 font-mono text-[13px] break-all">
        {text}
      </code>
      <CopyButton text={text} label={label} showText />
    </div>
  );
}
