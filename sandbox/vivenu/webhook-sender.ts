import { createHmac } from 'node:crypto';
import type { Vivenu } from './context.ts';
import type { Listener } from './outbox.ts';

/** Lower-case hex HMAC-SHA256 of the raw body, no prefix: header `x-vivenu-signature`. */
export function signWebhook(raw: string, hmacKey: string): string {
  return createHmac('sha256', hmacKey).update(raw).digest('hex');
}

/** Waits before the second to the seventh attempt: about two hours in all. */
const WAITS_MS = [10_000, 60_000, 300_000, 900_000, 2_400_000, 3_600_000];
const ANSWER_WITHIN_MS = 10_000;

interface Due {
  n: number;
  outbox_n: number;
  listener_id: string;
  attempts: number;
  doc: string;
  listener: string | null;
}

export interface WebhookSender {
  /** Sends what is due by the sandbox's clock; resolves when all of it was answered, refused or timed out. */
  run(): Promise<void>;
  /** Hangs up on listeners that are still thinking. */
  close(): void;
}

/** Sends webhooks to their listeners until they answer 2xx: seven attempts, then never again. */
export function createWebhookSender(ctx: Vivenu): WebhookSender {
  const hangUp = new AbortController();
  let closed = false;

  const settle = (due: Due, dueMs: number | null, last: string) => {
    if (closed) return;
    ctx.store
      .sql('UPDATE deliveries SET attempts = ?, due_ms = ?, last = ? WHERE n = ?')
      .run(due.attempts + 1, dueMs, last, due.n);
  };

  const attempt = async (due: Due): Promise<void> => {
    if (due.listener === null) return settle(due, null, 'listener is gone');
    const { url, hmacKey } = JSON.parse(due.listener) as Listener;
    const headers: Record<string, string> = { 'content-type': 'application/json' };
    if (hmacKey !== null) headers['x-vivenu-signature'] = signWebhook(due.doc, hmacKey);
    const wait = WAITS_MS[due.attempts];
    const again = () => (wait === undefined ? null : ctx.clock.now() + wait);
    try {
      const signal = AbortSignal.any([hangUp.signal, AbortSignal.timeout(ANSWER_WITHIN_MS)]);
      const answer = await fetch(url, { method: 'POST', headers, body: due.doc, signal, redirect: 'manual' });
      await answer.arrayBuffer();
      settle(due, answer.ok ? null : again(), String(answer.status));
    } catch (error) {
      settle(due, again(), error instanceof Error ? error.message : String(error));
    }
  };

  return {
    run: async () => {
      if (closed) return;
      const claimed = ctx.store.write(() => {
        const due = ctx.store
          .sql<Due>(
            `SELECT d.n, d.outbox_n, d.listener_id, d.attempts, o.doc, l.doc AS listener FROM deliveries d
             JOIN outbox o ON o.n = d.outbox_n LEFT JOIN listeners l ON l.id = d.listener_id
             WHERE d.due_ms <= ? ORDER BY d.due_ms, d.n LIMIT 50`,
          )
          .all(ctx.clock.now());
        // Claimed at once, so that nothing is sent twice by two runs; `settle` says when the next attempt is.
        for (const { n } of due) ctx.store.sql('UPDATE deliveries SET due_ms = NULL WHERE n = ?').run(n);
        return due;
      });
      await Promise.all(claimed.map(attempt));
    },
    close: () => {
      closed = true;
      hangUp.abort();
    },
  };
}
