export const firstRun = { title: 'FirstRun' };
