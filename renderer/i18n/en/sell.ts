export const sell = { title: 'Sell' };
