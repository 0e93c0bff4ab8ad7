/**
 * What went wrong (`what`) and what to do next (`next`), by the codes of shared/errors.ts.
 * The cause in the platform's own words stands small beneath; it is not translated.
 */
export const errors = {
  key_refused: {
    what: 'The platform refused this key.',
    next: 'Make a new API key in the platform’s dashboard and put it in under Accounts.',
  },
  login_refused: {
    what: 'The platform refused this e-mail or password.',
    next: 'Check both and try again. What you typed is still here.',
  },
  session_ended: { what: 'The session has ended.', next: 'Sign in again under Accounts.' },
  forbidden: {
    what: 'This account may not do that.',
    next: 'Ask the organizer for the right, or connect an account that has it.',
  },
  account_missing: { what: 'This account is no longer connected.', next: 'Connect it again under Accounts.' },
  account_exists: {
    what: 'This account is connected already.',
    next: 'Find it under Accounts; you can replace its key there.',
  },
  queue_open: {
    what: 'Acts of this account still wait in the queue.',
    next: 'Let them be sent, or decide them, then try again.',
  },
  insecure_url: {
    what: 'This address is not safe for a key.',
    next: 'Use an address that begins with https://. Plain http works only for this computer.',
  },
  offline: {
    what: 'The platform cannot be reached.',
    next: 'Go on working: what you do is kept and sent when the network is back.',
  },
  host_unreachable: { what: 'No server answers at this address.', next: 'Check the address and the cable or Wi-Fi.' },
  timeout: { what: 'The platform did not answer in time.', next: 'Try again in a moment.' },
  not_json: {
    what: 'Something else than the platform answered.',
    next: 'Open the network’s sign-in page in a browser, or check the address.',
  },
  bad_response: {
    what: 'The platform’s answer could not be read.',
    next: 'Try again. If it stays, tell support what stands below.',
  },
  server_error: { what: 'The platform has trouble of its own.', next: 'Nothing is lost. Try again in a few minutes.' },
  rate_limited: { what: 'The platform asks us to slow down.', next: 'Wait a moment; it goes on by itself.' },
  clock_skew: {
    what: 'This computer’s clock is wrong.',
    next: 'Set date and time in the system settings: links and sessions depend on it.',
  },
  not_found: {
    what: 'The platform does not know this.',
    next: 'It may have been removed. Ask again or search for it.',
  },
  refused_fields: { what: 'Some fields were not accepted.', next: 'Mend the fields that are marked.' },
  refused: { what: 'The platform refused this.', next: 'Read its reason below, and change what it names.' },
  capability_missing: {
    what: 'This ticketing system cannot do that.',
    next: 'Use the platform’s own dashboard for it.',
  },
  outcome_unknown: {
    what: 'It is not known whether this arrived.',
    next: 'Do not do it again. Willcall is finding out; see Queue.',
  },
  already_sent: { what: 'This was sent already.', next: 'Look at it under Queue or Orders.' },
  already_refunded: { what: 'This has been refunded already.', next: 'Look at it under Refunds.' },
  already_paid: {
    what: 'This ticket is paid already, or its payment is just being taken.',
    next: 'Look at the ticket’s payments before you ask the guest for anything. Nothing was started.',
  },
  not_refundable: { what: 'This payment cannot be refunded.', next: 'Only approved payments can. See its order.' },
  not_cancellable: {
    what: 'This can no longer be cancelled here.',
    next: 'It was sent. Refund the order to cancel it.',
  },
  price_not_confirmed: { what: 'The price is not confirmed.', next: 'Look at the price and confirm it first.' },
  invalid_input: { what: 'Something is missing or wrong.', next: 'Mend the fields that are marked.' },
  keychain_missing: {
    what: 'This computer has no keychain that answers.',
    next: 'Install or unlock it (on Linux: gnome-keyring or KWallet), then start Willcall again.',
  },
  keychain_refused: {
    what: 'The keychain did not give the key.',
    next: 'Unlock it and allow Willcall, then try again.',
  },
  file_not_written: {
    what: 'The file could not be written.',
    next: 'Choose another folder. If the file is open in another program, close it there.',
  },
  disk_full: { what: 'The disk is full.', next: 'Free some space and try again. Nothing that was kept is lost.' },
  cache_damaged: {
    what: 'The copy of the platform’s data was damaged.',
    next: 'It was set aside and is being pulled again. Nothing to do.',
  },
  ledger_damaged: {
    what: 'The records of this laptop could not be read.',
    next: 'Do not delete anything. Open the data folder and call support.',
  },
  store_newer: {
    what: 'The data here was written by a newer Willcall.',
    next: 'Install the newest version and start again.',
  },
  data_folder_unusable: {
    what: 'Willcall cannot use its data folder.',
    next: 'Make sure that the folder below can be written to, and start again.',
  },
  sandbox_failed: { what: 'The demo could not be started.', next: 'Start Willcall again and try once more.' },
  sender_refused: { what: 'This window may not do that.', next: 'Start Willcall again.' },
  internal: {
    what: 'Something went wrong in Willcall itself.',
    next: 'Try again. If it stays, start Willcall again and tell support what stands below.',
  },
};
