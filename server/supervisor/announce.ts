import type { Quickstart } from './quickstart.ts';

/** The line every start ends with. */
export function announceReady(url: string): void {
  console.log(`Heddle is ready at ${url}`);
}

/** Said where nobody chose the address: a machine that others should reach takes one variable. */
export function announceLoopback(): void {
  console.log('Only this machine can reach it. For others to: HEDDLE_HOST=0.0.0.0 npm start');
}

/** What a newcomer needs, shown once, on the very first start: in a box on a terminal, as plain lines elsewhere. */
export function announceQuickstart({ url, apiKey, email, password }: Quickstart, file: string): void {
  const lines = [
    `Heddle is ready at ${url}`,
    '',
    `Sign in    ${email}`,
    `Password   ${password}`,
    `API key    ${apiKey}`,
    '',
    `This is shown once; ${file} keeps it.`,
  ];
  const shown = process.stdout.isTTY ? boxAround(lines) : lines;
  // Outside the box, so that it can be copied as it stands.
  console.log(`\n${shown.join('\n')}\n\nTry it:\n\n${curlFor(url, apiKey)}\n`);
}

function boxAround(lines: readonly string[]): string[] {
  const width = Math.max(...lines.map((line) => line.length));
  return [
    `┌${'─'.repeat(width + 4)}┐`,
    ...lines.map((line) => `│  ${line.padEnd(width)}  │`),
    `└${'─'.repeat(width + 4)}┘`,
  ];
}

function curlFor(url: string, apiKey: string): string {
  const body = JSON.stringify({
    model: 'simulator',
    messages: [{ role: 'user', content: 'Hello, Heddle!' }],
  });
  return [
    `curl ${url}/v1/chat/completions \\`,
    `  -H 'Authorization: Bearer ${apiKey}' \\`,
    `  -H 'Content-Type: application/json' \\`,
    `  -d '${body}'`,
  ].join('\n');
}
