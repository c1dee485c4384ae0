import {
  activity,
  type Column,
  defaulted,
  id,
  integer,
  job,
  json,
  keyspace,
  localFile,
  type Meaning,
  nullable,
  operational,
  refers,
  table,
  text,
  timestamp,
  uuid,
} from '@vitrine/ledger'

export const billing = activity('billing', {
  title: 'Prepaid balances and what was paid from them',
  role: 'controller',
  purpose: 'Charging organizations for what they use, exactly once, and being able to account for it.',
  legalBasis: 'legal obligation',
  subjects: ['client'],
  serves: 'accounts',
  safeguards: ['Double entry', 'The database refuses changes', 'Amounts, ids and names of models only'],
})

/** Ten years, the longest that tax law asks for anywhere we know of, and the rest of the year they end in. */
const statutoryDays = 4_018
const statutory = { keep: 'Law demands that what was paid for can be shown for years; amounts and ids only.' }
const money = (what: string) => operational('payment', { what })

/** Read as text: as a JavaScript number it would not be exact. 10⁻¹² US dollars. */
const amount = (meaning: Meaning): Column<string, string | bigint> => ({
  sql: 'numeric(38,0)',
  nullable: false,
  defaulted: false,
  meaning,
})
const ofOrganization = () =>
  refers('organizations', statutory, operational('reference', { what: 'Of which organization, by its id.' }))

export const balances = table(
  'balances',
  {
    what: 'What each organization has paid in and not yet used.',
    activity: billing,
    subjects: ['client'],
    keep: { lifetime: 'as long as its entries are kept' },
    region: 'control',
  },
  {
    organization_id: ofOrganization(),
    amount: defaulted(amount(money('The balance.'))),
    leased: defaulted(amount(money('How much of it machines have set aside for requests.'))),
    alert_below: nullable(amount(operational('configuration', { what: 'Below which balance a warning is sent.' }))),
    alerted_at: nullable(timestamp(operational('operation', { what: 'When it was sent; none since it was above.' }))),
  },
)

export const balanceLeases = table(
  'balance_leases',
  {
    what: 'Which machine has set aside how much of a balance, so that requests need not wait for the database.',
    activity: billing,
    subjects: [],
    keep: { lifetime: 'until the machine gives it back, an hour after it was last heard of at most' },
    region: 'control',
  },
  {
    node: uuid(operational('operation', { what: 'Which run of the program.' })),
    organization_id: ofOrganization(),
    amount: amount(money('How much.')),
    renewed_at: timestamp(operational('operation', { what: 'When it was last heard of.' })),
  },
)

/** How long a request is known; a journal that is older is not posted. */
export const requestDays = 100

export const balanceRequests = table(
  'balance_requests',
  {
    what: 'Which requests were charged and which payments booked, so that none is twice.',
    activity: billing,
    subjects: [],
    keep: { days: requestDays, from: 'at' },
    region: 'control',
  },
  {
    request_id: uuid(operational('reference', { what: 'Which request or payment.' })),
    at: timestamp(operational('operation', { what: 'When it was booked.' })),
  },
)

export type Account = 'customer' | 'revenue' | 'top-up' | 'correction'

export const balanceTransactions = table(
  'balance_transactions',
  {
    what: 'Every movement of a balance, in two entries that sum to zero.',
    activity: billing,
    subjects: ['client'],
    keep: { days: statutoryDays, from: 'at' },
    region: 'control',
    partitions: { by: 'at', every: 'month' },
  },
  {
    at: timestamp(money('When it was booked.')),
    movement: uuid(operational('reference', { what: 'Which request or payment it is of.' })),
    kind: text(money('Charge, top-up or correction.')) as Column<'charge' | 'top-up' | 'correction'>,
    account: text(money('On which account.')) as Column<Account>,
    organization_id: ofOrganization(),
    amount: amount(money('How much was added, or taken if it is negative.')),
    project_id: nullable(uuid(operational('reference', { what: 'For which project, by its id.' }))),
    key_id: nullable(uuid(operational('reference', { what: 'With which API key, by its id.' }))),
    model: nullable(text(money('For which model.'))),
  },
)

export const balanceMonths = table(
  'balance_months',
  {
    what: 'What each closed month added to each account, which stays when its entries are past their time.',
    activity: billing,
    subjects: ['client'],
    keep: { lifetime: 'as long as the balance' },
    region: 'control',
  },
  {
    month: timestamp(money('First moment of the month.')),
    organization_id: ofOrganization(),
    account: text(money('Which account.')) as Column<Account>,
    amount: amount(money('Sum of its entries in that month.')),
  },
)

/** Whole numbers are written as texts: as JSON numbers they would not be exact. */
type UnitAmounts = { readonly [unit: string]: string }
const configured = (what: string) => operational('configuration', { what })

export const prices = table(
  'prices',
  {
    what: 'What each model costs us and our clients, and since when.',
    activity: billing,
    subjects: [],
    keep: { lifetime: 'as long as the installation exists' },
    region: 'control',
  },
  {
    id: id(),
    provider: text(configured('Provider.')),
    model: text(configured('Model; * for every one.')),
    side: text(configured('Whether we pay it or clients do.')) as Column<'buy' | 'sell'>,
    source: text(configured('From the price list, or set here.')) as Column<'list' | 'platform'>,
    valid_from: timestamp(configured('Since when.')),
    each: json<UnitAmounts>(configured('For each unit.'), ['*']),
    tiers: json<readonly { readonly above: number; readonly each: UnitAmounts }[]>(configured('For long requests.'), [
      '[].above',
      '[].each.*',
    ]),
    per_request: amount(configured('For each request.')),
    margin: nullable(
      integer(configured('Instead of prices of its own: what is added to ours, in hundredths of a percent.')),
    ),
    set_at: timestamp(configured('When it was entered.')),
  },
)

export const chargeJournal = localFile('money/{node}.{number}.journal', {
  what: 'Charges that have not reached the database yet: ids of request, organization, project and key, model, amount, time.',
  activity: billing,
  subjects: ['client'],
  holds: money('Charges of the last moments.'),
  kept: 'until the database has them, usually seconds',
})

/** Whoever is short of money asks the other machines for what they don't need. */
export const recalls = keyspace('balance-recalls', {
  kind: 'channel',
  what: 'Of which organization a machine needs money that others have set aside.',
  activity: billing,
  subjects: [],
  holds: operational('reference'),
  ttl: { seconds: 1, why: 'Messages are not kept.' },
  survives: 'restart',
  region: 'control',
})

export const priceNews = keyspace('price-news', {
  kind: 'channel',
  what: 'That prices have changed.',
  activity: billing,
  subjects: [],
  holds: operational('operation'),
  ttl: { seconds: 1, why: 'Messages are not kept.' },
  survives: 'restart',
  region: 'control',
})

export const keepBalancesJob = job('billing.keep-balances', {
  what: 'Takes back what machines that are gone had set aside, closes months, and compares entries with balances.',
  activity: billing,
  carries: {},
})

export const loadPricesJob = job('billing.load-prices', {
  what: 'Enters the prices of the price list that have changed.',
  activity: billing,
  carries: {},
})
