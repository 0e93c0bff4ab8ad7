/** Loaded first in a utility process: gives it Electron's `process.parentPort`, and ends it with its parent. */
import { EventEmitter } from 'node:events';

const send = process.send?.bind(process);
const port = Object.assign(new EventEmitter(), {
  postMessage: (message: unknown) => void send?.(message),
  start: () => {},
});
process.on('message', (data) => port.emit('message', { data, ports: [] }));
process.on('disconnect', () => {
  // A moment to close files; then it goes with its parent, whatever it is doing.
  port.emit('close');
  setTimeout(() => process.exit(0), 1000);
});
// Electron's utility processes have the port alone.
Object.assign(process, { send: undefined });
Object.defineProperty(process, 'parentPort', { value: port, enumerable: true });
