'use client';

import { useState } from 'react';
import { useViewerTimeZone } from '@/components/format/use-viewer-time-zone';
import type { AuditEvent } from './audit-event';
import { AuditRow } from './audit-row';
import { AuditSheet } from './audit-sheet';
import { groupByDay } from './day';
import { DayHeading } from './day-heading';

/** Audit events, newest first, day by day; a row opens everything that is known of it. */
export function AuditList({ events }: { events: readonly AuditEvent[] }) {
  const timeZone = useViewerTimeZone();
  const [opened, setOpened] = useState<AuditEvent>();
  return (
    <>
      <div className="flex flex-col gap-6">
        {groupByDay(events, timeZone).map(({ day, items }) => (
          <section key={day} aria-labelledby={`audit-${day}`}>
            <DayHeading id={`audit-${day}`} day={day} />
            <ul className="divide-y overflow-hidden rounded-lg border bg-surface shadow-card">
              {items.map((event) => (
                <AuditRow key={event.id} event={event} onOpen={() => setOpened(event)} />
              ))}
            </ul>
          </section>
        ))}
      </div>
      <AuditSheet event={opened} onClose={() => setOpened(undefined)} />
    </>
  );
}
