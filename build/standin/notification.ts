/** `Notification`: kept for tests to read; on a desktop it goes to the system's own by `notify-send`. */
import { spawn } from 'node:child_process';
import { StrictEmitter, strict } from './strict.ts';

/** A notification that was shown. */
export interface ShownNotification {
  readonly title: string;
  readonly body: string;
}

/** What `new Notification` of Electron 45 takes on every system. */
const OPTIONS = new Set(['title', 'body', 'silent', 'icon', 'timeoutType', 'urgency']);

/** Makes the class for one app. @param shown takes what is shown, oldest first. */
export function makeNotification(parts: { readonly headless: boolean; readonly shown: ShownNotification[] }) {
  return class Notification extends StrictEmitter {
    static isSupported(): boolean {
      return true;
    }

    readonly title: string;
    readonly body: string;

    constructor(options: Record<string, unknown> = {}) {
      super('Notification', ['show', 'click', 'close', 'failed']);
      for (const name of Object.keys(options)) {
        if (!OPTIONS.has(name)) throw new TypeError(`Electron's notifications know no option ${name} on every system`);
      }
      this.title = String(options['title'] ?? '');
      this.body = String(options['body'] ?? '');
      // biome-ignore lint/correctness/noConstructorReturn: the app must hold the strict object, never the bare one.
      return strict('Notification', this);
    }

    show(): void {
      parts.shown.push({ title: this.title, body: this.body });
      this.emit('show');
      if (parts.headless) return;
      const sender = spawn('notify-send', ['--', this.title, this.body], { stdio: 'ignore' });
      sender.on('error', (error) => process.stderr.write(`stand-in: notify-send: ${error.message}\n`));
    }

    close(): void {
      this.emit('close');
    }
  };
}
