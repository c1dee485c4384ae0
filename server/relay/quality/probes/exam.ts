import { type Answer, asking, type Question } from './question.ts'

/** A question of which a program can tell whether the answer is right. */
export type ExamItem = Question & { readonly isRight: (answer: Answer) => boolean }

const cabinets = ['red', 'green', 'blue', 'white', 'brown', 'grey', 'black', 'yellow', 'violet', 'orange']
const shelf = cabinets
  .map((colour, n) => `The ${colour} cabinet stands in room ${n + 11}, and its code is ${(n + 3) * 1_237}.`)
  .join('\n')
const needle = String((cabinets.indexOf('white') + 3) * 1_237)

const parcel = {
  type: 'object',
  properties: {
    destination: { type: 'string', enum: ['Oslo', 'Quito', 'Lisbon'] },
    kilograms: { type: 'integer' },
  },
  required: ['destination', 'kilograms'],
  additionalProperties: false,
}

const booking = {
  type: 'object',
  properties: {
    room: { type: 'string', enum: ['amber', 'cedar', 'basalt'] },
    guests: { type: 'integer', description: 'How many people come.' },
  },
  required: ['room', 'guests'],
  additionalProperties: false,
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Exactly these members, whatever their order. */
const holds = (value: unknown, wanted: Readonly<Record<string, unknown>>): boolean =>
  typeof value === 'object' &&
  value !== null &&
  Object.keys(value).length === Object.keys(wanted).length &&
  Object.entries(wanted).every(([name, one]) => (value as Record<string, unknown>)[name] === one)

/** Small, because it is asked every few hours: it tells that something broke, not how good a model is. */
export const exam: readonly ExamItem[] = [
  {
    item: 'sum',
    tokens: 16,
    body: asking('What is 48 * 27 + 15? Answer with the number alone.'),
    isRight: ({ text }) => text.replaceAll(/[^0-9]/g, '') === '1311',
  },
  {
    item: 'needle',
    tokens: 16,
    body: asking(`${shelf}\nWhat is the code of the white cabinet? Answer with the code alone.`),
    isRight: ({ text }) => text.replaceAll(/[^0-9]/g, '') === needle,
  },
  {
    item: 'instruction',
    tokens: 24,
    body: asking('Answer with these words in lower case, joined by hyphens, and nothing else: AMBER BASALT CEDAR'),
    isRight: ({ text }) => text.trim().replace(/\.$/, '') === 'amber-basalt-cedar',
  },
  {
    item: 'schema',
    tokens: 48,
    body: {
      ...asking('A parcel of 3 kilograms goes to Lisbon. Describe it as JSON.'),
      response_format: { type: 'json_schema', json_schema: { name: 'parcel', strict: true, schema: parcel } },
    },
    isRight: ({ text }) => holds(parsed(text), { destination: 'Lisbon', kilograms: 3 }),
  },
  {
    item: 'tool',
    tokens: 64,
    body: {
      ...asking('Use book_room: 4 people come, and they want the room cedar.'),
      tools: [
        {
          type: 'function',
          function: { name: 'book_room', description: 'Books a room for guests.', parameters: booking },
        },
        {
          type: 'function',
          function: {
            name: 'cancel_visit',
            description: 'Cancels a visit.',
            parameters: { type: 'object', properties: {} },
          },
        },
      ],
    },
    isRight: ({ calls: [call, ...others] }) =>
      call?.name === 'book_room' && others.length === 0 && holds(call.input, { room: 'cedar', guests: 4 }),
  },
]
