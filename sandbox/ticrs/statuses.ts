import type { Route } from './call.ts';
import { ORDER_STATUSES } from './languages.ts';

/** T15 and T16: dictionaries. Names of order statuses follow the language, ids never do (T-11). */
export function statusRoutes(): Route[] {
  return [
    {
      method: 'GET',
      path: '/api/payment/v1/statuses/orders',
      handle: (call) => ({
        body: { data: [...ORDER_STATUSES].map(([id, names]) => ({ id, name: names[call.language] })) },
      }),
    },
    {
      method: 'GET',
      path: '/api/payment/v1/statuses/transactions',
      handle: () => ({
        body: {
          data: [
            { code: 'approved', name: 'Approved' },
            { code: 'failed', name: 'Failed' },
          ],
        },
      }),
    },
  ];
}
