/** The verdict on a scanned code, over the whole window, read from two metres. */
export const scan = {
  asking: 'Asking the system…',
  granted: 'Granted',
  denied: 'Denied',
  undecided: 'Not decided',
  reason: {
    unknown_code: 'No ticket has this code.',
    not_valid: 'This ticket is not valid.',
    already_inside: 'Somebody went in with this ticket already.',
    other_event: 'This ticket is for another evening.',
    platform_refused: 'The system refuses this ticket. It may have been scanned at another door.',
  },
  firstAt: 'First admitted at {{time}} ({{age}})',
  bySystem: 'The system decided',
  byLaptop: 'This laptop decided, by its data of {{time}}.',
  byLaptopAlone: 'This laptop decided alone.',
  code: 'Code {{code}}',
  seat: 'Seat {{seat}}',
  close: 'Any key closes this. The next scan works at once.',
  closeButton: 'Close',
  late: '{{word}}: {{name}}',
  otherDoors: 'Other doors do not know of it yet.',
};
