import { afterAll, onTestFinished, TestRunner } from 'vitest'

/** Runs `work` when the present test ends; outside of one (at the top of a file or in `describe`) after the last. */
export function atEnd(work: () => Promise<void> | void): void {
  if (TestRunner.getCurrentTest()) onTestFinished(async () => await work())
  else afterAll(async () => await work())
}
