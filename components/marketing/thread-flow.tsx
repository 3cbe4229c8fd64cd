import { useTranslations } from 'next-intl';
import { LogoMark } from '@/components/brand/logo';
import { cn } from '@/components/ui/class-names';

const clients = ['OpenAI SDK', 'Anthropic SDK', 'Gemini SDK'];
const providers = ['OpenAI', 'Anthropic', 'Gemini', 'DeepSeek', 'Mistral', 'Groq', 'Ollama'];

/** Which threads carry a pulse of light: client and provider by place, and the delay in seconds. */
const pulses = [
  { client: 0, provider: 1, delay: 0 },
  { client: 1, provider: 5, delay: -2.4 },
  { client: 2, provider: 3, delay: -4.8 },
];

/** Height of the nth of `count` evenly spread rows, in hundredths. */
function rowAt(index: number, count: number): number {
  return ((index + 0.5) / count) * 100;
}

const inPath = (y: number) => `M0 ${y}C22 ${y} 26 50 44 50`;
const outPath = (y: number) => `M56 50C74 50 78 ${y} 100 ${y}`;

/** The picture of what Heddle does: threads of any client pass one eye and go on to any provider. */
export function ThreadFlow() {
  const t = useTranslations('landing.flow');
  return (
    <figure aria-label={t('label')} className="relative">
      <div
        aria-hidden="true"
        className="grid h-[21rem] grid-cols-[auto_minmax(0,1fr)_auto] items-stretch text-[11px] sm:h-[24rem] sm:text-[13px]"
      >
        <Column names={clients} align="left" />
        <div className="relative">
          <svg
            aria-hidden="true"
            viewBox="0 0 100 100"
            preserveAspectRatio="none"
            className="absolute inset-0 size-full"
            fill="none"
          >
            <g className="stroke-border-strong" strokeWidth="1.25">
              {clients.map((name, index) => (
                <path key={name} d={inPath(rowAt(index, clients.length))} vectorEffect="non-scaling-stroke" />
              ))}
              {providers.map((name, index) => (
                <path
                  key={name}
                  d={outPath(rowAt(index, providers.length))}
                  vectorEffect="non-scaling-stroke"
                />
              ))}
              <path d="M44 50h12" vectorEffect="non-scaling-stroke" />
            </g>
            <g className="stroke-thread" strokeWidth="2" strokeLinecap="round" strokeDasharray="90 910">
              {pulses.map(({ client, provider, delay }) => (
                <path
                  key={delay}
                  className="animate-pass"
                  style={{ animationDelay: `${delay}s` }}
                  d={`${inPath(rowAt(client, clients.length))}L56 50${outPath(rowAt(provider, providers.length)).replace('M56 50', '')}`}
                  vectorEffect="non-scaling-stroke"
                />
              ))}
            </g>
          </svg>
          <HeddleFrame />
        </div>
        <Column names={providers} align="right" />
      </div>
      <figcaption className="mt-4 grid grid-cols-3 gap-3 text-xs text-muted-foreground sm:text-[13px]">
        <span>{t('clients')}</span>
        <span className="text-center">{t('heddle')}</span>
        <span className="text-right">{t('providers')}</span>
      </figcaption>
    </figure>
  );
}

function Column({ names, align }: { names: readonly string[]; align: 'left' | 'right' }) {
  return (
    <ul className="flex flex-col justify-around">
      {names.map((name) => (
        <li
          key={name}
          className={cn(
            'relative rounded-md border bg-surface px-2 py-1.5 font-medium whitespace-nowrap shadow-card sm:px-3.5',
            "before:absolute before:top-1/2 before:size-1.5 before:-translate-y-1/2 before:rounded-full before:bg-border-strong before:content-['']",
            align === 'left' ? 'before:-right-[3.5px]' : 'before:-left-[3.5px]',
          )}
        >
          {name}
        </li>
      ))}
    </ul>
  );
}

/** Five upright wires with an eye each, drawn over the threads; its size does not stretch with the picture. */
function HeddleFrame() {
  const wires = [10, 29, 48, 67, 86];
  return (
    <div className="absolute inset-y-3 left-1/2 flex w-24 -translate-x-1/2 flex-col items-center rounded-xl border border-border-strong bg-surface/75 shadow-raised backdrop-blur-[1px] max-sm:w-20">
      <div className="grid h-11 w-full place-items-center border-b">
        <LogoMark className="size-5" />
      </div>
      <div className="relative w-full flex-1">
        <div className="absolute inset-0 flex flex-col">
          {['top', 'bottom'].map((half) => (
            <div key={half} className="flex flex-1 justify-center gap-[18px] max-sm:gap-[14px]">
              {wires.map((x) => (
                <span key={x} className="w-px bg-border-strong" />
              ))}
            </div>
          ))}
        </div>
        <div className="absolute inset-x-0 top-1/2 h-0.5 -translate-y-1/2 bg-thread" />
        <div className="absolute inset-x-0 top-1/2 flex -translate-y-1/2 justify-center gap-[9px] max-sm:gap-[5px]">
          {wires.map((x) => (
            <span key={x} className="h-7 w-2.5 rounded-full border-[1.5px] border-foreground" />
          ))}
        </div>
      </div>
      <div className="grid h-11 w-full place-items-center border-t font-mono text-[11px] text-muted-foreground">
        /v1
      </div>
    </div>
  );
}
