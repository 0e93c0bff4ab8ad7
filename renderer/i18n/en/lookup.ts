export const lookup = { title: 'Lookup' };
