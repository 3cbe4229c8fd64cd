import { downloadText } from './download-text';

/** Lets the browser save text as a CSV file. */
export function downloadCsv(csv: string, name: string): void {
  downloadText(csv, name, 'text/csv');
}
