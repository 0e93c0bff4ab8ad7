import { Button, SegmentedControl, TextInput } from '@mantine/core';
import { IconEdit, IconSearch, IconShoppingCart } from '@tabler/icons-react';
import { useEffect, useEffectEvent, useRef } from 'react';
import type { Account } from '../../../shared/domain/accounts.ts';
import type { CatalogueItem } from '../../../shared/domain/catalogue.ts';
import { defaultSettings } from '../../../shared/domain/settings.ts';
import { type AccountId, as } from '../../../shared/ids.ts';
import { accountOf, sells, useAccounts, useSyncStatus } from '../../bridge/use-accounts.ts';
import { useCall } from '../../bridge/use-call.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { Loading } from '../../components/loading.tsx';
import { ProblemAlert } from '../../components/problem-alert.tsx';
import { say } from '../../components/say.ts';
import { Screen } from '../../components/screen.tsx';
import { useLanguage } from '../../i18n/use-language.ts';
import { useTexts } from '../../i18n/use-texts.ts';
import { navigate, useKept } from '../../navigation/navigate.ts';
import type { RouteOf } from '../../navigation/routes.ts';
import { useStore } from '../../navigation/store.ts';
import { overlayOpen } from '../../shell/typed-keys.ts';
import { readAmount, separatorsOf } from './amount.ts';
import { cartTotal, cartTrouble, conflictOf } from './cart.ts';
import { CartPanel } from './cart-panel.tsx';
import { shownItems } from './catalogue-filter.ts';
import { customerTroubles } from './customer.ts';
import classes from './sell.module.css';
import { SendBar } from './send-bar.tsx';
import { actOnCart, sellSession, setCustomer } from './session.ts';
import { changeOf, tenderFor, tendersOf } from './tender.ts';
import { TenderChoice } from './tender-choice.tsx';
import { TileGrid } from './tile-grid.tsx';
import { useSendSale } from './use-send-sale.ts';
import { useTileDigits } from './use-tile-digits.ts';

/** More tiles than this and a filter appears: fewer are seen at a glance. */
const fewTiles = 12;

/** Selling at the door: tiles, cart, guest, one press. Works with the cable out: the sale goes to the ledger, and its link comes later. */
export function SellScreen({ route }: { readonly route: RouteOf<'sell'> }) {
  const { t } = useTexts('sell');
  const language = useLanguage();
  const session = useStore(sellSession);
  const region = (useCall('settings.get', undefined).data ?? defaultSettings).phoneRegion;

  // Once per opening: who comes back from the payment must not find the former guest in the fields.
  const [guestTaken, setGuestTaken] = useKept('guest taken', false);
  useEffect(() => {
    if (!route.customer || guestTaken) return;
    setCustomer(route.customer);
    setGuestTaken(true);
  });

  // What was changed under Edit catalogue while it was in the cart is sold as it is now.
  const catalogue = useCall('catalogue.list', undefined).data;
  useEffect(() => {
    if (catalogue) actOnCart({ kind: 'catalogue', items: catalogue });
  }, [catalogue]);

  const accounts = useAccounts();
  const sellers = accounts.filter(sells);
  const account = (session.accountId && accountOf(sellers, session.accountId)) ?? sellers[0];
  // What is in the cart decides: the tiles of another account may be shown meanwhile.
  const cartAccount = session.cart.lines[0]?.item.accountId;
  const payAccount = cartAccount === undefined ? account : accountOf(accounts, cartAccount);
  const available = tendersOf(payAccount);
  const tender = tenderFor(session.tender, available);
  const total = cartTotal(session.cart);
  const cash =
    tender === 'cash' && total !== null ? readAmount(session.cashGiven, total.currency, separatorsOf(language)) : null;
  const given = cash?.kind === 'money' ? cash.money : null;
  const sale = useSendSale(region, tender, given);

  const onCtrlEnter = useEffectEvent((event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || overlayOpen()) return;
    event.preventDefault();
    sale.send();
  });
  useEffect(() => {
    document.addEventListener('keydown', onCtrlEnter);
    return () => document.removeEventListener('keydown', onCtrlEnter);
  }, []);

  const offline = useSyncStatus().some(
    (status) =>
      status.accountId === payAccount?.id && (status.connectivity === 'offline' || status.connectivity === 'portal'),
  );

  const trouble = cartTrouble(session.cart);
  const guest = customerTroubles(session.customer, region);
  const obstacle =
    trouble !== null
      ? t(`trouble.${trouble}`)
      : guest.phone !== null
        ? t(`phoneTrouble.${guest.phone}`)
        : guest.email !== null
          ? t('notAnEmail')
          : payAccount !== undefined && tender === null
            ? t('noTender')
            : given !== null && total !== null && changeOf(given, total).kind === 'missing'
              ? t('cashTooLittle')
              : null;

  return (
    <Screen
      title={t('title')}
      width={120}
      actions={
        <>
          {sellers.length > 1 && account ? <AccountChoice sellers={sellers} chosen={account.id} /> : null}
          <Button
            id="sell-edit-catalogue"
            variant="default"
            leftSection={<IconEdit aria-hidden size={20} />}
            onClick={() => navigate.to({ screen: 'catalogue' })}
          >
            {t('editCatalogue')}
          </Button>
        </>
      }
    >
      <div className={classes['sell']}>
        <Tiles account={account} />
        <div className={classes['side']}>
          <CartPanel
            cart={session.cart}
            customer={session.customer}
            region={region}
            problem={sale.problem}
            refused={session.refused}
          />
          <SendBar
            total={total}
            tender={tender ?? 'link'}
            choice={
              tender === null ? null : (
                <TenderChoice available={available} tender={tender} total={total} given={session.cashGiven} />
              )
            }
            obstacle={obstacle}
            offline={offline}
            pending={sale.pending}
            onSend={sale.send}
          />
        </div>
      </div>
    </Screen>
  );
}

