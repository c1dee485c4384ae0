import { SecondStepAsked } from '@vitrine/protocol'

/** Reads what a right password leads to: whether a code is asked for. */
export const admission = { parse: (answer: unknown) => SecondStepAsked.safeParse(answer).success }
