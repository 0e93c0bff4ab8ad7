/** `ipcMain`: handlers by channel, with what crosses cloned as structured clone would. */
import { makeCodec } from './codec.ts';
import { strict } from './strict.ts';

type Handler = (event: object, ...args: unknown[]) => unknown;

/** What goes back to a page for one call. */
export interface Reply {
  ok: boolean;
  body: string;
}

/** The registry behind `ipcMain`. */
export class IpcMain {
  private readonly handlers = new Map<string, Handler>();
  private readonly codec = makeCodec();

  /** `ipcMain`, as the app sees it. */
  readonly api = strict('ipcMain', {
    handle: (channel: string, handler: Handler) => {
      if (this.handlers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`);
      this.handlers.set(channel, handler);
    },
    removeHandler: (channel: string) => void this.handlers.delete(channel),
    // electron-store registers a synchronous listener for renderers; the stand-in's renderers cannot call it.
    on: (channel: string, _listener: unknown) => {
      if (channel !== 'electron-store-get-data') throw new TypeError('The stand-in has no ipcMain.on: use handle');
    },
  });

  /** Runs the handler of `channel`; what it throws becomes the text that Electron makes of it. */
  async invoke(sender: object, senderFrame: object, channel: string, args: unknown[]): Promise<Reply> {
    try {
      const handler = this.handlers.get(channel);
      if (!handler) throw new Error(`No handler registered for '${channel}'`);
      const event = strict('ipcMainInvokeEvent', { type: 'frame', sender, senderFrame, processId: 1, frameId: 1 });
      return { ok: true, body: this.codec.encode(await handler(event, ...args)) };
    } catch (error) {
      return { ok: false, body: `Error invoking remote method '${channel}': ${String(error)}` };
    }
  }
}
