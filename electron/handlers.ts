import type { ContractEvents, EventName } from '../shared/contract/index.ts';
import type { Capability } from '../shared/domain/accounts.ts';
import { actOf } from '../shared/domain/act-of.ts';
import type { DeedAct } from '../shared/domain/acts.ts';
import type { Settings } from '../shared/domain/settings.ts';
import type { AppInfo, OrderDetail } from '../shared/domain/views.ts';
import type { AccountId, DeedId, OrderId, RefundId, SaleId } from '../shared/ids.ts';
import { dayInZone } from '../shared/time.ts';
import { importCatalogue, saveCatalogueItem } from './desk/catalogue.ts';
import { actNow, type DeskContext, doorZone } from './desk/context.ts';
import { cancelDeed, writeDeed } from './desk/deeds.ts';
import { admit, openGuest, ticketOf, undoAdmission } from './desk/guests.ts';
import { exportHistory, historyDays, historyPage } from './desk/history.ts';
import { listEvents, lookUp } from './desk/lookup.ts';
import { orderDetail, saleDetail } from './desk/orders.ts';
import { decide, listQueue } from './desk/queue.ts';
import { cancelRefund, listRefunds, requestRefund } from './desk/refunds.ts';
import { cancelSale, noteCash, paymentLinkOf, saleOf, sell } from './desk/sales.ts';
import type { Handlers } from './ipc.ts';
import type { ActRef } from './ledger/ledger.ts';
import { askOrders, storedOrders } from './order-list.ts';
import { scanAtDoor } from './scan-at-door.ts';
import type { Accounts } from './sync/accounts.ts';
import { answerOf } from './sync/deeds.ts';
import { cancellableItems, ordersOfTicket, paymentOptions } from './sync/order-acts.ts';
import type { Sync } from './sync/sync.ts';

/** What the handlers speak to beside the desk and sync. */
export interface Surroundings {
  readonly info: () => AppInfo;
  readonly dismissNotices: () => void;
  readonly settings: { readonly get: () => Settings; readonly set: (change: Partial<Settings>) => Settings };
  readonly connectDemo: () => ReturnType<Accounts['connect']>;
  readonly showDataFolder: () => Promise<void>;
  readonly quit: () => void;
  readonly callPerson: (words: { readonly title: string; readonly text: string }) => void;
  readonly copy: (text: string) => Promise<void>;
  readonly openLink: (url: string) => Promise<void>;
  /** Asks the person where a new file goes. @param suggested its name. @returns an absolute path; null when they do not say. */
  readonly chooseFile: (suggested: string) => Promise<string | null>;
  readonly notify: <Name extends EventName>(name: Name, payload: ContractEvents[Name]) => void;
}

const usualList = 200;
const usualPage = 50;

