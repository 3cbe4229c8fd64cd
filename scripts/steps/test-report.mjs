import path from 'node:path';

/**
 * Counts a vitest JSON report.
 * @param {{testResults: {name: string, status: string, assertionResults: {status: string, fullName: string}[]}[]}} report
 * @param {string} root
 * @returns {{passed: number, failed: number, skipped: string[]}} `skipped` by file and name
 */
export function readReport(report, root) {
  const counts = { passed: 0, failed: 0, skipped: [] };
  for (const { name: file, status: fileStatus, assertionResults } of report.testResults) {
    let failedHere = 0;
    for (const { status, fullName } of assertionResults) {
      if (status === 'passed') counts.passed += 1;
      else if (status === 'failed') failedHere += 1;
      else counts.skipped.push(`${path.relative(root, file)}: ${fullName}`);
    }
    // A file that fails outside its tests (it does not load, a hook throws) is one failure.
    counts.failed += failedHere === 0 && fileStatus === 'failed' ? 1 : failedHere;
  }
  return counts;
}
