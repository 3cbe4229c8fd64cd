/** Lengths of the periods that totals are kept of, in seconds; each is a multiple of the one before. */
export const MINUTE = 60;
/** Some time zones begin their days at :30 or :45. Not kept by all dimensions at once. */
export const QUARTER = 900;
export const HOUR = 3_600;
export const DAY = 86_400;

/** Days after which totals of short periods go. Those of hours and days stay. */
export const keptDays = { [MINUTE]: 3, [QUARTER]: 100 } as const;
