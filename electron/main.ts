import { join } from 'node:path';
import {
  app,
  BrowserWindow,
  clipboard,
  dialog,
  ipcMain,
  nativeTheme,
  powerMonitor,
  shell,
  utilityProcess,
} from 'electron';
import { makePersonCaller } from './call-person.ts';
import { fatalHandlers, startProblem } from './fatal.ts';
import { parseFlags } from './flags.ts';
import { buildHouse, type House } from './house.ts';
import { bindContract, eventSender, type Handlers } from './ipc.ts';
import { installId, openKeychain } from './keychain.ts';
import { openLog } from './log.ts';
import { isAppUrl } from './security/app-url.ts';
import { makeExternalDoor } from './security/external.ts';
import { openSettingsOrFresh } from './settings.ts';
import {
  createMainWindow,
  hardenWebContents,
  installAppProtocol,
  loadStartPage,
  registerAppScheme,
  showWindow,
} from './window.ts';

const flags = parseFlags(process.argv);
const bundles = join(import.meta.dirname, '..');
const runtime = process.versions['electron'] ? `Electron ${process.versions['electron']}` : 'stand-in';

app.enableSandbox();
// Windows shows notifications only of programs that it knows by the name of their shortcut (electron-builder.yml).
if (process.platform === 'win32') app.setAppUserModelId('app.willcall.desktop');
registerAppScheme();
if (flags.userDataDir !== null) app.setPath('userData', flags.userDataDir);

// Not awaited: Electron becomes ready only after this module has ended.
if (app.requestSingleInstanceLock()) {
  run().catch((error: unknown) => {
    dialog.showErrorBox('Willcall', error instanceof Error ? error.message : String(error));
    app.exit(1);
  });
} else {
  process.stderr.write('Willcall is running already with this data folder: its window comes to the front.\n');
  app.quit();
}

async function run(): Promise<void> {
  const dataFolder = app.getPath('userData');
  const log = openLog({ folder: join(dataFolder, 'logs') });
  const refused = (what: string, subject: string): void => log.warn('refused', { what, subject });
  let window: BrowserWindow | null = null;
  let house: House | null = null;
  let closing: Promise<void> | null = null;
  const notify = eventSender(() => BrowserWindow.getAllWindows().map((one) => one.webContents));

  app.on('web-contents-created', (_event, contents) => hardenWebContents(contents, refused));
  app.on('second-instance', () => {
    if (window) showWindow(window);
    notify('app.startedAgain', {});
  });
  app.on('window-all-closed', () => app.quit());
  app.on('before-quit', (event) => {
    if (house === null) return;
    event.preventDefault();
    closing ??= house.close().catch((error: unknown) => log.error('closing failed', { cause: error }));
    void closing.then(() => {
      house = null;
      app.quit();
    });
  });

  await app.whenReady();
  const opened = openSettingsOrFresh({ folder: dataFolder });
  const { settings } = opened;
  nativeTheme.themeSource = settings.get().theme;
  installAppProtocol(join(bundles, 'renderer'), refused);
  const openLink = makeExternalDoor(
    (url) => shell.openExternal(url),
    () => house?.knownHosts() ?? [],
  );

  let handlers: Handlers;
  try {
    if (opened.failure !== null) throw opened.failure;
    house = await buildHouse({
      dataFolder,
      version: app.getVersion(),
      runtime,
      keychain: openKeychain({ installId: installId(dataFolder) }),
      settings,
      log,
      notify: (name, payload) => {
        if (name === 'settings.changed') nativeTheme.themeSource = settings.get().theme;
        notify(name, payload);
      },
      forkSandbox: (args) =>
        utilityProcess.fork(join(bundles, 'sandbox/main.js'), [...args], { serviceName: 'Willcall sandbox' }),
      copy: async (text) => clipboard.writeText(text),
      openLink,
      chooseFile: async (suggested) => {
        const options = { defaultPath: suggested, filters: [{ name: 'CSV', extensions: ['csv'] }] };
        const { canceled, filePath } = window
          ? await dialog.showSaveDialog(window, options)
          : await dialog.showSaveDialog(options);
        return canceled ? null : filePath;
      },
      showFolder: async (path) => {
        await shell.openPath(path);
      },
      callPerson: makePersonCaller(() => window),
      quit: () => app.quit(),
    });
    if (flags.demo) await house.ensureDemo();
    handlers = house.handlers;
  } catch (error) {
    log.error('the start failed', { cause: error });
    handlers = fatalHandlers(startProblem(error), {
      settings,
      info: { version: app.getVersion(), runtime, dataFolder },
      quit: () => app.quit(),
      showFolder: async () => {
        await shell.openPath(dataFolder);
      },
    });
  }
  bindContract(ipcMain, handlers, { isAppUrl, log });
  powerMonitor.on('resume', () => house?.wake());

  window = createMainWindow({
    preload: join(bundles, 'preload/preload.cjs'),
    devTools: !app.isPackaged,
    dark: nativeTheme.shouldUseDarkColors,
    place: settings.place(),
    onPlace: (place) => settings.setPlace(place),
  });
  await loadStartPage(window);
}
