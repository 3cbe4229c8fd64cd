/** An end user as the tables of budgets have them: as Postgres keeps texts, and empty where they have no part each. */
export function storedEndUser(endUser: string | null): string {
  return endUser === null ? '' : endUser.replaceAll('\0', '').toWellFormed();
}
