import type { App } from './app.ts';

/** Controls in view that take no press 21 px from their middle, to each side: too small for a gloved finger. */
export async function smallTargets(app: App): Promise<readonly string[]> {
  return app.page.evaluate(() => {
    const reach = 21;
    const controls = document.querySelectorAll<HTMLElement>(
      'button, a[href], input, textarea, [role="option"], [role="tab"], summary',
    );
    const dialog = document.querySelector('[role="dialog"]');
    return [...controls].flatMap((control) => {
      if (dialog !== null && !dialog.contains(control)) return [];
      const ticked = control instanceof HTMLInputElement && /radio|checkbox/.test(control.type);
      const label = ticked ? control.labels?.[0] : undefined;
      const box = (label ?? control).getBoundingClientRect();
      // A field is as high as the frame around it.
      if (control.matches('input, textarea') && !ticked) {
        const frame = control.closest('.mantine-Input-wrapper')?.getBoundingClientRect() ?? box;
        return frame.height === 0 || frame.height > 2 * reach ? [] : [`field ${control.id} ${frame.height} high`];
      }
      const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
      const takes = (dx: number, dy: number): boolean => {
        const hit = document.elementFromPoint(x + dx, y + dy);
        // A row that opens on a press anywhere is the target of the button in it.
        const row = control.closest('[data-testid$="-row"]');
        return hit !== null && (control.contains(hit) || label?.contains(hit) === true || row?.contains(hit) === true);
      };
      // Out of sight, scrolled away or half covered by the edge of what scrolls: looked at when it is in view.
      if (box.width < 2 || box.height < 2 || !takes(0, 0)) return [];
      const edge = control.closest('[class*="screen"], [role="dialog"], nav')?.getBoundingClientRect();
      if (edge && (y - reach < edge.top || y + reach > edge.bottom)) return [];
      const fits = [-reach, reach].every((by) => takes(by, 0) && takes(0, by));
      return fits
        ? []
        : [
            `${control.tagName} ${control.getAttribute('aria-label') ?? control.textContent} ${box.width}×${box.height}`,
          ];
    });
  });
}
