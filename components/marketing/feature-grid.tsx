import { ArrowLeftRight, Fingerprint, Gauge, ReceiptText, Route, ShieldCheck } from 'lucide-react';
import { useTranslations } from 'next-intl';

const features = [
  { key: 'formats', Icon: ArrowLeftRight },
  { key: 'failover', Icon: Route },
  { key: 'receipts', Icon: ReceiptText },
  { key: 'isolation', Icon: ShieldCheck },
  { key: 'conformance', Icon: Fingerprint },
  { key: 'speed', Icon: Gauge },
] as const;

export function FeatureGrid() {
  const t = useTranslations('landing.features');
  return (
    <ul className="grid border-t border-l sm:grid-cols-2 lg:grid-cols-3">
      {features.map(({ key, Icon }) => (
        <li key={key} className="border-r border-b bg-surface/60 p-6 sm:p-7">
          <Icon aria-hidden="true" className="size-5 text-thread" strokeWidth={1.75} />
          <h3 className="mt-4 text-[15px] font-semibold tracking-tight">{t(`${key}.title`)}</h3>
          <p className="mt-1.5 text-sm leading-relaxed text-muted-foreground">{t(`${key}.body`)}</p>
        </li>
      ))}
    </ul>
  );
}
