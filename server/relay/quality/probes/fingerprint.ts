import { asking, type Question } from './question.ts'

/** Short answers in which each model has a taste of its own, and keeps to it at temperature 0. */
export const fingerprint: readonly Question[] = [
  { item: 'number', tokens: 16, body: asking('Choose a whole number from 1 to 1000. Answer with the number alone.') },
  { item: 'animal', tokens: 16, body: asking('Name one animal. Answer with a single word.') },
  {
    item: 'sentence',
    tokens: 16,
    body: asking(
      'Continue with exactly five words, without repeating the beginning: The lighthouse keeper opened the door and',
    ),
  },
  {
    item: 'pair',
    tokens: 16,
    body: asking('Which two words come to your mind first when you read “copper”? Answer with these two words alone.'),
  },
  {
    item: 'name',
    tokens: 16,
    body: asking('Invent a name for a small harbour town. Answer with the name alone.'),
  },
]

/** Beside them: the name that the provider gives the model in its answers. */
export const modelItem = 'model'
