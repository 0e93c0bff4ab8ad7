import { createServer, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

/** How it answers for tic.rs, or in its place. */
export type Mood = 'well' | 'silent' | 'cut' | 'cut once' | 'portal' | 'portal that cuts' | 'redirect';

const page = '<!DOCTYPE html><html><body>Venue Wi-Fi</body></html>';
/** What tic.rs answers to whoever may see none of its tickets. */
export const noTickets = {
  data: [],
  links: {},
  meta: { current_page: 1, last_page: 1, total: 0, per_page: 50, path: '', links: [], from: null, to: null },
};

/** A host with a mood. */
export class Host {
  mood: Mood = 'well';
  /** Requests that count. */
  questions = 0;
  heads = 0;
  readonly #sockets = new Set<Socket>();
  readonly #server: Server = createServer((request, response) => {
    if (this.mood === 'silent') return;
    if (this.mood === 'cut' || this.mood === 'cut once') {
      if (this.mood === 'cut once') this.mood = 'well';
      request.socket.destroy();
      return;
    }
    if (this.mood === 'redirect') {
      response.writeHead(302, { location: 'http://login.venue.example/' }).end();
      return;
    }
    const asked = request.url?.startsWith('/api/') === true;
    if (!asked) this.heads += 1;
    if (asked && this.mood === 'portal that cuts') {
      request.socket.destroy();
      return;
    }
    const api = asked && this.mood !== 'portal';
    if (api) this.questions += 1;
    response.writeHead(200, { 'content-type': api ? 'application/json' : 'text/html' });
    response.end(api ? JSON.stringify(noTickets) : page);
  }).on('connection', (socket) => this.#sockets.add(socket));

  async open(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }
  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}
