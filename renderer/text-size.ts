import type { Settings } from '../shared/domain/settings.ts';

/** Root font size in percent for each text size setting; all sizes are in rem and follow it. */
const scale: Readonly<Record<Settings['textSize'], string>> = {
  normal: '100%',
  large: '118%',
  larger: '140%',
};

/**
 * Sets the text size of the window. Chromium keeps the em of a container query as it was when the container was first laid out
 * (seen in 156), so the container is taken away and given back, which loses neither focus nor scroll position.
 */
export function applyTextSize(size: Settings['textSize']): void {
  document.documentElement.style.fontSize = scale[size];
  const root = document.getElementById('root');
  if (root === null) return;
  root.style.containerType = 'normal';
  root.getBoundingClientRect();
  root.style.containerType = '';
}
