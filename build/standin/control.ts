/**
 * What end-to-end tests may ask of the stand-in, over the IPC channel of the process that started it: the counterpart of
 * Playwright's `electronApp.evaluate`. Without such a channel there is nothing here to talk to.
 */
import type { App } from './app.ts';
import { type DesktopRecord, sendPower } from './desktop.ts';
import type { StrictEmitter } from './strict.ts';

/** A question or command from a test. */
export type ControlRequest =
  | { ask: 'desktop' }
  | { ask: 'answer-dialogs'; answers: (number | string)[] }
  | { ask: 'power'; event: 'suspend' | 'resume' }
  | { ask: 'look-away' }
  | { ask: 'quit' };

/** Answers requests until the process ends; a starter that goes away takes the app with it. */
export function listenForTests(
  app: App,
  desktop: { record: DesktopRecord; powerMonitor: StrictEmitter; lookAway: () => void },
): void {
  if (!process.send) return;
  process.on('disconnect', () => app.quit());
  process.on('message', (message: { id: number } & ControlRequest) => {
    const reply = (value: unknown) => process.send?.({ id: message.id, value });
    switch (message.ask) {
      case 'desktop':
        return reply(desktop.record);
      case 'answer-dialogs':
        desktop.record.answers.push(...message.answers);
        return reply(true);
      case 'power':
        sendPower(desktop.powerMonitor, message.event);
        return reply(true);
      case 'look-away':
        desktop.lookAway();
        return reply(true);
      case 'quit':
        reply(true);
        return app.quit();
    }
  });
}
