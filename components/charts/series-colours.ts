import { dyes } from '@/components/providers/dye';

/** As many colours as can be told apart in one stack, in the order in which charts take them. */
export const seriesColours = [...dyes, 'var(--dye-woad)'] as const;

/** Of what has no colour of its own: everything else, added up. */
export const restColour = 'var(--border-strong)';
