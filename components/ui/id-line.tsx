import { CopyButton } from './copy-button';

/** An id on one line under a title, to be copied whole. `label` says what it is: "request id". */
export function IdLine({ id, label }: { id: string; label: string }) {
  return (
    <span className="flex min-w-0 items-center gap-1">
      <span className="min-w-0 truncate font-mono text-xs">{id}</span>
      <CopyButton text={id} label={label} className="size-6" />
    </span>
  );
}