/** Answers to every call of the contract: each one line from a screen's wish to the desk or to sync. */
export function makeHandlers(desk: DeskContext, sync: Sync, accounts: Accounts, around: Surroundings): Handlers {
  const queued = (accountId: AccountId): void => {
    sync.queueChanged(accountId);
  };
  /** With what the order's system still takes, which it alone knows. */
  const withActs = (detail: OrderDetail): OrderDetail => {
    const { order } = detail;
    const acts = order && sync.platform(order.accountId)?.actsTaken?.(order);
    return acts ? { ...detail, acts } : detail;
  };
  const perform = async (
    order: { readonly accountId: AccountId; readonly orderId: OrderId },
    act: DeedAct,
    email: string | null = null,
  ): Promise<OrderDetail> => {
    const { accountId, orderId } = order;
    const line = sync.line(accountId);
    const deed = writeDeed(desk, order, act, email);
    around.notify('orders.changed', { accountId, orderIds: [orderId] });
    await answerOf(line, deed.id, () => queued(accountId));
    return withActs(orderDetail(desk, accountId, orderId));
  };
  const can = (accountId: AccountId, capability: Capability): boolean =>
    accounts.list().some(({ id, capabilities }) => id === accountId && capabilities.includes(capability));
  return {
    'app.info': around.info,
    'app.dismissNotices': around.dismissNotices,
    'app.showDataFolder': around.showDataFolder,
    'app.callPerson': around.callPerson,
    'app.quit': around.quit,

    'settings.get': around.settings.get,
    'settings.set': (change) => {
      const settings = around.settings.set(withoutUndefined(change));
      around.notify('settings.changed', settings);
      return settings;
    },

    'accounts.list': () => accounts.list(),
    'accounts.connect': (input) => accounts.connect(input),
    'accounts.connectDemo': around.connectDemo,
    'accounts.replaceCredential': (input) =>
      accounts.replaceCredential(input.accountId, input.credential, input.keepSecond ?? false),
    'accounts.changeSettings': ({ accountId, ...change }) => accounts.changeSettings(accountId, change),
    'accounts.rename': (input) => accounts.rename(input.accountId, input.label),
    'accounts.check': (input) => accounts.check(input.accountId),
    'accounts.remove': (input) => accounts.remove(input.accountId),

    'sync.status': () => sync.statuses(),
    'sync.now': (input) => sync.pullNow(input.accountId, input.full ?? false),

    'lookup.search': (input) => lookUp(desk, input, sync.orders.found(input.query)),
    'lookup.askPlatform': async (input) => ({ found: await sync.orders.find(input.query, input.accountId) }),
    'events.list': () => listEvents(desk),
    'events.doorZone': () => ({ zone: doorZone(desk) }),

    'guests.open': (input) => openGuest(desk, input.accountId, input.ticketKey),
    'guests.refresh': async (input) => {
      const ticket = ticketOf(desk, input.accountId, input.ticketKey);
      await sync.refreshGuest(input.accountId, ticket, input.unasked ?? false);
      return openGuest(desk, input.accountId, input.ticketKey);
    },
    'guests.leave': () => sync.leaveGuest(),

    'admissions.admit': (input) => {
      const outcome = admit(desk, input.accountId, input.ticketKey, input.again ?? false);
      around.notify('admissions.changed', { accountId: input.accountId });
      queued(input.accountId);
      return outcome;
    },
    'admissions.undo': (input) => {
      const state = undoAdmission(desk, input.accountId, input.ticketKey);
      around.notify('admissions.changed', { accountId: input.accountId });
      queued(input.accountId);
      return state;
    },

    'admissions.conflicts': () => ({ open: desk.ledger.doorConflicts.open(), blind: sync.blindDoors() }),
    'admissions.confirmConflict': (input) => {
      const found = desk.ledger.doorConflicts.open().find(({ id }) => id === input.id);
      desk.ledger.doorConflicts.confirm(input.id, actNow(desk));
      if (found) around.notify('admissions.changed', { accountId: found.accountId });
    },

    'scans.scan': async ({ evenSo = false, ...input }) => {
      const outcome = await scanAtDoor(desk, sync, { ...input, evenSo });
      if (outcome.access === 'granted' && outcome.ticket) {
        around.notify('admissions.changed', { accountId: outcome.ticket.accountId });
        queued(outcome.ticket.accountId);
      }
      return outcome;
    },

    'insights.statistics': (input) => sync.statistics(input.accountId, input.from, input.to),

    'catalogue.list': () => desk.ledger.catalogue.list(),
    'catalogue.save': (input) => {
      const item = saveCatalogueItem(desk, input, can(input.accountId, 'catalogue.imported_only'));
      around.notify('catalogue.changed', {});
      return item;
    },
    'catalogue.remove': (input) => {
      desk.ledger.catalogue.remove(input.id);
      around.notify('catalogue.changed', {});
    },
    'catalogue.reorder': (input) => {
      desk.ledger.catalogue.reorder(input.ids);
      around.notify('catalogue.changed', {});
    },
    'catalogue.candidates': async (input) => {
      const imported = new Set(
        desk.ledger.catalogue
          .list()
          .filter((item) => item.accountId === input.accountId)
          .map((item) => item.importKey),
      );
      const candidates = await sync.candidates(input.accountId);
      return candidates.map((candidate) => ({ ...candidate, alreadyImported: imported.has(candidate.importKey) }));
    },
    'catalogue.import': (input) => {
      const items = importCatalogue(desk, input.accountId, input.items);
      around.notify('catalogue.changed', {});
      return items;
    },

    'sales.create': (input) => {
      const sale = sell(desk, input, can(input.accountId, 'catalogue.imported_only'));
      sync.expectWatch(sale.id);
      queued(sale.accountId);
      return sale;
    },
    'sales.get': (input) => saleOf(desk, input.saleId),
    'sales.recent': (input) => desk.ledger.sales.recent(input.limit ?? usualList),
    'sales.noteCash': (input) => {
      const sale = noteCash(desk, input.saleId, input.amount);
      around.notify('sales.changed', { saleIds: [sale.id] });
      return sale;
    },
    'sales.cancel': (input) => {
      const sale = cancelSale(desk, input.saleId);
      around.notify('sales.changed', { saleIds: [sale.id] });
      queued(sale.accountId);
      return sale;
    },
    'sales.copyLink': (input) => around.copy(paymentLinkOf(desk, input.saleId)),
    'sales.openLink': (input) => around.openLink(paymentLinkOf(desk, input.saleId)),
    'sales.watch': (input) => sync.watch(input.saleId),
    'sales.secretLink': (input) => {
      const secret = sync.secretLink(input.saleId);
      return secret && { link: secret.reveal() };
    },

    'orders.list': (input) => (input.online ? askOrders(desk, sync, input) : storedOrders(desk, sync, input)),
    'orders.get': async (input) => {
      if ('saleId' in input) return withActs(saleDetail(desk, input.saleId));
      if (input.refresh) await sync.refreshOrder(input.accountId, input.orderId);
      return withActs(orderDetail(desk, input.accountId, input.orderId));
    },

    'orders.cancellable': (input) => cancellableItems(sync.line(input.accountId), input.orderId),
    'orders.complete': (input) => perform(input, 'complete'),
    'orders.markPaid': (input) => perform(input, 'markPaid'),
    'orders.mailTickets': (input) => perform(input, 'mail', input.email),
    'orders.invite': (input) => perform(input, 'invite'),
    'orders.takeBackAct': (input) => {
      const deed = cancelDeed(desk, input.deedId);
      around.notify('orders.changed', { accountId: deed.accountId, orderIds: [deed.orderId] });
      queued(deed.accountId);
      return deed;
    },

    'ticketPayments.options': (input) =>
      paymentOptions(sync.line(input.accountId), input.ticketId, input.transfer ?? null),
    'ticketPayments.orders': (input) => ordersOfTicket(sync.line(input.accountId), input.ticketId),

    'refunds.request': (input) => {
      const refund = requestRefund(desk, input.accountId, input.target);
      around.notify('refunds.changed', { accountId: input.accountId });
      queued(input.accountId);
      return refund;
    },
    'refunds.cancel': (input) => {
      const refund = cancelRefund(desk, input.refundId);
      around.notify('refunds.changed', { accountId: refund.accountId });
      queued(refund.accountId);
      return refund;
    },
    'refunds.list': (input) => listRefunds(desk, input.limit ?? usualList),

    'queue.list': (input) => listQueue(desk, { settled: input.settled ?? true, limit: input.limit ?? usualList }),
    'queue.history': ({ offset = 0, limit = usualPage, ...filter }) => historyPage(desk, filter, { offset, limit }),
    'queue.days': () => historyDays(desk),
    'queue.export': async (input) => {
      const path = await around.chooseFile(`willcall-${dayInZone(desk.now())}.csv`);
      return path === null ? null : exportHistory(desk, input, path);
    },
    'queue.decide': (input) => {
      const entry = decide(desk, refOf(input.act), input.choice);
      const { accountId } = actOf(entry);
      if (entry.kind === 'sale') around.notify('sales.changed', { saleIds: [entry.sale.id] });
      else if (entry.kind === 'refund') around.notify('refunds.changed', { accountId });
      else around.notify('orders.changed', { accountId, orderIds: [entry.deed.orderId] });
      queued(accountId);
      return entry;
    },
    'queue.refusals': () => desk.ledger.queue.refusals(),
    'queue.confirmRefusal': (input) => {
      desk.ledger.queue.confirmRefusal(refOf(input.act), actNow(desk));
      around.notify('queue.changed', desk.ledger.queue.counts());
    },
  };
}

/** An act of the queue as the contract names it. */
type NamedAct =
  | { readonly kind: 'sale'; readonly saleId: SaleId }
  | { readonly kind: 'refund'; readonly refundId: RefundId }
  | { readonly kind: 'deed'; readonly deedId: DeedId };

function refOf(act: NamedAct): ActRef {
  switch (act.kind) {
    case 'sale':
      return { kind: 'sale', id: act.saleId };
    case 'refund':
      return { kind: 'refund', id: act.refundId };
    case 'deed':
      return { kind: 'deed', id: act.deedId };
  }
}

/** A change without the keys that were passed as undefined. */
function withoutUndefined<T extends object>(change: T): { [Key in keyof T]?: Exclude<T[Key], undefined> } {
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)) as {
    [Key in keyof T]?: Exclude<T[Key], undefined>;
  };
}
