import type { ComboboxOption } from '@/components/ui/combobox';

/** All zones the browser knows, with how far their clocks are from UTC now, by name. */
export function timeZoneOptions(locale: string, now: Date): ComboboxOption[] {
  const names = new Set(['UTC', ...Intl.supportedValuesOf('timeZone')]);
  return [...names].sort().map((name) => ({ value: name, label: name, hint: offsetOf(name, locale, now) }));
}

function offsetOf(timeZone: string, locale: string, now: Date): string {
  const parts = new Intl.DateTimeFormat(locale, { timeZone, timeZoneName: 'shortOffset' }).formatToParts(now);
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? '';
}
