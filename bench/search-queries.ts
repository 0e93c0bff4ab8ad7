import { benchTickets } from './search-data.ts';

/** One query of the fixed list. */
export interface BenchQuery {
  readonly kind: string;
  readonly text: string;
}

/** Two hundred queries as staff type them: the same ones for the same data. */
export function benchQueries(orders: readonly { number: string; publicToken: string }[]): readonly BenchQuery[] {
  const out: BenchQuery[] = [];
  const add = (kind: string, texts: readonly string[]): void => {
    for (const text of texts) out.push({ kind, text });
  };
  add('one letter', [...'abcdefgijklmnopqrstuvz', ...'абђжш']);
  add(
    'two or three letters',
    'an ma je mar pet jov đo dj ни ми шч љу žiž kov san nem tá öd kat fil vla тео szo mül wei'.split(' '),
  );
  add(
    'first name',
    'ana marko jelena Đorđe djordje ђорђе Milica Милица Александар aleksandar Юлия yuliya Mikhail Хачатур zoltan'.split(
      ' ',
    ),
  );
  add(
    'last name',
    'petrović petrovic Петровић jovanovic Jovanović щербаков shcherbakov kovacs müller mueller obrien živković'.split(
      ' ',
    ),
  );
  add('full name', [
    'ana petrović',
    'petrovic ana',
    'Ђорђе Петровић',
    'djordje petrovic',
    'Милица Јовановић',
    'milica jovanovic',
    'ana pet',
    'marko jov',
    'Юлия Смирнова',
    'zoltan nagy',
    'jov mar',
    'aleksandar markovic',
    'Dmitry Ivanov',
    'жељко ћ',
    'kovač ana',
  ]);
  const guests = [...benchTickets(4000)].filter((_, n) => n % 97 === 0).map((row) => row.holder);
  add(
    'phone tail',
    guests.slice(0, 15).map((guest) => guest.phone.slice(-7)),
  );
  add(
    'phone, national',
    guests.slice(15, 22).map((guest) => `0${guest.phone.slice(4, 7)} ${guest.phone.slice(7, 11)}`),
  );
  add(
    'whole phone',
    guests.slice(22, 27).map((guest) => guest.phone),
  );
  add(
    'part of e-mail',
    guests.slice(0, 20).map((guest) => guest.email.slice(2, 14)),
  );
  add('part of e-mail', ['@gmail', '@firma.rs', 'gmail.com', 'petrovic12', 'na.pe', 'vic99@', 'o.jo', '.ru']);
  add(
    'whole e-mail',
    guests.slice(27, 35).map((guest) => guest.email),
  );
  add(
    'order number',
    orders.slice(0, 12).map((order, n) => (n % 2 === 0 ? order.number : order.number.replace('-', '').toLowerCase())),
  );
  add(
    'public token',
    orders.slice(12, 20).map((order) => order.publicToken),
  );
  add('name and phone', ['ana 0641', 'petrovic 123', 'marko 555']);
  add(
    'nothing found',
    'xqzt nepostojeci covek 99999999999 zzz@nowhere.example aaaaaa ŠŠŠŽ щщщщ qqqqqqqq'
      .split(' ')
      .concat(['ana xqzt', 'nema takvog gosta', 'a OR b "; --']),
  );
  for (let n = 0; out.length < 200; n += 1)
    out.push({ kind: 'full name', text: guests[n % guests.length]?.name ?? '' });
  return out.slice(0, 200);
}
