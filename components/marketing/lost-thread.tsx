import type { ReactNode } from 'react';
import { LogoMark } from '@/components/brand/logo';
import { WarpGround } from '@/components/ui/warp-ground';

type LostThreadProps = {
  title: string;
  body: string;
  action: ReactNode;
  /** It stands inside of a page's own main part. */
  inside?: boolean;
};

/** A page that could not be woven: what happened, and a way on. */
export function LostThread({ title, body, action, inside = false }: LostThreadProps) {
  const Part = inside ? 'div' : 'main';
  return (
    <Part className="relative isolate grid min-h-[70dvh] place-items-center overflow-hidden px-6 py-20">
      <WarpGround className="[mask-image:radial-gradient(55%_60%_at_50%_45%,black,transparent)]" />
      <div className="flex max-w-md flex-col items-center text-center">
        <LogoMark className="mb-6 size-9" />
        <h1 className="text-2xl font-semibold tracking-[-0.025em]">{title}</h1>
        <p className="mt-2 leading-relaxed text-muted-foreground">{body}</p>
        <div className="mt-6">{action}</div>
      </div>
    </Part>
  );
}
