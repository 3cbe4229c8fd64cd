import { useTranslations } from 'next-intl';

const columns = 24;
const rows = 15;
const pitch = 40;

/** Plain weave: the weft goes over every other warp thread, one further in each row. */
function weft(row: number): string {
  const y = row * pitch + pitch / 2;
  const passes = Array.from({ length: columns }, (_, column) => column)
    .filter((column) => (column + row) % 2 === 0)
    .map((column) => `M${(column - 0.32) * pitch} ${y}h${pitch * 1.64}`);
  return passes.join('');
}

/** Cloth in the making, for the quiet side of the sign-in pages. Decorative but for its sentence. */
export function WovenPanel() {
  const t = useTranslations('auth');
  return (
    <aside className="relative isolate hidden overflow-hidden border-l bg-sunken lg:block">
      <svg
        aria-hidden="true"
        viewBox={`0 0 ${columns * pitch} ${rows * pitch + 320}`}
        preserveAspectRatio="xMidYMin slice"
        className="absolute inset-0 -z-10 size-full [mask-image:linear-gradient(to_bottom,black_55%,transparent_92%)]"
        fill="none"
      >
        <g className="stroke-border" strokeWidth="5">
          {Array.from({ length: columns }, (_, column) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a warp thread is known by its place.
            <path key={column} d={`M${column * pitch + pitch / 2} 0V2000`} />
          ))}
        </g>
        <g className="stroke-border-strong" strokeWidth="5" strokeLinecap="round">
          {Array.from({ length: rows }, (_, row) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a weft thread is known by its row.
            <path key={row} d={weft(row)} className={row === rows - 1 ? 'stroke-thread' : undefined} />
          ))}
        </g>
      </svg>
      <p className="absolute right-10 bottom-10 left-10 max-w-md text-[15px] leading-relaxed text-muted-foreground">
        {t('meaning')}
      </p>
    </aside>
  );
}