function AccountChoice({ sellers, chosen }: { readonly sellers: readonly Account[]; readonly chosen: AccountId }) {
  const { t } = useTexts('sell');
  return (
    <SegmentedControl
      aria-label={t('sellThrough')}
      data={sellers.map((one) => ({ value: one.id, label: one.label }))}
      value={chosen}
      onChange={(id) => sellSession.set((session) => ({ ...session, accountId: as<AccountId>(id) }))}
    />
  );
}

function Tiles({ account }: { readonly account: Account | undefined }) {
  const { t } = useTexts('sell');
  const session = useStore(sellSession);
  const catalogue = useCall('catalogue.list', undefined);
  const ofAccount = shownItems(catalogue.data ?? [], account?.id ?? null, '');
  const shown = shownItems(ofAccount, account?.id ?? null, session.filter);
  const loading = catalogue.data === undefined && catalogue.error === null;

  const add = (item: CatalogueItem) => {
    const conflict = conflictOf(sellSession.get().cart, item);
    if (conflict) say(t(`conflict.${conflict}`));
    else actOnCart({ kind: 'add', item });
  };
  // A digit that is quicker than the tiles waits for them, or it would open Lookup.
  const early = useRef<number[]>([]);
  useTileDigits(
    (index) => {
      const item = shown[index];
      if (loading) early.current.push(index);
      else if (item) add(item);
    },
    loading || shown.length > 0,
  );
  const chooseEarly = useEffectEvent(() => {
    for (const index of early.current.splice(0)) {
      const item = shown[index];
      if (item) add(item);
    }
  });
  useEffect(() => {
    if (!loading) chooseEarly();
  }, [loading]);

  if (catalogue.error) {
    return <ProblemAlert problem={catalogue.error.problem} onRetry={() => void catalogue.refetch()} />;
  }
  if (catalogue.data === undefined) return <Loading />;
  if (account === undefined) {
    return (
      <EmptyState icon={IconShoppingCart} title={t('noSeller')}>
        {t('noSellerHint')}
      </EmptyState>
    );
  }
  if (ofAccount.length === 0) {
    return (
      <EmptyState
        icon={IconShoppingCart}
        title={t('catalogueEmpty')}
        action={<Button onClick={() => navigate.to({ screen: 'catalogue' })}>{t('fillCatalogue')}</Button>}
      >
        {t('catalogueEmptyHint')}
      </EmptyState>
    );
  }
  return (
    <div className={classes['catalogue']}>
      {ofAccount.length > fewTiles ? (
        <TextInput
          aria-label={t('filter')}
          placeholder={t('filter')}
          leftSection={<IconSearch aria-hidden size={20} />}
          value={session.filter}
          onChange={(event) => {
            const filter = event.currentTarget.value;
            sellSession.set((before) => ({ ...before, filter }));
          }}
        />
      ) : null}
      {shown.length === 0 ? (
        <EmptyState icon={IconSearch} title={t('filterEmpty')} />
      ) : (
        <TileGrid items={shown} cart={session.cart} onAdd={add} />
      )}
    </div>
  );
}
