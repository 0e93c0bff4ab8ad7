/** `protocol` and `session`: who may ask for what, and who answers. */
import { toAppUrl, toBrowserUrl } from './origin.ts';
import { StrictEmitter, strict } from './strict.ts';

type Handler = (request: Request) => Response | Promise<Response>;
type BeforeRequest = (
  details: { id: number; url: string; method: string; resourceType: string },
  callback: (response: { cancel?: boolean; redirectURL?: string }) => void,
) => void;
type PermissionRequest = (
  contents: unknown,
  permission: string,
  callback: (granted: boolean) => void,
  details: object,
) => void;
type PermissionCheck = (contents: unknown, permission: string, origin: string, details: object) => boolean;

/** The custom schemes of the app and their handlers. */
export class Schemes {
  readonly names = new Set<string>();
  readonly handlers = new Map<string, Handler>();
  private readonly isReady: () => boolean;
  private beforeRequest: BeforeRequest | undefined;
  private lastRequest = 0;
  permissionRequest: PermissionRequest | undefined;
  permissionCheck: PermissionCheck | undefined;

  constructor(isReady: () => boolean) {
    this.isReady = isReady;
  }

  /** The address for Chromium. */
  browserUrl(url: string): string {
    return toBrowserUrl(url, this.names);
  }
  /** The address for the app. */
  appUrl(url: string): string {
    return toAppUrl(url, this.names);
  }

  /** `protocol`, as the app sees it. */
  readonly protocol = strict('protocol', {
    registerSchemesAsPrivileged: (
      schemes: { scheme: string; privileges?: { standard?: boolean; secure?: boolean } }[],
    ) => {
      if (this.isReady()) throw new Error('protocol.registerSchemesAsPrivileged should be called before app is ready');
      for (const { scheme, privileges } of schemes) {
        if (!privileges?.standard || !privileges.secure) {
          throw new Error(`The stand-in knows only standard and secure schemes; '${scheme}' is not`);
        }
        this.names.add(scheme);
      }
    },
    handle: (scheme: string, handler: Handler) => {
      if (!this.names.has(scheme)) throw new Error(`The scheme '${scheme}' was not registered as privileged`);
      if (this.handlers.has(scheme)) throw new Error(`The scheme '${scheme}' is already handled`);
      this.handlers.set(scheme, handler);
    },
    unhandle: (scheme: string) => void this.handlers.delete(scheme),
    isProtocolHandled: (scheme: string) => this.handlers.has(scheme),
  });

  /** `session.defaultSession`, as the app sees it. */
  readonly session = strict(
    'session',
    Object.assign(new StrictEmitter('session', ['will-download']), {
      protocol: this.protocol,
      setPermissionRequestHandler: (handler: PermissionRequest) => {
        this.permissionRequest = handler;
      },
      setPermissionCheckHandler: (handler: PermissionCheck) => {
        this.permissionCheck = handler;
      },
      // No such devices, no screen sharing and no spell checker here: there is nothing to guard.
      setDevicePermissionHandler: (_handler: unknown) => {},
      setDisplayMediaRequestHandler: (_handler: unknown) => {},
      setSpellCheckerEnabled: (_enable: boolean) => {},
      webRequest: strict('session.webRequest', {
        onBeforeRequest: (...args: unknown[]) => {
          if (args.length > 1) throw new Error('The stand-in takes webRequest.onBeforeRequest without a filter');
          this.beforeRequest = args[0] as BeforeRequest;
        },
      }),
    }),
  );

  /** True where the app's onBeforeRequest lets the request pass. */
  async allows(url: string, method: string, resourceType: string): Promise<boolean> {
    const ask = this.beforeRequest;
    if (!ask) return true;
    this.lastRequest += 1;
    const details = { id: this.lastRequest, url, method, resourceType };
    const answer = await new Promise<{ cancel?: boolean; redirectURL?: string }>((done) => ask(details, done));
    return !answer.cancel && !answer.redirectURL;
  }

  /** The app's own answer for one of its addresses, or undefined where no handler is in charge of it. */
  async answer(url: string, method: string, headers: Record<string, string>): Promise<Response | undefined> {
    const handler = this.handlers.get(new URL(url).protocol.slice(0, -1));
    if (!handler) return undefined;
    return handler(new Request(url, { method, headers }));
  }
}
