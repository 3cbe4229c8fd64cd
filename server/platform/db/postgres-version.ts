/** generate_series with a time zone came with 16; older ones would take the schema and fail at the first chart. */
const OLDEST_MAJOR = 16;

/**
 * Why a server is too old for Heddle; null when it is not.
 * @param versionNumber as `SHOW server_version_num` has it: 160004 for 16.4
 */
export function versionProblem(versionNumber: number): string | null {
  const major = Math.floor(versionNumber / 10_000);
  if (major >= OLDEST_MAJOR) return null;
  return `DATABASE_URL: found Postgres ${major}, expected ${OLDEST_MAJOR} or later`;
}
