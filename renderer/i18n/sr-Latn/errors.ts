import type { errors as en } from '../en/errors.ts';
import type { SerbianTexts } from '../texts.ts';

export const errors: SerbianTexts<typeof en> = {
  key_refused: {
    what: 'Platforma je odbila ovaj ključ.',
    next: 'Napravite nov API ključ na kontrolnoj tabli platforme i unesite ga pod Nalozi.',
  },
  login_refused: {
    what: 'Platforma je odbila e-adresu ili lozinku.',
    next: 'Proverite oboje i pokušajte ponovo. Ono što ste uneli je i dalje tu.',
  },
  session_ended: { what: 'Sesija je istekla.', next: 'Prijavite se ponovo pod Nalozi.' },
  forbidden: {
    what: 'Ovaj nalog nema pravo na to.',
    next: 'Zatražite pravo od organizatora ili povežite nalog koji ga ima.',
  },
  account_missing: { what: 'Ovaj nalog više nije povezan.', next: 'Povežite ga ponovo pod Nalozi.' },
  account_exists: {
    what: 'Ovaj nalog je već povezan.',
    next: 'Pronađite ga pod Nalozi; tamo možete da zamenite ključ.',
  },
  queue_open: {
    what: 'Radnje ovog naloga još čekaju u redu.',
    next: 'Neka budu poslate, ili ih rešite, pa pokušajte ponovo.',
  },
  insecure_url: {
    what: 'Ova adresa nije bezbedna za ključ.',
    next: 'Koristite adresu koja počinje sa https://. Običan http radi samo za ovaj računar.',
  },
  offline: {
    what: 'Platforma nije dostupna.',
    next: 'Nastavite s radom: sve se čuva i šalje kada se mreža vrati.',
  },
  host_unreachable: {
    what: 'Na ovoj adresi se ne javlja nijedan server.',
    next: 'Proverite adresu, kabl i Wi-Fi.',
  },
  timeout: { what: 'Platforma nije odgovorila na vreme.', next: 'Pokušajte ponovo za koji trenutak.' },
  not_json: {
    what: 'Odgovorilo je nešto drugo, a ne platforma.',
    next: 'Otvorite stranicu mreže za prijavu u pregledaču ili proverite adresu.',
  },
  bad_response: {
    what: 'Odgovor platforme nije mogao da se pročita.',
    next: 'Pokušajte ponovo. Ako se nastavi, javite podršci ono što piše ispod.',
  },
  server_error: {
    what: 'Platforma trenutno ima smetnje.',
    next: 'Ništa nije izgubljeno. Pokušajte ponovo za nekoliko minuta.',
  },
  rate_limited: { what: 'Platforma traži da usporimo.', next: 'Sačekajte malo; nastavlja se samo od sebe.' },
  clock_skew: {
    what: 'Sat ovog računara nije tačan.',
    next: 'Podesite datum i vreme u podešavanjima sistema: od njih zavise linkovi i prijave.',
  },
  not_found: {
    what: 'Platforma ne zna za ovo.',
    next: 'Možda je uklonjeno. Pitajte ponovo ili potražite.',
  },
  refused_fields: { what: 'Neka polja nisu prihvaćena.', next: 'Ispravite označena polja.' },
  refused: { what: 'Platforma je ovo odbila.', next: 'Pročitajte razlog ispod i izmenite ono što navodi.' },
  capability_missing: {
    what: 'Ovaj sistem za ulaznice to ne ume.',
    next: 'Uradite to na kontrolnoj tabli same platforme.',
  },
  outcome_unknown: {
    what: 'Ne zna se da li je ovo stiglo.',
    next: 'Ne ponavljajte. Willcall proverava; pogledajte Red čekanja.',
  },
  already_sent: { what: 'Ovo je već poslato.', next: 'Pogledajte pod Red čekanja ili Porudžbine.' },
  already_refunded: { what: 'Novac je već vraćen.', next: 'Pogledajte pod Povraćaji.' },
  already_paid: {
    what: 'Ova ulaznica je već plaćena ili se uplata upravo naplaćuje.',
    next: 'Pogledajte uplate za ulaznicu pre nego što gostu bilo šta tražite. Ništa nije pokrenuto.',
  },
  not_refundable: {
    what: 'Ova uplata ne može da se vrati.',
    next: 'Mogu samo odobrene uplate. Pogledajte porudžbinu.',
  },
  not_cancellable: {
    what: 'Ovo više ne može da se otkaže ovde.',
    next: 'Već je poslato. Vratite novac za porudžbinu da biste je otkazali.',
  },
  price_not_confirmed: { what: 'Cena nije potvrđena.', next: 'Pogledajte cenu i prvo je potvrdite.' },
  invalid_input: { what: 'Nešto nedostaje ili nije ispravno.', next: 'Ispravite označena polja.' },
  keychain_missing: {
    what: 'Na ovom računaru se ne javlja nijedan privezak za ključeve.',
    next: 'Instalirajte ga ili otključajte (na Linuxu: gnome-keyring ili KWallet), pa ponovo pokrenite Willcall.',
  },
  keychain_refused: {
    what: 'Privezak za ključeve nije dao ključ.',
    next: 'Otključajte ga i dozvolite pristup aplikaciji Willcall, pa pokušajte ponovo.',
  },
  file_not_written: {
    what: 'Datoteka nije mogla da se upiše.',
    next: 'Izaberite drugu fasciklu. Ako je datoteka otvorena u drugom programu, zatvorite je tamo.',
  },
  disk_full: {
    what: 'Disk je pun.',
    next: 'Oslobodite mesto i pokušajte ponovo. Ništa sačuvano nije izgubljeno.',
  },
  cache_damaged: {
    what: 'Kopija podataka platforme je bila oštećena.',
    next: 'Sklonjena je u stranu i ponovo se preuzima. Ne treba ništa da radite.',
  },
  ledger_damaged: {
    what: 'Zapisi ovog laptopa ne mogu da se pročitaju.',
    next: 'Ništa ne brišite. Otvorite fasciklu s podacima i pozovite podršku.',
  },
  store_newer: {
    what: 'Ove podatke je zapisao noviji Willcall.',
    next: 'Instalirajte najnoviju verziju i pokrenite ponovo.',
  },
  data_folder_unusable: {
    what: 'Willcall ne može da koristi svoju fasciklu s podacima.',
    next: 'Proverite da li se u fasciklu ispod može upisivati i pokrenite ponovo.',
  },
  sandbox_failed: {
    what: 'Demo nije mogao da se pokrene.',
    next: 'Pokrenite Willcall ponovo i probajte još jednom.',
  },
  sender_refused: { what: 'Ovaj prozor to ne sme.', next: 'Pokrenite Willcall ponovo.' },
  internal: {
    what: 'Nešto je pošlo naopako u samom Willcallu.',
    next: 'Pokušajte ponovo. Ako se nastavi, ponovo pokrenite Willcall i javite podršci ono što piše ispod.',
  },
};
