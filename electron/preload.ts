import { contextBridge, type IpcRendererEvent, ipcRenderer } from 'electron';
import type { WillcallBridge } from '../shared/contract/index.ts';
import { callNames, eventNames } from '../shared/contract/names.ts';

const calls = new Set<string>(callNames);
const events = new Set<string>(eventNames);

const bridge: WillcallBridge = {
  call(name, input) {
    if (!calls.has(name)) throw new TypeError(`not a call of the contract: ${name}`);
    return ipcRenderer.invoke(name, input);
  },
  on(name, listener) {
    if (!events.has(name)) throw new TypeError(`not an event of the contract: ${name}`);
    const deliver = (_event: IpcRendererEvent, payload: Parameters<typeof listener>[0]): void => listener(payload);
    ipcRenderer.on(name, deliver);
    return () => {
      ipcRenderer.removeListener(name, deliver);
    };
  },
};

contextBridge.exposeInMainWorld('willcall', bridge);
