/** The payment of one sale. Each state has a word, a sentence that says what happens next, and what stands where no QR code can. */
export const pay = {
  title: 'Payment',
  toPay: 'To pay',
  orderNumber: 'Order number',
  orderNumberLater: 'comes with the link',
  reference: 'Till reference',
  items: 'Items',
  qrLabel: 'Payment link of {{number}} as a QR code',
  copyLink: 'Copy link',
  linkCopied: 'Link copied',
  openLink: 'Open in browser',
  nextSale: 'Next sale',
  openOrder: 'Open the order',
  openOrderToCancel: 'Open the order (cancel it there)',
  decide: 'Decide in the queue',
  platformSays: 'The platform says',
  nextTry: 'Next try at {{time}}.',
  paidAt: 'paid at {{time}}',
  paidAndCash: 'Careful: {{amount}} in cash was noted for this sale as well. It may have been paid twice.',
  noteCash: 'Note cash taken',
  cashTitle: 'Note cash taken',
  cashText: 'This notes on this laptop that the guest of {{reference}} paid in cash.',
  cashWarningTitle: 'The platform does not learn of it',
  cashWarning:
    'The order stays unpaid there and its link stays valid. Do not let the guest pay by the link as well. Settle the cash with the organizer yourself.',
  cashAmount: 'Cash taken',
  cashAmountWrong: 'Type an amount above zero.',
  cashConfirm: 'Note {{amount}} in cash',
  cashConfirmNothing: 'Note cash',
  cashNoted: 'Cash noted: {{amount}}',
  cashNotedText: 'Noted on this laptop only. The platform does not know of it.',
  cancelSale: 'Cancel this sale',
  cancelTitle: 'Cancel this sale?',
  cancelText:
    '{{reference}}, {{amount}}: it was never sent, so nothing has happened on the platform. It leaves the queue.',
  state: {
    waiting_for_network: {
      word: 'Waiting for the network',
      text: 'Safe on this laptop. It is sent once, by itself, when the network is back; then its link appears here.',
      sign: 'The link comes when the network is back',
    },
    sending: {
      word: 'Sending',
      text: 'The order is on its way to the platform. Its link comes in a moment.',
      sign: 'The link comes in a moment',
    },
    awaiting_payment: {
      word: 'Waiting for payment',
      text: 'Let the guest scan the code with a phone. This screen says when it is paid.',
      sign: 'The platform gave no link for this order. Open the order.',
    },
    paid: { word: 'Paid', text: 'The platform has the money.', sign: 'Paid' },
    declined: {
      word: 'Declined',
      text: 'The payment did not go through. The guest can try again with the same link, or another card.',
      sign: 'The payment was declined',
    },
    expired: {
      word: 'Expired',
      text: 'The time to pay is over and the platform has cancelled the order. Make a new sale.',
      sign: 'The link is no longer valid',
    },
    cancelled: {
      word: 'Cancelled',
      text: 'This sale was cancelled. Nothing is to be paid.',
      sign: 'Cancelled',
    },
    rejected: {
      word: 'Refused',
      text: 'The platform did not take the order. Nothing was charged. Go back to the cart, mend what it names and sell again.',
      sign: 'The platform refused the order',
    },
    unknown: {
      word: 'Not known yet',
      text: 'The answer was lost on the way. Willcall is asking whether the order arrived. Do not sell it again, and take no cash yet.',
      sign: 'Finding out whether the order arrived',
    },
    needs_person: {
      word: 'Needs you',
      text: 'Willcall could not find out whether the order arrived. Look at both sides in the queue and decide.',
      sign: 'A person has to decide',
    },
  },
  sold: 'Sold',
  change: 'Change: {{amount}}',
  paidHere: { cash: 'paid in cash', terminal: 'paid at the terminal' },
  ticketsTo: 'The tickets were sent to {{email}}',
  ticketsNoMail: 'The guest left no e-mail: send or print the tickets from the order.',
  invoice: 'Invoice {{number}}',
  linkGone: 'The page of this payment is no longer on this laptop. Start the payment anew.',
  stateHere: {
    waiting_for_network: {
      text: 'Safe on this laptop. It is sent once, by itself, when the network is back; the tickets are made then.',
      sign: 'The tickets come when the network is back',
    },
    sending: {
      text: 'The sale is on its way to the platform. Its tickets are made in a moment.',
      sign: 'The tickets come in a moment',
    },
    awaiting_payment: {
      text: 'The order is made, but the platform still waits for its money. Open the order and mark it as paid.',
      sign: 'Mark the order as paid',
    },
    rejected: {
      text: 'The platform did not take the sale and made no tickets. Give the money back, or go back to the cart, mend what it names and sell again.',
      sign: 'No tickets were made',
    },
  },
  stateTicket: {
    declined: {
      text: 'The payment did not go through, and nothing was charged. Start it anew from the ticket, or with another way to pay.',
      sign: 'The payment was declined',
    },
    expired: {
      text: 'The time to pay is over. If the guest still wants to pay, start it anew from the ticket.',
      sign: 'The link is no longer valid',
    },
    rejected: {
      text: 'The platform did not start the payment. Nothing was charged. Look at the ticket’s payments before you ask the guest for anything.',
      sign: 'The payment was not started',
    },
  },
  sameTicket: 'Back to ticket {{number}}',
  lost: {
    demo: 'The demo begins anew each time Willcall starts: this order belonged to an earlier start and can no longer be paid. Make a new sale.',
    not_found:
      'The platform does not know this order (asked {{time}}), so a payment for it is not heard of here. If the guest has paid, look at their confirmation and ask the organizer.',
    forbidden:
      'The key may not see this order (asked {{time}}), so a payment for it is not heard of here. Check in Settings whether it is the key that the sale was made with.',
  },
  otherTotal: 'The platform charges {{amount}}, not what was sold here.',
  anotherTicket: 'Another ticket',
  sellAgain: 'Back to the cart',
  replaceCartTitle: 'The cart is not empty',
  replaceCartText:
    'What is in the cart now, and the guest typed there, would be lost. The refused sale takes its place.',
  replaceCart: 'Take {{reference}} into the cart',
};
