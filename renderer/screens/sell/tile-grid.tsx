import { UnstyledButton } from '@mantine/core';
import { type KeyboardEvent, useRef, useState } from 'react';
import type { CatalogueItem } from '../../../shared/domain/catalogue.ts';
import { MoneyText } from '../../components/money-text.tsx';
import { formatDay } from '../../format/dates.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { useTexts } from '../../i18n/use-texts.ts';
import { type Cart, conflictOf, quantityOf } from './cart.ts';
import classes from './sell.module.css';
import { actOnCart } from './session.ts';
import { columnsOf, tileAfterArrow } from './tile-keys.ts';

interface TileGridProps {
  readonly items: readonly CatalogueItem[];
  readonly cart: Cart;
  readonly onAdd: (item: CatalogueItem) => void;
}

/** What this door sells, as tiles: a tap, a click, a digit, or arrows and Enter put one into the cart; minus takes one out. */
export function TileGrid({ items, cart, onAdd }: TileGridProps) {
  const { t } = useTexts('sell');
  const grid = useRef<HTMLDivElement>(null);
  const [current, setCurrent] = useState(0);

  const onKeyDown = (event: KeyboardEvent) => {
    const tiles = [...(grid.current?.querySelectorAll<HTMLElement>('[data-testid="sell-tile"]') ?? [])];
    const index = tiles.findIndex((tile) => tile === document.activeElement);
    if (index === -1 || event.ctrlKey || event.altKey || event.metaKey) return;
    const columns = columnsOf(tiles.map((tile) => tile.offsetTop));
    const next = tileAfterArrow(event.key, index, columns, tiles.length);
    if (next !== null) {
      event.preventDefault();
      setCurrent(next);
      tiles[next]?.focus();
    } else if (event.key === '-' || event.key === '+') {
      event.preventDefault();
      const item = items[index];
      if (item && event.key === '+') onAdd(item);
      const line = cart.lines.find((one) => one.item.id === item?.id);
      if (line && event.key === '-') actOnCart({ kind: 'quantity', key: line.key, quantity: line.quantity - 1 });
    }
  };

  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would be announced as a part of a form, and tiles are none.
    <div ref={grid} className={classes['tiles']} role="group" aria-label={t('catalogue')} onKeyDown={onKeyDown}>
      {items.map((item, index) => (
        <Tile
          key={item.id}
          item={item}
          digit={index < 9 ? String(index + 1) : index === 9 ? '0' : null}
          quantity={quantityOf(cart, item.id)}
          fits={conflictOf(cart, item) === null}
          tabbable={index === Math.min(current, items.length - 1)}
          onFocus={() => setCurrent(index)}
          onChoose={() => onAdd(item)}
        />
      ))}
    </div>
  );
}

interface TileProps {
  readonly item: CatalogueItem;
  readonly digit: string | null;
  readonly quantity: number;
  readonly fits: boolean;
  readonly tabbable: boolean;
  readonly onFocus: () => void;
  readonly onChoose: () => void;
}

function Tile({ item, digit, quantity, fits, tabbable, onFocus, onChoose }: TileProps) {
  const { t } = useTexts('sell');
  const language = useLanguage();
  return (
    <UnstyledButton
      className={classes['tile'] ?? ''}
      data-testid="sell-tile"
      data-chosen={quantity > 0 || undefined}
      data-fits={fits}
      aria-disabled={!fits}
      aria-keyshortcuts={digit ?? undefined}
      tabIndex={tabbable ? 0 : -1}
      onFocus={onFocus}
      onClick={onChoose}
    >
      <span className={classes['tileName']}>{item.name}</span>
      <span className={classes['tileKind']}>
        {t(`type.${item.type}`)}
        {item.date === null ? null : ` · ${formatDay(item.date, language)}`}
      </span>
      {digit === null ? null : (
        <kbd className={classes['tileDigit']} aria-hidden>
          {digit}
        </kbd>
      )}
      <span className={classes['tileFoot']}>
        {quantity === 0 ? null : (
          <span className={classes['tileQuantity']}>
            <span aria-hidden>×{quantity}</span>
            <span className={classes['forReaders']}>{t('inCart', { count: quantity })}</span>
          </span>
        )}
        <span className={item.unitPrice === null ? classes['tileByHand'] : classes['tilePrice']}>
          {item.unitPrice === null ? t('byHand') : <MoneyText money={item.unitPrice} fw={650} />}
        </span>
      </span>
    </UnstyledButton>
  );
}
