import { accounts } from './accounts.ts';
import { common } from './common.ts';
import { connect } from './connect.ts';
import { errors } from './errors.ts';
import { firstRun } from './first-run.ts';
import { guest } from './guest.ts';
import { insights } from './insights.ts';
import { lookup } from './lookup.ts';
import { orders } from './orders.ts';
import { pay } from './pay.ts';
import { queue } from './queue.ts';
import { refunds } from './refunds.ts';
import { scan } from './scan.ts';
import { sell } from './sell.ts';
import { settings } from './settings.ts';
import { shell } from './shell.ts';
import { ticketPayment } from './ticket-payment.ts';

/** All texts in this language by area. */
export const srCyrl = {
  common,
  errors,
  shell,
  firstRun,
  lookup,
  guest,
  accounts,
  settings,
  sell,
  pay,
  orders,
  refunds,
  queue,
  insights,
  connect,
  scan,
  ticketPayment,
};
