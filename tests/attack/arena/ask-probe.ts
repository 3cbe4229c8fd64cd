import { connect } from 'node:net';
import type { Turns } from './turn-probe.ts';

const PATIENCE_MS = 60_000;

/** What the gateway's probe has seen since it was last asked; null when there is no gateway to ask. */
export function askProbe(port: number): Promise<Turns | null> {
  return new Promise((resolve) => {
    let text = '';
    const socket = connect(port, '127.0.0.1');
    socket.setTimeout(PATIENCE_MS, () => socket.destroy());
    socket.on('data', (data) => {
      text += data.toString('utf8');
    });
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(text === '' ? null : (JSON.parse(text) as Turns)));
  });
}
