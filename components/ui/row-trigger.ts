/**
 * For the link or button in a row's first cell: it takes touches and shows the focus for the whole row, while the row
 * stays a row for screen readers. Wants a row that is positioned.
 */
export const rowTriggerClasses =
  'after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-ring';
