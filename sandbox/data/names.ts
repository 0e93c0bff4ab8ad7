/** Names of guests in the five languages and both Serbian scripts that the box office must find. */

export interface NameSet {
  /** Interface language of the buyer in T6 `info`. */
  readonly language: string;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  /** E.164 prefix and how many digits follow. */
  readonly phone: { readonly prefix: readonly string[]; readonly digits: number };
  readonly familyFirst?: boolean;
  readonly weight: number;
  /** Given and family names; families may differ for women. */
  readonly women: readonly string[];
  readonly men: readonly string[];
  readonly family: readonly string[];
  readonly familyWomen?: readonly string[];
}

const serbianPhone = { prefix: ['+38160', '+38161', '+38162', '+38163', '+38164', '+38165', '+38169'], digits: 7 };

const serbianLatin: NameSet = {
  language: 'sr',
  country: 'RS',
  phone: serbianPhone,
  weight: 42,
  women:
    'Jelena Milica Ana Marija Ivana Dragana Snežana Jovana Željka Đurđica Tijana Sanja Katarina Nevena Ljiljana Gordana Vesna Mirjana Čarna Anđela Sofija Dunja Teodora Maša Biljana Svetlana Nađa Ksenija'.split(
      ' ',
    ),
  men: 'Đorđe Nikola Marko Stefan Miloš Luka Živojin Aleksandar Dušan Uroš Čedomir Nemanja Vuk Lazar Petar Jovan Dragan Zoran Goran Slobodan Boško Siniša Veljko Miloje Strahinja Ognjen Radiša Željko'.split(
    ' ',
  ),
  family:
    'Živković Đorđević Petrović Jovanović Nikolić Marković Stojanović Ilić Pavlović Milošević Đukić Čolić Šarić Žujović Ćosić Kovačević Lukić Simić Tadić Vučić Mitrović Popović Ristić Todorović Stanković Kostić Babić Đurić Šćepanović Ljubičić Njegovan Zdravković Matić Veselinović Džajić'.split(
      ' ',
    ),
};

const serbianCyrillic: NameSet = {
  ...serbianLatin,
  weight: 18,
  women:
    'Јелена Милица Ана Марија Ивана Снежана Јована Жељка Ђурђица Тијана Катарина Невена Љиљана Гордана Анђела Софија Дуња Теодора Наташа Чарна Његослава'.split(
      ' ',
    ),
  men: 'Ђорђе Никола Марко Стефан Милош Лука Живојин Александар Душан Урош Чедомир Немања Вук Лазар Петар Јован Љубомир Његош Страхиња Жарко Џорџ'.split(
    ' ',
  ),
  family:
    'Живковић Ђорђевић Петровић Јовановић Николић Марковић Стојановић Илић Павловић Ђукић Чолић Шарић Жујовић Ћосић Ковачевић Љубичић Његован Симић Џајић Поповић Шћепановић'.split(
      ' ',
    ),
};

const russian: NameSet = {
  language: 'ru',
  country: 'RU',
  phone: { prefix: ['+7903', '+7916', '+7921', '+7926', '+7985'], digits: 7 },
  weight: 16,
  women: 'Анна Мария Екатерина Ольга Наталья Татьяна Юлия Светлана Алёна Дарья Ксения Полина Вера Любовь Эльвира'.split(
    ' ',
  ),
  men: 'Пётр Петр Иван Алексей Дмитрий Сергей Михаил Фёдор Артём Андрей Юрий Семён Илья Николай Григорий Эдуард'.split(
    ' ',
  ),
  family:
    'Смирнов Иванов Кузнецов Соловьёв Соловьев Попов Щербаков Ёлкин Журавлёв Королёв Хрущёв Цветков Юдин Яковлев'.split(
      ' ',
    ),
  familyWomen:
    'Смирнова Иванова Кузнецова Соловьёва Соловьева Попова Щербакова Ёлкина Журавлёва Королёва Хрущёва Цветкова Юдина Яковлева'.split(
      ' ',
    ),
};

const hungarian: NameSet = {
  language: 'hu',
  country: 'HU',
  phone: { prefix: ['+3620', '+3630', '+3670'], digits: 7 },
  familyFirst: true,
  weight: 10,
  women: 'Ágnes Éva Zsófia Erzsébet Katalin Ildikó Réka Boglárka Tünde Nóra Júlia Enikő'.split(' '),
  men: 'László István János Gábor Péter Zoltán Ákos Bálint Ödön György Máté Győző Tamás'.split(' '),
  family: 'Nagy Kovács Tóth Szabó Horváth Kiss Fekete Szűcs Kőműves Őri Gyöngyösi Csizmadia Vörös Ördög Hegedűs'.split(
    ' ',
  ),
};

const german: NameSet = {
  language: 'de',
  country: 'DE',
  phone: { prefix: ['+49151', '+49160', '+49171', '+43664', '+41791'], digits: 7 },
  weight: 6,
  women: 'Käthe Anna Jördis Bärbel Ursula Lena Sophie Grete Änne Heike'.split(' '),
  men: 'Jürgen Günther Björn Hans-Peter Sören Max Lukas Wolfgang Götz Matthias'.split(' '),
  family: 'Groß Müller Schäfer Weiß Strauß Köhler Jäger Böhm Fuß Schröder Königs Preißler'.split(' '),
};

const english: NameSet = {
  language: 'en',
  country: 'GB',
  phone: { prefix: ['+44770', '+44790', '+1430', '+1819', '+1725'], digits: 7 },
  weight: 8,
  women: 'Siobhán Zoë Chloë Alice Emma Grace Brontë Renée Olivia Mary-Jane Niamh'.split(' '),
  men: 'John Oliver Seán James William Thomas Conor Noël Aaron Henry'.split(' '),
  family: "O'Neill Smith Brown Fitzgerald Taylor-Wood Wright McLaughlin D'Arcy Walker Núñez Coöper".split(' '),
};

export const NAME_SETS: readonly NameSet[] = [serbianLatin, serbianCyrillic, russian, hungarian, german, english];

export interface Guest {
  readonly name: string;
  readonly email: string;
  readonly phone: string;
  readonly language: string;
  readonly country: string;
}

/** Regulars: in every data set, with many tickets each; the first has the most. */
export const REGULARS: readonly Guest[] = [
  ['Đorđe Živković', 'djordje.zivkovic@mail.example.test', '+381601234567', 'sr', 'RS'],
  ['Ђорђе Живковић', 'djoka@posta.example.test', '+381641112223', 'sr', 'RS'],
  ['Пётр Смирнов', 'petr.smirnov@pochta.example.test', '+79161234567', 'ru', 'RU'],
  ['Петр Смирнов', 'p.smirnov@pochta.example.test', '+79261234568', 'ru', ''],
  ['Nagy Ágnes', 'nagy.agnes@level.example.test', '+36301234567', 'hu', 'HU'],
  ['Jürgen Groß', 'juergen.gross@post.example.test', '+491511234567', 'de', 'DE'],
  ["Siobhán O'Neill", 'siobhan.oneill@mail.example.test', '+447701234567', 'en', 'GB'],
  ['Ljiljana Njegovan', 'ljiljana@mail.example.test', '+381631234567', 'sr', 'RS'],
].map(([name = '', email = '', phone = '', language = '', country = '']) => ({
  name,
  email,
  phone,
  language,
  country,
}));
