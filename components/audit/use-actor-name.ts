'use client';

import { useTranslations } from 'next-intl';
import type { AuditEvent } from './audit-event';

/** How Heddle itself stands in the log, by the key of its name in the messages. */
const systemActors = {
  configuration: 'configuration',
  environment: 'environment',
  'first start': 'firstStart',
  visitor: 'visitor',
} as const;

type Actor = Pick<AuditEvent, 'actorType' | 'actorName' | 'actorLabel'>;

function isSystemActor(name: string): name is keyof typeof systemActors {
  return Object.hasOwn(systemActors, name);
}

/** Who did it, as people say: a person's name, or what of Heddle it was. */
export function useActorName(): (actor: Actor) => string {
  const t = useTranslations('audit.actors');
  return ({ actorType, actorName, actorLabel }) => {
    if (actorType === 'user') return actorLabel ?? actorName;
    return isSystemActor(actorName) ? t(systemActors[actorName]) : actorName;
  };
}
