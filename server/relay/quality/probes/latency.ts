import { asking, type Question } from './question.ts'

/** Long enough to measure how fast it is written, and the same for every model. */
export const latencyQuestion: Question = {
  item: 'count',
  tokens: 120,
  body: asking('Write the whole numbers from 1 to 40, separated by single spaces, and nothing else.'),
}
