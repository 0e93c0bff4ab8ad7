/** Draws build/icon.png from build/icon.svg: `node build/run.mjs --runtime build/draw-icon.ts`, after the drawing changed. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { findChromium } from './standin/chromium.ts';

/** Electron-builder makes every smaller size, and the formats of macOS and Windows, from this one. */
const SIZE = 1024;

const browser = await chromium.launch({ executablePath: findChromium() });
const page = await browser.newPage({ viewport: { width: SIZE, height: SIZE } });
const svg = await readFile(join(import.meta.dirname, 'icon.svg'), 'utf8');
await page.setContent(`<style>body{margin:0}svg{display:block;width:100vw;height:100vh}</style>${svg}`);
await page.screenshot({ path: join(import.meta.dirname, 'icon.png'), omitBackground: true });
await browser.close();
